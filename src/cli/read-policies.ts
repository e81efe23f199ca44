import { readSourceIgnores } from '../check/source-ignores.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { IgnoreComment } from '../load/document.ts';
import { readYamlStream } from '../load/read-yaml.ts';
import { readPolicySet } from '../policy/documents/read-policy-set.ts';
import { canonicalNode } from '../policy/effective/lineage.ts';
import { lintRepeats } from '../policy/lint/lint-repeats.ts';
import type { PolicySet } from '../policy/model.ts';
import { findPolicyFiles, type ModuleToRead } from './find-policy-files.ts';
import type { ReadModulePolicies } from './read-module-policies.ts';
import type { VariableRequest } from './variable-sources.ts';

/** Policies read from files. */
export interface ReadPolicies {
  /** Incomplete when there are errors among the diagnostics; nothing may be judged by it then. */
  readonly set: PolicySet;
  /** Texts by file, named relative to the working directory. */
  readonly sources: ReadonlyMap<string, string>;
  /** Faults of reading alone; `lintPolicySet` finds more. */
  readonly diagnostics: readonly Diagnostic[];
  /** `imprint:ignore` comments by file. */
  readonly ignores: ReadonlyMap<string, readonly IgnoreComment[]>;
}

/**
 * Reads the policies, custom constraints and hierarchy of files and folders: all YAML and JSON files below, and what Terraform modules
 * make, with the variables that are given. Of YAML and JSON files in the folder of a module, which may be data that it reads, only
 * hierarchies count.
 * @throws UsageError where there is nothing
 */
export async function readPolicies(
  paths: readonly string[],
  cwd: string,
  given?: VariableRequest,
): Promise<ReadPolicies> {
  const found = findPolicyFiles(paths, cwd);
  const hierarchies = [...found.besideModules].filter(([, text]) =>
    /^\s*["']?kind["']?\s*:\s*["']?Hierarchy\b/m.test(text),
  );
  const documents = new Map([...found.documents, ...hierarchies]);
  const read = readPolicySet([...documents].map(([file, text]) => ({ file, text })));
  const modules = await readModules(found.modules, cwd, given);
  const { value: set = emptySet } = read;
  const { hierarchy } = set;
  const added = modules.flatMap(({ policies }) => policies);
  const policies = [...set.policies, ...added.map((one) => ({ ...one, node: canonicalNode(hierarchy, one.node) }))];
  const customConstraints = [...set.customConstraints, ...modules.flatMap((one) => one.customConstraints)];
  const ofModules = modules.flatMap(({ diagnostics }) => diagnostics);
  const repeats = lintRepeats({ policies, customConstraints });
  return {
    set: { hierarchy, policies, customConstraints },
    sources: new Map([...documents, ...modules.flatMap(({ sources }) => [...sources])]),
    diagnostics: [...found.diagnostics, ...read.diagnostics, ...ofModules, ...repeats],
    ignores: new Map([
      ...[...documents].map(([file, text]) => [file, documentIgnores(file, text)] as const),
      ...modules.flatMap(({ sources }) => [...sources]).map(([file, text]) => [file, readSourceIgnores(text)] as const),
    ]),
  };
}

const emptySet: PolicySet = {
  policies: [],
  customConstraints: [],
  hierarchy: { nodes: new Map(), projectOfNumber: new Map(), domains: new Map() },
};

/** The Terraform engine is loaded only where there is a module. */
async function readModules(
  modules: readonly ModuleToRead[],
  cwd: string,
  given: VariableRequest | undefined,
): Promise<readonly ReadModulePolicies[]> {
  if (modules.length === 0) return [];
  const { readModulePolicies } = await import('./read-module-policies.ts');
  return Promise.all(modules.map((module) => readModulePolicies(module, cwd, given)));
}

function documentIgnores(file: string, text: string): readonly IgnoreComment[] {
  return (text.includes('imprint:ignore') && readYamlStream(text, file).value?.ignores) || [];
}
