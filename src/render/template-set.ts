import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { LoadedBlueprint, TemplateEntry } from '../load/blueprint.ts';
import type { MappedText } from './format-text.ts';
import { moduleFolder } from './hash.ts';
import { languageOf } from './languages/index.ts';
import type { Language } from './languages/language.ts';
import { plain } from './languages/plain.ts';
import { outputPathFault } from './output-path.ts';
import type { Template } from './template/ast.ts';
import { checkTemplate, type Partials } from './template/check-template.ts';
import { parseTemplate } from './template/parse-template.ts';

/** The templates of a blueprint, parsed and checked: what all its environments share. */
export interface TemplateSet {
  readonly entries: readonly PreparedTemplate[];
  readonly partials: Partials;
  /** Files made from the blueprint alone, by what else decides their text. */
  readonly generated: Map<string, readonly GeneratedFile[]>;
  /** Faults of the templates themselves; nothing can be rendered while there are any. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A file of the module that is the same for many environments. */
export interface GeneratedFile extends MappedText {
  readonly path: string;
  readonly executable: boolean;
}

/** A template that is ready to be rendered. */
export interface PreparedTemplate {
  readonly entry: TemplateEntry;
  /** Pointer of the entry in the blueprint. */
  readonly pointer: string;
  readonly template: Template;
  readonly language: Language;
  /** Output path. */
  readonly path: string;
  /** Terraform code: may read structural parameters only. */
  readonly isTerraform: boolean;
  /** Results by the values the template may read; only for Terraform code, whose values are few and often the same. */
  readonly rendered: Map<string, MappedText>;
}

/** Parses and checks all templates of a blueprint. Templates that are listed and do not exist are the loader's fault to report. */
export function prepareTemplates(blueprint: LoadedBlueprint): TemplateSet {
  const diagnostics: Diagnostic[] = [];
  const folder = `${blueprint.folder}/templates`;
  const partials = preparePartials(blueprint, folder, diagnostics);
  const entries = blueprint.document.value.spec.templates.flatMap((entry, index) => {
    const text = blueprint.templates.get(entry.source);
    const pointer = `/spec/templates/${index}`;
    const path = outputPath(entry);
    const fault = outputPathFault(path);
    if (fault !== undefined) diagnostics.push(pathDiagnostic(blueprint, pointer, path, fault));
    if (text === undefined) return [];
    const parsed = parseTemplate(text, `${folder}/${entry.source}`);
    diagnostics.push(...parsed.diagnostics);
    if (parsed.value === undefined) return [];
    // A text without tags is nobody's business: it may be anything.
    const isVerbatim = parsed.value.body.every(({ kind }) => kind === 'content');
    const language = isVerbatim ? plain : languageOf(path);
    diagnostics.push(...checkTemplate(parsed.value, language, partials));
    const isTerraform = path.endsWith('.tf');
    return [{ entry, pointer, template: parsed.value, language, path, isTerraform, rendered: new Map() }];
  });
  return { entries, partials, generated: new Map(), diagnostics: unique(diagnostics) };
}

/** Where a template is written: as the blueprint says, else into the module under its own name. */
export function outputPath(entry: TemplateEntry): string {
  return entry.output ?? moduleFolder + entry.source.replace(/\.hbs$/, '');
}

/** A fault of an entry's output path. */
export function pathDiagnostic(blueprint: LoadedBlueprint, pointer: string, path: string, fault: string): Diagnostic {
  const { file, positions } = blueprint.document;
  const at = positions.has(`${pointer}/output`) ? `${pointer}/output` : `${pointer}/source`;
  const range = positions.get(at)?.value;
  return {
    code: 'output-path',
    severity: 'error',
    message: `the output path \`${path}\` ${fault}`,
    location: { file, pointer: at, ...(range === undefined ? {} : { range }) },
    args: { path },
  };
}

function preparePartials(blueprint: LoadedBlueprint, folder: string, diagnostics: Diagnostic[]): Partials {
  const byName = new Map<string, Template | undefined>();
  const own = [...blueprint.templates].filter(([path]) => path.startsWith('partials/'));
  const files = [
    ...(blueprint.sharedPartials ?? []),
    ...own.map(([path, text]) => [`${folder}/${path}`, text] as const),
  ];
  for (const [file, text] of files) {
    const parsed = parseTemplate(text, file, true);
    diagnostics.push(...parsed.diagnostics);
    byName.set(partialName(file), parsed.value);
  }
  return { names: [...byName.keys()], of: (name) => byName.get(name) };
}

/** What templates call a partial: its path below the folder `partials/`, without `.hbs`. */
function partialName(file: string): string {
  const folder = '/partials/';
  return file.slice(file.lastIndexOf(folder) + folder.length).replace(/\.hbs$/, '');
}

/** A partial's fault shows up in every template that uses it. */
function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, location, message }) => {
    const key = JSON.stringify([code, location, message]);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
