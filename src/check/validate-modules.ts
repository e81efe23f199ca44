import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { mergeDiagnostics } from '../diagnostics/merge.ts';
import type { Engines } from '../hcl/functions/engines.ts';
import type { OtherFiles } from '../hcl/functions/function.ts';
import { checkModule } from '../terraform/check-module.ts';
import { newParseCache, type ParseCache } from '../terraform/config/parse-cache.ts';
import type { VariableSource } from '../terraform/evaluate/variable-assignments.ts';
import type { ProviderFacts } from '../terraform/facts/facts.ts';
import { relocate } from './relocate.ts';
import type { Rule } from './rule.ts';
import { type PlaceFinder, runModuleRules } from './run-rules.ts';

/** A plain Terraform root module. */
export interface PlainModule {
  /** Folder as diagnostics shall spell it, with `/`; `.` is the working directory. */
  readonly directory: string;
  /** Texts by path relative to the folder; absent when it could not be read. */
  readonly files?: ReadonlyMap<string, string>;
  /** Files that hold no text. Default: none. */
  readonly others?: OtherFiles;
  /** What reading it found, files relative to the folder. */
  readonly diagnostics: readonly Diagnostic[];
  /** Values that win over the module's own tfvars files. Default: none. */
  readonly variableSources?: readonly VariableSource[];
}

/** What was found, and the texts it is about by file as the diagnostics spell it. */
export interface ModuleFindings {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
  readonly ignored: number;
}

type ApplyIgnores = typeof import('./module-ignores.ts')['applyModuleIgnores'];

/** What checking plain modules takes. */
export interface ModuleContext {
  /** Language level, such as `1.5.7`. */
  readonly terraformVersion: string;
  /** For Terraform functions that need a package. */
  readonly engines: Engines;
  /** What is known of providers. */
  readonly facts: ProviderFacts;
  /** Rules that not every module needs. Default: none. */
  readonly rareRules?: readonly Rule[];
  /** Undefined where no text has a comment that ignores something (`loadIgnores`). */
  readonly applyIgnores: ApplyIgnores | undefined;
}

/** How diagnostics call a source of values. */
function sourceName(source: VariableSource): string {
  return source.kind === 'file' ? source.file : `--var ${source.name}`;
}

/** Checks plain Terraform modules, each on its own. */
export function validateModules(modules: readonly PlainModule[], context: ModuleContext): ModuleFindings {
  const parseCache = newParseCache();
  const checked = modules.map((module) => validateModule(module, { ...context, parseCache }));
  return {
    diagnostics: mergeDiagnostics(checked.flatMap(({ diagnostics }) => diagnostics)),
    sources: new Map(checked.flatMap(({ sources }) => [...sources])),
    ignored: checked.reduce((sum, { ignored }) => sum + ignored, 0),
  };
}

function validateModule(
  module: PlainModule,
  context: ModuleContext & { readonly parseCache: ParseCache },
): ModuleFindings {
  const nameOf = (file: string): string => (module.directory === '.' ? file : `${module.directory}/${file}`);
  const finder: PlaceFinder = {
    ofModule: (place) => {
      const { file, range } = place.kind === 'origin' ? place.origin : place;
      return { location: { file: nameOf(file), ...(range && { range }) }, related: [] };
    },
    ofPointer: () => ({ location: { file: module.directory }, related: [] }),
  };
  const { variableSources = [] } = module;
  const given = variableSources.map((source): [string, string] => [sourceName(source), source.text]);
  const sources = new Map([...(module.files ?? []), ...given].map(([file, text]) => [nameOf(file), text]));
  const read = module.diagnostics.map((diagnostic) => relocate(diagnostic, finder));
  if (module.files === undefined) return { diagnostics: read, sources, ignored: 0 };
  const { files, others } = module;
  const checked = checkModule({ files, ...(others && { others }), ...context, variableSources });
  const isValid = checked.validation.every(({ severity }) => severity !== 'error');
  const possible = isValid ? checked.planning.map(asPossible) : [];
  const planning = checked.usesDefaults ? possible : checked.planning;
  const faults = [...checked.validation, ...planning].map((diagnostic) => relocate(diagnostic, finder));
  const found = runModuleRules(checked.module, finder, context.rareRules ?? []);
  const isFullyChecked = ![...read, ...faults].some(({ severity }) => severity === 'error');
  const all = [...read, ...faults, ...found];
  const { diagnostics, ignored } = context.applyIgnores?.(all, sources, isFullyChecked) ?? {
    diagnostics: all,
    ignored: 0,
  };
  return { diagnostics, sources, ignored };
}

/**
 * What the defaults of variables may have brought about is a warning: whoever calls the module may give other values.
 */
function asPossible(diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.severity !== 'error') return diagnostic;
  const hint = 'terraform plan refuses this with the values at hand; other values of the variables may be fine';
  return {
    ...diagnostic,
    severity: 'warning',
    hint: diagnostic.hint === undefined ? hint : `${diagnostic.hint}; ${hint}`,
  };
}
