import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareText } from '../diagnostics/order.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { Blueprint, LoadedBlueprint } from './blueprint.ts';
import { checkParameterSchema } from './check-parameter-schema.ts';
import type { SourceDocument } from './document.ts';
import { listFiles } from './list-files.ts';
import { nameMismatch } from './name-mismatch.ts';
import { rangeOfPointer } from './place-fault.ts';
import { readDocument } from './read-document.ts';
import type { SourceReader } from './source-reader.ts';

/** Templates below this folder of `templates/` are partials: read by others, never rendered by themselves. */
const partialsFolder = 'partials/';

/**
 * Reads a blueprint with its templates; undefined when an error leaves nothing to work with. All faults go to the reader.
 * `sharedPartials` are those of all blueprints, by path relative to the workspace root.
 */
export function loadBlueprint(
  reader: SourceReader,
  folder: string,
  file: string,
  sharedPartials: ReadonlyMap<string, string>,
): LoadedBlueprint | undefined {
  const text = reader.read(file);
  if (text === undefined) return undefined;
  const { value: document, diagnostics } = readDocument(text, file, 'Blueprint');
  reader.report(diagnostics);
  if (!document) return undefined;
  const listing = listFiles(reader.root, `${folder}/templates`);
  const available = listing.files.map((path) => path.slice(`${folder}/templates/`.length));
  const faults = [
    ...nameMismatch(document, folder.slice(folder.lastIndexOf('/') + 1), 'folder'),
    ...checkParameterSchema(document),
    ...listing.diagnostics,
    ...checkTemplateList(document, available, folder),
  ];
  reader.report(faults);
  const templates = readTemplates(reader, document, available, folder);
  const isUsable = templates && !faults.some(({ severity }) => severity === 'error');
  return isUsable ? { document, folder, templates, ...(sharedPartials.size > 0 && { sharedPartials }) } : undefined;
}

/** Texts of the partials that all blueprints below a folder share: those in its `partials/`. */
export function loadSharedPartials(reader: SourceReader, blueprintsFolder: string): ReadonlyMap<string, string> {
  const { files, diagnostics } = listFiles(reader.root, `${blueprintsFolder}/partials`);
  reader.report(diagnostics);
  return new Map(
    files.flatMap((file) => {
      const text = reader.read(file);
      return text === undefined ? [] : [[file, text] as const];
    }),
  );
}

/** Listed templates and all partials, by path below `templates/`; undefined when one cannot be read. */
function readTemplates(
  reader: SourceReader,
  document: SourceDocument<Blueprint>,
  available: readonly string[],
  folder: string,
): ReadonlyMap<string, string> | undefined {
  const listed = new Set(document.value.spec.templates.map(({ source }) => source));
  const templates = new Map<string, string>();
  let isComplete = true;
  for (const path of available.toSorted(compareText)) {
    if (!listed.has(path) && !path.startsWith(partialsFolder)) continue;
    const text = reader.read(`${folder}/templates/${path}`);
    if (text === undefined) isComplete = false;
    else templates.set(path, text);
  }
  return isComplete ? templates : undefined;
}

/** Templates that are listed but not there, and the other way round; a misspelt one is one fault. */
function checkTemplateList(
  document: SourceDocument<Blueprint>,
  available: readonly string[],
  folder: string,
): Diagnostic[] {
  const listed = document.value.spec.templates.map(({ source }) => source);
  const unlisted = new Set(available.filter((path) => !listed.includes(path) && !path.startsWith(partialsFolder)));
  const missing = listed.flatMap((source, index) => {
    if (available.includes(source)) return [];
    const meant = unlisted.has(`${source}.hbs`) ? `${source}.hbs` : suggest(source, unlisted);
    if (meant !== undefined) unlisted.delete(meant);
    return [templateMissing(document, index, folder, meant)];
  });
  return [...missing, ...[...unlisted].map((path) => templateUnlisted(path, folder, document.file))];
}

function templateMissing(
  { file, positions, value }: SourceDocument<Blueprint>,
  index: number,
  folder: string,
  meant: string | undefined,
): Diagnostic {
  const pointer = `/spec/templates/${index}/source`;
  const range = rangeOfPointer(positions, pointer, 'value');
  return {
    code: 'template-missing',
    severity: 'error',
    message: `there is no template \`${value.spec.templates[index]?.source}\` in ${folder}/templates`,
    location: { file, pointer, ...(range && { range }) },
    hint: meant === undefined ? 'create it, or remove the entry' : `did you mean \`${meant}\`?`,
  };
}

function templateUnlisted(path: string, folder: string, blueprint: string): Diagnostic {
  return {
    code: 'template-unlisted',
    severity: 'warning',
    message: `\`${path}\` is not among the templates of ${blueprint}, it is never rendered`,
    location: { file: `${folder}/templates/${path}` },
    hint: `list it under \`spec.templates\`, or move a partial to ${folder}/templates/${partialsFolder}`,
  };
}
