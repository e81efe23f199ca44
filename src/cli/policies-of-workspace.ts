import type { PolicyChecks } from './open-policy-checks.ts';
import type { OpenWorkspace } from './open-workspace.ts';

const none: PolicyChecks = { check: () => [], diagnostics: [], sources: new Map() };

/** The policies that environments of a workspace name. Where none does, nothing of that part of the program is loaded. */
export async function policiesOfWorkspace({ workspace, facts }: OpenWorkspace): Promise<PolicyChecks> {
  if (!workspace.environments.some(({ value }) => value.spec.policies)) return none;
  const { openPolicyChecks } = await import('./open-policy-checks.ts');
  return (await openPolicyChecks(workspace, facts)) ?? none;
}
