import type { Evaluation, ResourceInstance } from '../../terraform/evaluation.ts';
import type { Constraint, ConstraintFinding, ConstraintSubject } from '../constraints.ts';
import type { EffectiveDecision, EffectivePolicy, Hierarchy } from '../model.ts';

/** What surrounds an instance. */
export interface InstanceContext {
  readonly policy: Pick<EffectivePolicy, 'decision'>;
  /** The node whose policies hold for the instance; undefined when it is not known. */
  readonly node: string | undefined;
  readonly evaluation: Evaluation;
  readonly hierarchy: Hierarchy;
  readonly decisionAt: ConstraintSubject['decisionAt'];
}

/** What a predefined constraint says of one planned instance; none when it does not apply to it, or to what becomes of it. */
export function checkInstance(
  constraint: Constraint,
  resource: ResourceInstance,
  { policy, node, evaluation, hierarchy, decisionAt }: InstanceContext,
): readonly ConstraintFinding[] {
  const { checker } = constraint;
  if (checker === undefined || !concerns(checker.types, resource.type) || !isEnforcedAt(checker.actions, resource))
    return [];
  const { decision } = policy;
  const project = node?.startsWith('projects/') === true ? node : undefined;
  const subject = { resource, evaluation, hierarchy, project, decisionAt, decision: strictest(constraint, decision) };
  const found = checker.check(subject);
  const certain = isOneInstance(resource)
    ? found
    : found.map((one) => openWhere(one, 'how many instances there are is not known'));
  return decision.kind === 'undecided' ? certain.map((one) => openWhere(one, decision.reason)) : certain;
}

function concerns(types: readonly string[], type: string): boolean {
  return types.includes(type) || types.includes('*');
}

/** What becomes of an instance that is not planned is taken for its creation. */
function isEnforcedAt(actions: readonly ('create' | 'update')[], { change }: ResourceInstance): boolean {
  switch (change?.action) {
    case undefined:
    case 'create':
    case 'replace':
      return actions.includes('create');
    case 'update':
      return actions.includes('update');
    case 'delete':
    case 'no-op':
    case 'read':
      return false;
  }
}

/** Where it is open whether a constraint is enforced, an instance that would pass if it were passes anyway. */
function strictest({ kind }: Constraint, decision: EffectiveDecision): EffectiveDecision {
  return decision.kind === 'undecided' && kind !== 'list'
    ? { kind: 'boolean', enforced: true, parameters: {} }
    : decision;
}

function isOneInstance({ key }: ResourceInstance): boolean {
  return typeof key !== 'object';
}

function openWhere(finding: ConstraintFinding, reason: string): ConstraintFinding {
  if (finding.verdict !== 'VIOLATION') return finding;
  const { remedy: _, ...rest } = finding;
  return { ...rest, verdict: 'UNDECIDED', reason };
}
