import { resolve } from 'node:path';
import type { DeploymentSubject } from '../check/rule.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Workspace } from '../load/workspace.ts';
import { verdictDiagnostics } from '../policy/verdicts/verdict-diagnostics.ts';
import type { ProviderFacts } from '../terraform/facts/facts.ts';
import { checkSubject, type OpenPolicies, openPolicies } from './check-subjects.ts';
import { holdsPolicyFiles } from './find-policy-files.ts';
import { missingPolicies } from './missing-policies.ts';
import { ofEnvironment } from './policy-subjects.ts';

/** Policies of all environments of a workspace, ready to be held against each. */
export interface PolicyChecks {
  /** What the policies an environment names say of it; nothing for one that names none, or whose policies cannot be read. */
  readonly check: (subject: DeploymentSubject) => readonly Diagnostic[];
  /** Faults of the policies themselves. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of the policy files, named relative to the workspace's root. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Reads the policies that environments of a workspace name; undefined where none does, so that nothing more is loaded then. Only what
 * is found wrong is told of a validation: that something is open is not.
 */
export async function openPolicyChecks(workspace: Workspace, facts: ProviderFacts): Promise<PolicyChecks | undefined> {
  const named = [...new Set(workspace.environments.flatMap(({ value }) => value.spec.policies ?? []))].sort();
  if (named.length === 0) return undefined;
  const { root } = workspace;
  const opened = new Map<string, OpenPolicies>();
  for (const folder of named.map((name) => resolve(root, name)))
    if (holdsPolicyFiles(folder)) opened.set(folder, await openPolicies(folder, { root, facts }));
  return {
    check: (deployment) => {
      const missing = missingPolicies(deployment.environment, root);
      if (missing !== undefined) return [missing];
      const subject = ofEnvironment(deployment, root);
      const policies = subject.policies === undefined ? undefined : opened.get(subject.policies);
      if (policies === undefined || policies.diagnostics.some(isError)) return [];
      const { verdicts, placeOf } = checkSubject(subject, policies);
      return verdictDiagnostics(verdicts, placeOf).filter(({ severity }) => severity !== 'info');
    },
    diagnostics: [...opened.values()].flatMap(({ diagnostics }) => diagnostics).filter(isError),
    sources: new Map([...opened.values()].flatMap(({ sources }) => [...sources])),
  };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
