import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defaultVersion } from '../config-api/terraform-versions.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { loadEngines } from '../hcl/functions/load-engines.ts';
import { isFolder } from '../load/list-files.ts';
import { type ModulePolicies, policiesOfEvaluation } from '../policy/documents/policies-of-evaluation.ts';
import { evaluateModule } from '../terraform/evaluate-module.ts';
import { readModule } from '../terraform/read-module.ts';
import { providerFacts } from './shipped-facts.ts';
import { shownPath } from './shown-path.ts';

/** Policies of a Terraform module, with what reading it found. */
export interface ReadModulePolicies extends ModulePolicies {
  /** Texts by file, named relative to the working directory. */
  readonly sources: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether a path is a folder that directly holds Terraform files. */
export function isModuleFolder(path: string): boolean {
  return isFolder(path) && readdirSync(path).some((name) => /\.tf(?:\.json)?$/.test(name));
}

/** Evaluates a module, with the variables its own tfvars files give, and reads the policies it makes. */
export async function readModulePolicies(path: string, cwd: string): Promise<ReadModulePolicies> {
  const nameOf = (file: string): string => shownPath(resolve(path, file), cwd);
  const { value: files, diagnostics: unread } = readModule(path);
  const input = {
    files: files ?? new Map<string, string>(),
    terraformVersion: defaultVersion,
    facts: providerFacts(cwd),
  };
  const { value, diagnostics } = evaluateModule({
    ...input,
    engines: await loadEngines(files?.values() ?? []),
    mode: 'plan',
  });
  const read = policiesOfEvaluation(value.evaluation);
  const { policies = [], customConstraints = [] } = read.value ?? {};
  const faults = [...unread, ...diagnostics].filter(({ severity }) => severity === 'error');
  return {
    policies: policies.map((policy) => withNames(policy, nameOf)),
    customConstraints: customConstraints.map((constraint) => withNames(constraint, nameOf)),
    sources: new Map([...(files ?? [])].map(([file, text]) => [nameOf(file), text])),
    diagnostics: [...faults, ...read.diagnostics].map((diagnostic) => withNames(diagnostic, nameOf)),
  };
}

/** The same with all files in it named anew: locations are the objects that have a `file`. */
function withNames<T>(part: T, nameOf: (file: string) => string): T {
  if (Array.isArray(part)) {
    // The list keeps its kind of elements.
    return part.map((item: unknown) => withNames(item, nameOf)) as T;
  }
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([key, value]: [string, unknown]) => [
    key,
    key === 'file' && typeof value === 'string' ? nameOf(value) : withNames(value, nameOf),
  ]);
  // Only texts called `file` are other texts now.
  return Object.fromEntries(entries) as T;
}
