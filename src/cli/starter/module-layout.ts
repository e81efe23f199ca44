import { compareText } from '../../diagnostics/order.ts';
import type { TextEdit } from '../../hcl/format/edits.ts';
import { argumentOf } from '../../terraform/config/blocks.ts';
import { folderOf, joinPath } from '../../terraform/config/module-paths.ts';
import type { ModuleNode, ModuleTree } from '../../terraform/config/module-tree.ts';

/** Where the files of a module and of the local modules it calls go. */
export interface ModuleLayout {
  /** New path by old path; files that are not among them are left out. */
  readonly paths: ReadonlyMap<string, string>;
  /** Files left out, sorted. */
  readonly leftOut: readonly string[];
  /** Changes of `source` where a called module moved, by old path of the file. */
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
}

/** Files that imprint writes into every module itself: ours need other names. */
const taken: ReadonlySet<string> = new Set(['variables.tf', 'versions.tf', 'providers.tf', 'backend.tf', 'main.yaml']);

/**
 * Lays out a module as the templates of a blueprint. Modules outside of its folder go to `modules/`. Of other files those are taken that
 * the Terraform code names, by their own name or their folder's.
 */
export function layOutModule(tree: ModuleTree, files: ReadonlyMap<string, string>): ModuleLayout {
  const folders = targetFolders(tree, files);
  const code = [...files]
    .filter(([path]) => path.endsWith('.tf') && folders.has(folderOf(path)))
    .map(([, text]) => text);
  const paths = new Map<string, string>();
  const leftOut: string[] = [];
  for (const path of files.keys()) {
    const owner = ownerOf(path, folders);
    const inner = owner === undefined ? undefined : owner === '' ? path : path.slice(owner.length + 1);
    if (owner === undefined || inner === undefined || !isWanted(inner, code)) leftOut.push(path);
    else paths.set(path, targetPath(folders.get(owner) ?? '', inner, files));
  }
  return { paths, leftOut: leftOut.toSorted(compareText), edits: sourceEdits(tree, folders) };
}

function targetFolders(tree: ModuleTree, files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  const used = new Set([...files.keys()].map(folderOf));
  for (const { config } of tree.nodes) {
    const { folder } = config;
    if (folders.has(folder)) continue;
    const isPartials = folder === 'partials' || folder.startsWith('partials/');
    let target = folder;
    if (folder.startsWith('..') || isPartials) {
      const name = `modules/${
        folder
          .split('/')
          .filter((part) => part !== '..')
          .at(-1) ?? 'parent'
      }`;
      target = name;
      for (let number = 2; used.has(target); number += 1) target = `${name}-${number}`;
    }
    used.add(target);
    folders.set(folder, target);
  }
  return folders;
}

/** The module folder that a file belongs to: the nearest one upwards; undefined for none. */
function ownerOf(path: string, folders: ReadonlyMap<string, string>): string | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (folders.has(folder) && !(folder === '' && path.startsWith('../'))) return folder;
    if (folder === '') return undefined;
  }
}

function isWanted(path: string, code: readonly string[]): boolean {
  if (path.endsWith('.tf')) return !path.includes('/');
  if (/\.tfvars(?:\.json)?$|\.tf\.json$|\.tftest\.|^(?:examples?|tests?)\//.test(path)) return false;
  const parts = path.split('/');
  const names = parts.map((part, index) => (index === parts.length - 1 ? part : `${part}/`));
  return code.some((text) => names.some((name) => text.includes(name)));
}

function targetPath(folder: string, inner: string, files: ReadonlyMap<string, string>): string {
  if (folder !== '') return `${folder}/${inner}`;
  let name = inner;
  while (taken.has(name) || (name !== inner && files.has(name))) name = `module-${name}`;
  return name;
}

function sourceEdits(tree: ModuleTree, folders: ReadonlyMap<string, string>): ReadonlyMap<string, readonly TextEdit[]> {
  const edits = new Map<string, Map<number, TextEdit>>();
  for (const { config, parent } of tree.nodes) {
    if (parent === undefined) continue;
    const edit = sourceEdit(parent.node, config.folder, parent.call.block, folders);
    if (edit === undefined) continue;
    const own = edits.get(parent.call.file) ?? new Map<number, TextEdit>();
    edits.set(parent.call.file, own.set(edit.range.start, edit));
  }
  return new Map([...edits].map(([file, own]) => [file, [...own.values()]]));
}

function sourceEdit(
  caller: ModuleNode,
  called: string,
  block: NonNullable<ModuleNode['parent']>['call']['block'],
  folders: ReadonlyMap<string, string>,
): TextEdit | undefined {
  const source = argumentOf(block.body, 'source')?.value;
  const [from, to] = [folders.get(caller.config.folder) ?? '', folders.get(called) ?? ''];
  if (source === undefined) return undefined;
  const path = relativePath(from, to);
  // Where neither moved, the author's own spelling stays.
  const isUnmoved = from === caller.config.folder && to === called;
  return isUnmoved ? undefined : { range: source.range, text: JSON.stringify(path) };
}

function relativePath(from: string, to: string): string {
  const [base, target] = [from, to].map((path) =>
    joinPath('', path)
      .split('/')
      .filter((part) => part !== ''),
  );
  const upwards = [...(base ?? [])];
  const downwards = [...(target ?? [])];
  while (upwards.length > 0 && upwards[0] === downwards[0]) {
    upwards.shift();
    downwards.shift();
  }
  const steps = [...upwards.map(() => '..'), ...downwards].join('/');
  return upwards.length > 0 ? steps : `./${steps}`;
}
