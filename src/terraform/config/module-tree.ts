import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import type { Body } from '../../hcl/ast.ts';
import type { ModuleInstance } from '../evaluate/instance.ts';
import type { Evaluation } from '../evaluation.ts';
import type { ModuleCall, ModuleConfig } from './module-config.ts';
import { type InstalledModule, installedFolder, manifestPath, readManifest } from './module-manifest.ts';
import { configPaths, joinPath } from './module-paths.ts';
import { isLocalSource } from './module-source.ts';
import { parseFolder } from './parse-folder.ts';
import type { ConfigContext } from './read-blocks.ts';
import { readConfig } from './read-config.ts';
import { reportAt } from './recorder.ts';

/** A module where it is called: the root, or a child by way of one `module` block. */
export interface ModuleNode {
  /** `module.a.module.b`, without instance keys; `''` is the root. */
  readonly path: string;
  readonly config: ModuleConfig;
  /** Absent for the root. */
  readonly parent?: { readonly node: ModuleNode; readonly call: ModuleCall };
  /** By call name; calls of modules that are not at hand have none. */
  readonly children: Map<string, ModuleNode>;
  /** Filled while evaluating, once `count` or `for_each` of the call is known. */
  readonly instances: ModuleInstance[];
}

/** What a tree of modules was read from, and what was not found. */
export interface ModuleTree {
  readonly root: ModuleNode;
  /** All nodes, parents first. */
  readonly nodes: readonly ModuleNode[];
  /** Syntax trees of all files, by path. */
  readonly bodies: ReadonlyMap<string, Body>;
  readonly unresolved: Evaluation['unresolvedModules'];
}

/** Calls within calls that are followed; a module that calls itself goes on for ever. */
export const maxModuleDepth = 40;

/** Parses the root module and all modules it calls by a local path, or that `terraform init` has installed. */
export function readModuleTree(files: ReadonlyMap<string, string>, context: ConfigContext): ModuleTree {
  const configs = new Map<string, ModuleConfig>();
  const bodies = new Map<string, Body>();
  const unresolved: Evaluation['unresolvedModules'][number][] = [];
  const configOf = (folder: string): ModuleConfig => {
    const known = configs.get(folder);
    if (known !== undefined) return known;
    const parsed = parseFolder(files, folder, context);
    for (const part of [parsed.bodies, parsed.overrides]) for (const [path, body] of part) bodies.set(path, body);
    const config = readConfig(folder, parsed, context);
    configs.set(folder, config);
    return config;
  };
  const installed = readManifest(files.get(manifestPath) ?? '');
  const root: ModuleNode = { path: '', config: configOf(''), children: new Map(), instances: [] };
  const nodes: ModuleNode[] = [root];
  for (const node of nodes) {
    for (const call of node.config.modules.values()) {
      const folder = childFolder(node, call, files, installed, context.faults, unresolved);
      if (folder === undefined) continue;
      const path = `${node.path === '' ? '' : `${node.path}.`}module.${call.name}`;
      const child: ModuleNode = {
        path,
        config: configOf(folder),
        parent: { node, call },
        children: new Map(),
        instances: [],
      };
      node.children.set(call.name, child);
      nodes.push(child);
    }
  }
  return { root, nodes, bodies, unresolved };
}

function childFolder(
  node: ModuleNode,
  call: ModuleCall,
  files: ReadonlyMap<string, string>,
  installed: readonly InstalledModule[],
  faults: Diagnostic[],
  unresolved: Evaluation['unresolvedModules'][number][],
): string | undefined {
  const { source, file, block } = call;
  if (source === undefined) return undefined;
  const range: Range = block.headerRange;
  const address = `${node.path === '' ? '' : `${node.path}.`}module.${call.name}`;
  const isLocal = isLocalSource(source);
  const folder = isLocal ? joinPath(node.config.folder, source) : installedFolder(installed, address, source);
  if (folder === undefined || (!isLocal && configPaths(files, folder).length === 0)) {
    unresolved.push({ address, source, location: { file, range } });
    reportAt(faults, file, range, {
      code: 'module-not-looked-into',
      severity: 'info',
      message: `the module "${source}" is not on disk: it was not looked into, and its outputs count as unknown`,
      args: { source },
    });
    return undefined;
  }
  // A folder that is there, with whatever files, is a module without declarations.
  if (!hasFiles(files, folder)) {
    reportAt(faults, file, range, {
      code: 'module-not-found',
      message: `there is no module at "${source}": the folder is empty or not there`,
      args: { source },
    });
    return undefined;
  }
  if (isRecursive(node, folder)) {
    reportAt(faults, file, range, { code: 'reference-cycle', message: `the module "${source}" calls itself` });
    return undefined;
  }
  return folder;
}

function hasFiles(files: ReadonlyMap<string, string>, folder: string): boolean {
  if (folder === '') return true;
  for (const path of files.keys()) if (path.startsWith(`${folder}/`)) return true;
  return false;
}

function isRecursive(node: ModuleNode, folder: string): boolean {
  let depth = 0;
  for (let current: ModuleNode | undefined = node; current !== undefined; current = current.parent?.node) {
    if (current.config.folder === folder || ++depth > maxModuleDepth) return true;
  }
  return false;
}
