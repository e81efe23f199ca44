import { resolve } from 'node:path';
import { defaultVersion } from '../config-api/terraform-versions.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/range.ts';
import { loadEngines } from '../hcl/functions/load-engines.ts';
import { type ModulePolicies, policiesOfEvaluation } from '../policy/documents/policies-of-evaluation.ts';
import { evaluateModule } from '../terraform/evaluate-module.ts';
import type { Evaluation } from '../terraform/evaluation.ts';
import { noFiles, readModule } from '../terraform/read-module.ts';
import type { ModuleToRead } from './find-policy-files.ts';
import { providerFacts } from './shipped-facts.ts';
import { shownPath } from './shown-path.ts';
import { readVariables, type VariableRequest } from './variable-sources.ts';

/** Policies of a Terraform module, with what reading it found. */
export interface ReadModulePolicies extends ModulePolicies {
  /** Texts by file, named relative to the working directory. */
  readonly sources: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Evaluates a module, with the variables that are given and those of its own tfvars files, and reads the policies it makes; of one
 * file of it, where one is named. What is not told by its files is an error: policies are not judged by halves.
 */
export async function readModulePolicies(
  { folder, file }: ModuleToRead,
  cwd: string,
  given: VariableRequest = { vars: [], varFiles: [], cwd },
): Promise<ReadModulePolicies> {
  const nameOf = (name: string): string => shownPath(resolve(folder, name), cwd);
  const { value: { files, others } = noFiles, diagnostics: unread } = readModule(folder);
  const variableSources = readVariables(given, folder);
  const engines = await loadEngines([...files.values(), ...variableSources.map(({ text }) => text)]);
  const knowledge = { terraformVersion: defaultVersion, facts: providerFacts(cwd), engines };
  const input = { files, others, ...knowledge, variableSources, mode: 'plan' } as const;
  const { value, diagnostics } = evaluateModule(input);
  const read = policiesOfEvaluation(value.evaluation);
  const isAskedFor = ({ location }: { readonly location: Location }): boolean =>
    file === undefined || location.file === file;
  const { policies = [], customConstraints = [] } = read.value ?? {};
  const faults = [...unread, ...diagnostics].filter(({ severity }) => severity === 'error');
  const found = [...faults, ...value.evaluation.unresolvedModules.map(unresolvedFault), ...read.diagnostics];
  return {
    policies: policies.filter(isAskedFor).map((policy) => withNames(policy, nameOf)),
    customConstraints: customConstraints.filter(isAskedFor).map((constraint) => withNames(constraint, nameOf)),
    sources: new Map([...files].filter(([name]) => isSource(name)).map(([name, text]) => [nameOf(name), text])),
    diagnostics: found.map((diagnostic) => withNames(diagnostic, nameOf)),
  };
}

/** A module's folder also holds data that it reads. */
function isSource(name: string): boolean {
  return /\.(?:tf|tfvars)(?:\.json)?$/.test(name);
}

function unresolvedFault({ address, source, location }: Evaluation['unresolvedModules'][number]): Diagnostic {
  return {
    code: 'policy-syntax',
    severity: 'error',
    message: `which policies ${address} sets is not known, because its source "${source}" is not on this machine`,
    location,
    address,
    hint: 'run `terraform init` in the folder of the module',
    args: { source },
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
