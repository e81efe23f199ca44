import type { ResourceInstance } from '../../terraform/evaluation.ts';
import type { PlanAction } from '../../terraform/plan/planned-instance.ts';
import type { CustomConstraint } from '../model.ts';

/** Requests that a planned action makes. A replacement is a new resource; what is only read or left as it is makes none. */
const methods: Readonly<Record<PlanAction, readonly string[]>> = {
  create: ['CREATE'],
  replace: ['CREATE'],
  update: ['UPDATE'],
  delete: ['DELETE'],
  'no-op': [],
  read: [],
};

/** An allow policy is set as a whole: whether that makes or changes it cannot be told from one binding. */
const policyMethods: Readonly<Record<PlanAction, readonly string[]>> = {
  ...methods,
  create: ['CREATE', 'UPDATE'],
  replace: ['CREATE', 'UPDATE'],
  update: ['CREATE', 'UPDATE'],
  delete: ['REMOVE_GRANT'],
};

/** Whether a constraint is asked at what is planned for a resource; a module without a plan makes everything anew. */
export function isMeantFor(
  constraint: CustomConstraint,
  resource: ResourceInstance,
  resourceType: string,
  isPart = false,
): boolean {
  const action = resource.change?.action ?? 'create';
  const isPolicy = resourceType === 'iam.googleapis.com/AllowPolicy';
  // Writing a part changes the resource it is a part of.
  const wanted =
    isPart && action !== 'no-op' && action !== 'read' ? ['UPDATE'] : (isPolicy ? policyMethods : methods)[action];
  return wanted.some((method) => constraint.methodTypes.includes(method));
}
