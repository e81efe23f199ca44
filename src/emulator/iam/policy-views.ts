import { createHash } from 'node:crypto';
import type { IamBinding, IamPolicy } from '../../config-api/iam-policy.ts';

/** Whether a policy has a binding with a condition. */
export function isConditional({ bindings = [] }: IamPolicy): boolean {
  return bindings.some(({ condition }) => condition !== undefined);
}

/**
 * A policy as a caller sees it who asked for a version (15.3): below 3, conditions are left out and their roles are marked.
 * @see https://docs.cloud.google.com/iam/docs/policies#specifying-version-get
 */
export function policyView(policy: IamPolicy, requestedVersion: number): IamPolicy {
  if (requestedVersion === 3 || !isConditional(policy)) return policy;
  return { ...policy, version: 1, bindings: (policy.bindings ?? []).map(withoutCondition) };
}

function withoutCondition(binding: IamBinding): IamBinding {
  const { condition, role = '', ...rest } = binding;
  if (condition === undefined) return binding;
  const hash = createHash('sha1').update(JSON.stringify(condition)).digest('hex').slice(0, 20);
  return { role: `${role}_withcond_${hash}`, ...rest };
}

/** Bindings with those of the same role and condition put together, each member once; in the order of their first occurrence. */
export function mergeBindings(bindings: readonly IamBinding[]): readonly IamBinding[] {
  const merged = new Map<string, IamBinding>();
  for (const binding of bindings) {
    const key = JSON.stringify([binding.role, binding.condition ?? null]);
    const members = new Set([...(merged.get(key)?.members ?? []), ...(binding.members ?? [])]);
    merged.set(key, { ...binding, members: [...members] });
  }
  return [...merged.values()];
}
