import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { TreeFile } from '../../files/replace-tree.ts';
import { moduleFolder } from '../../render/hash.ts';
import { languageOf } from '../../render/languages/index.ts';
import { outputPathFault } from '../../render/output-path.ts';
import { checkTemplate } from '../../render/template/check-template.ts';
import { parseTemplate } from '../../render/template/parse-template.ts';
import { renderTemplate } from '../../render/template/render-template.ts';
import { tfvarsPaths } from '../../terraform/config/module-paths.ts';
import type { ModuleTree } from '../../terraform/config/module-tree.ts';
import { cutRanges, hasCode } from './cut-blocks.ts';
import { escapeTemplate } from './escape-template.ts';
import { layOutModule, type ModuleLayout } from './module-layout.ts';
import { textFile } from './plan.ts';
import { changesOfRootFile } from './root-file.ts';

/** The files of a module as templates, by path below `templates/`. */
export interface ModuleTemplates {
  readonly files: readonly TreeFile[];
  /** What is different from the module, a sentence each. */
  readonly notes: readonly string[];
  /** Files that cannot be templates; named as in the module. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes templates of a module's files, which render to the files without the blocks that imprint writes itself. */
export function templatesOfModule(
  tree: ModuleTree,
  files: ReadonlyMap<string, string>,
  keepsProviders: boolean,
): ModuleTemplates {
  const { config } = tree.root;
  const layout = layOutModule(tree, files);
  const templates: TreeFile[] = [];
  const notes: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [path, target] of layout.paths) {
    const body = config.bodies.get(path);
    const changes = body && changesOfRootFile(body, config, keepsProviders);
    const edits = [...(changes?.edits ?? []), ...(layout.edits.get(path) ?? [])];
    const cuts = changes?.cuts ?? [];
    const original = files.get(path) ?? '';
    const text = edits.length + cuts.length > 0 ? cutRanges(original, cuts, edits) : original;
    for (const what of changes?.dropped ?? []) {
      notes.push(`${path}: ${what} is left out, since Infrastructure Manager keeps the state`);
    }
    if (body !== undefined && !hasCode(text)) continue;
    const escaped = escapeTemplate(text, target);
    diagnostics.push(...templateFaults(escaped, text, path, target));
    templates.push(textFile(target, escaped));
  }
  return { files: templates, notes: [...notes, ...leftOutNotes(files, layout)], diagnostics };
}

/** Why a text cannot be a template, at the module's file: ranges would be those of a text that nobody has seen. */
function templateFaults(escaped: string, text: string, path: string, target: string): Diagnostic[] {
  const fault = outputPathFault(moduleFolder + target);
  const found: Omit<Diagnostic, 'location'>[] = templateProblems(escaped, text, target);
  if (fault !== undefined) {
    found.push({ code: 'output-path', severity: 'error', message: `the path \`${target}\` ${fault}` });
  }
  return found.map(({ code, severity, message }) => ({ code, severity, message, location: { file: path } }));
}

function templateProblems(escaped: string, text: string, target: string): Diagnostic[] {
  const parsed = parseTemplate(escaped, target);
  const { value: template } = parsed;
  if (template === undefined) return [...parsed.diagnostics];
  const language = languageOf(moduleFolder + target);
  const faults = checkTemplate(template, language, { names: [], of: () => undefined });
  if (faults.length > 0 || escaped === text || target.endsWith('.tf')) return faults;
  const rendered = renderTemplate(template, language, { value: {} }, () => undefined);
  if (rendered.diagnostics.length > 0 || rendered.text === text.replaceAll('\r\n', '\n'))
    return [...rendered.diagnostics];
  const message = 'a template of this kind of file cannot write the `{{` in it';
  return [{ code: 'template-unsupported', severity: 'error', message }];
}

function leftOutNotes(files: ReadonlyMap<string, string>, { leftOut }: ModuleLayout): string[] {
  const loaded = new Set(tfvarsPaths(files));
  const values = leftOut.filter((path) => /\.tfvars(?:\.json)?$/.test(path) && !loaded.has(path));
  const others = leftOut.filter((path) => !loaded.has(path) && !values.includes(path));
  return [
    ...listed('not read, make environments of them', values),
    ...listed('left out, since the module itself does not use them', others),
  ];
}

function listed(what: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const more = paths.length > 5 ? ` and ${paths.length - 5} more` : '';
  return [`${what}: ${paths.slice(0, 5).join(', ')}${more}`];
}
