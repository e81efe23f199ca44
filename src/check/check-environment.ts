import type { CelEngine } from '../cel/engine.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Engines } from '../hcl/functions/engines.ts';
import type { Workspace } from '../load/workspace.ts';
import type { Bundle } from '../render/bundle.ts';
import { moduleFolder } from '../render/hash.ts';
import { locate, locateOrigin } from '../render/locate.ts';
import type { RenderCache } from '../render/render-cache.ts';
import { renderEnvironment } from '../render/render-environment.ts';
import type { Overrides } from '../resolve/overrides.ts';
import { locateSetting } from '../resolve/provenance.ts';
import { resolveEnvironment } from '../resolve/resolve-environment.ts';
import type { ResolvedEnvironment } from '../resolve/resolved-environment.ts';
import { checkModule } from '../terraform/check-module.ts';
import type { ParseCache } from '../terraform/config/parse-cache.ts';
import type { ProviderFacts } from '../terraform/facts/facts.ts';
import { missingWhereDeployed } from '../terraform/missing-where-deployed.ts';
import { mayGoOn, withoutRepeats } from './cascade.ts';
import { rareModuleRules } from './rare-module-rules.generated.ts';
import { relocate } from './relocate.ts';
import type { DeploymentSubject } from './rule.ts';
import { runDeploymentRules } from './run-document-rules.ts';
import { type PlaceFinder, runModuleRules } from './run-rules.ts';

/** What checking one environment takes. */
export interface EnvironmentContext {
  readonly workspace: Workspace;
  readonly overrides: Overrides;
  readonly cel: CelEngine | undefined;
  readonly cache: RenderCache;
  /** Syntax trees that environments have in common. */
  readonly parseCache: ParseCache;
  /** For Terraform functions that need a package. */
  readonly engines: Engines;
  /** What is known of providers. */
  readonly facts: ProviderFacts;
  /** What the organization policies that an environment names say of it, each at its authored line; absent: none are named. */
  readonly policies?: (subject: DeploymentSubject) => readonly Diagnostic[];
  /** Language level of the module; absent means the one the environment names. */
  readonly terraformVersion?: string;
  /** Hears of every environment that came through all stages without an error, with what came of it; absent: nothing is kept. */
  readonly onChecked?: (subject: DeploymentSubject) => void;
}

/** What was found in one environment. */
export interface EnvironmentCheck {
  readonly name: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Files the environment is made from, as far as they are known. */
  readonly files: readonly string[];
  /** Whether it came through all stages, so that every rule has seen it. */
  readonly isComplete: boolean;
}

/** Takes one environment through all stages: resolve, render, evaluate, rules. Each fault stands at its authored line. */
export function checkEnvironment(name: string, context: EnvironmentContext): EnvironmentCheck {
  const resolved = resolveEnvironment(context.workspace, name, context.overrides, context.cel);
  const environment = resolved.value;
  if (environment === undefined) return { name, diagnostics: resolved.diagnostics, files: [], isComplete: false };
  const { files } = environment;
  if (!mayGoOn(resolved.diagnostics)) {
    // Rendering what is missing would only repeat the faults; those of the templates themselves are still told.
    const templates = context.cache.templatesOf(environment.blueprint).diagnostics;
    return { name, diagnostics: [...resolved.diagnostics, ...templates], files, isComplete: false };
  }
  const rendered = renderEnvironment(environment, context.cache);
  const found = [...resolved.diagnostics, ...rendered.diagnostics];
  if (rendered.value === undefined) return { name, diagnostics: found, files, isComplete: false };
  const checked = checkBundle(environment, rendered.value, context);
  const isComplete = checked.isComplete && !hasErrors(found);
  if (isComplete) context.onChecked?.(checked.subject);
  return { name, diagnostics: [...found, ...withoutRepeats(checked.diagnostics, found)], files, isComplete };
}

function checkBundle(
  environment: ResolvedEnvironment,
  bundle: Bundle,
  {
    engines,
    facts,
    parseCache,
    policies,
    terraformVersion = environment.deployment.terraformVersion,
  }: EnvironmentContext,
): Pick<EnvironmentCheck, 'diagnostics' | 'isComplete'> & { readonly subject: DeploymentSubject } {
  const checked = checkModule({
    files: moduleFiles(bundle),
    terraformVersion,
    engines,
    facts,
    parseCache,
    unknownVariables: Object.keys(environment.inputsFrom),
    missingVariables: 'fault',
  });
  const finder: PlaceFinder = {
    ofModule: (place) => {
      if (place.kind === 'origin') return locateOrigin(bundle, environment, place.origin);
      return locate(bundle, environment, { file: place.file, range: place.range ?? { start: 0, end: 0 } });
    },
    ofPointer: (pointer, on) => ({ location: locateSetting(environment, pointer, on), related: [] }),
  };
  const faults = [...checked.validation, ...checked.planning].map((diagnostic) =>
    relocate(missingWhereDeployed(diagnostic), finder),
  );
  const subject = { environment, bundle, module: checked.module };
  const rules = [...runModuleRules(subject.module, finder, rareModuleRules), ...runDeploymentRules(subject, finder)];
  // What is wrong already would only be judged wrongly.
  const verdicts = hasErrors(faults) ? [] : (policies?.(subject) ?? []);
  const found = [...faults, ...rules, ...verdicts];
  return { diagnostics: found, isComplete: !hasErrors(faults), subject };
}

/** The files of the root module, by path relative to it. */
function moduleFiles(bundle: Bundle): Map<string, string> {
  return new Map(
    bundle.files
      .filter(({ path }) => path.startsWith(moduleFolder))
      .map(({ path, text }) => [path.slice(moduleFolder.length), text]),
  );
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
