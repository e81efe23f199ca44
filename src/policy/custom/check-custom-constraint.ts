import { firstUnknown } from '../../cel/partial/equality.ts';
import type { Bindings, PartialFunction, PartialStep } from '../../cel/partial/partial-cel.ts';
import type { PartialValue } from '../../cel/partial/partial-value.ts';
import { showValue } from '../../cel/partial/show-value.ts';
import type { ResourceInstance } from '../../terraform/evaluation.ts';
import type { ConstraintFinding } from '../constraints.ts';
import type { Hierarchy, TraceStep, VerdictKind } from '../model.ts';
import { type ApiResource, apiResources, apiResourceTypes } from './api-resource.ts';
import type { CompiledConstraint } from './compile-constraint.ts';
import { firewallFunctions } from './firewall-functions.ts';
import { iamFunctions } from './iam-functions.ts';
import { isMeantFor } from './method-types.ts';
import { remedyFor } from './remedy.ts';
import { showPath } from './show-path.ts';

/** What surrounds the resource. */
export interface CustomContext {
  /** For functions that ask whether a member belongs to an organization. Default: that is not known. */
  readonly hierarchy?: Hierarchy;
}

/**
 * What a custom constraint says of a planned resource: one finding for each REST resource it makes that the constraint is about; none when
 * the constraint does not apply to it or to what is done to it. A condition that depends on what is known after apply is `UNDECIDED`.
 */
export function checkCustomConstraint(
  compiled: CompiledConstraint,
  resource: ResourceInstance,
  context: CustomContext = {},
): readonly ConstraintFinding[] {
  if (resource.mode !== 'managed') return [];
  const { constraint } = compiled;
  const types = apiResourceTypes(resource);
  if (types.length === 0) return isLikelyMeant(compiled, resource) ? [undecided(notMapped(resource))] : [];
  // Most constraints are about few resources, and making the messages of all of them takes a while.
  if (!types.some((type) => constraint.resourceTypes.includes(type))) return [];
  return apiResources(resource)
    .filter(
      ({ type, isPart = false, isMadeWhole = false }) =>
        constraint.resourceTypes.includes(type) && isMeantFor(constraint, resource, type, isPart && !isMadeWhole),
    )
    .map((item) => checkApiResource(compiled, item, context));
}

/** Decides a constraint on one REST resource. */
export function checkApiResource(
  compiled: CompiledConstraint,
  { message, isPart, type }: ApiResource,
  { hierarchy }: CustomContext = {},
): ConstraintFinding {
  const { constraint, program } = compiled;
  if (isPart === true)
    return undecided(`the resource writes a part of a ${kindOf(type)} only, and the rest of it is not known`);
  const bindings: Bindings = new Map([['resource', message]]);
  const functions = functionsFor(type, hierarchy);
  const value = program.evaluate(bindings, functions);
  const trace = (): readonly TraceStep[] =>
    program.trace(bindings, functions).map((step) => ({ text: step.text, value: showStep(step) }));
  const path = value.paths[0];
  const common = { trace: trace(), ...(path !== undefined && { path }) };
  if (value.kind !== 'scalar' || typeof value.value !== 'boolean')
    return { verdict: 'UNDECIDED', reason: openReason(value), ...common };
  const isRefused = value.value === (constraint.actionType === 'DENY');
  const verdict: VerdictKind = isRefused ? 'VIOLATION' : 'PASS';
  const remedy = isRefused ? remedyFor(program, bindings, functions) : undefined;
  return { verdict, reason: reasonOf(compiled, value.value), ...common, ...(remedy !== undefined && { remedy }) };
}

/** The value of a part; of `all` and `exists` with the element that decided. */
function showStep({ text, value, kind }: PartialStep): string {
  const [path] = value.paths;
  const isDecided = kind === 'part' && value.kind === 'scalar' && value.paths.length === 1 && value.sensitive !== true;
  if (!isDecided || path === undefined || !/\.(?:all|exists)\(/.test(text)) return showValue(value);
  return `${showValue(value)} (decided by \`${showPath(path)}\`)`;
}

function functionsFor(type: string, hierarchy: Hierarchy | undefined): readonly PartialFunction[] {
  if (type === 'iam.googleapis.com/AllowPolicy') return iamFunctions(hierarchy);
  return firewallFunctions;
}

function reasonOf({ constraint }: CompiledConstraint, holds: boolean): string {
  const what = constraint.displayName ?? constraint.description?.split('\n')[0];
  const named = what === undefined || what === '' ? '' : `: ${what}`;
  const { actionType } = constraint;
  if (holds === (actionType === 'ALLOW')) return holds ? 'its condition holds' : 'its condition does not hold';
  return holds
    ? `its condition holds, which the constraint denies${named}`
    : `its condition does not hold, which the constraint asks for${named}`;
}

function openReason(value: PartialValue): string {
  if (value.kind === 'error') return `the condition has no answer: ${value.message}`;
  const unknown = value.kind === 'unknown' ? value : firstUnknown(value);
  if (unknown?.kind !== 'unknown') return 'the condition is neither true nor false';
  const [path] = unknown.paths;
  const what = path === undefined || path.length === 0 ? 'a part of the resource' : `\`${showPath(path)}\``;
  return unknown.reason === undefined ? `${what} is known after apply only` : unknown.reason;
}

function undecided(reason: string): ConstraintFinding {
  return { verdict: 'UNDECIDED', reason };
}

function notMapped({ type }: ResourceInstance): string {
  return `no facts tell how ${type} looks to the service`;
}

/** Where there is no REST resource to look at, whether the type's name ends as the kind of one of the resource types: `google_storage_bucket`, `Bucket`. */
function isLikelyMeant({ constraint }: CompiledConstraint, { type, facts }: ResourceInstance): boolean {
  if (facts?.api !== undefined || !type.startsWith('google_')) return false;
  const name = type.replaceAll('_', '');
  return constraint.resourceTypes.some((resourceType) => name.endsWith(kindOf(resourceType).toLowerCase()));
}

function kindOf(resourceType: string): string {
  return resourceType.slice(resourceType.indexOf('/') + 1);
}
