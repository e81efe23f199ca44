import type { Value } from '../../hcl/value.ts';
import { toPlainJson } from '../../hcl/values/json-value.ts';
import { isMapping, isSequence } from '../../hcl/values/values.ts';
import type { Plan, ResourceChange } from './plan-model.ts';
import { summarizePlan } from './plan-text.ts';
import { secretTexts } from './secret-texts.ts';

/** What stands for a value that is secret. */
const hidden = '(sensitive value)';

/** A plan as plain data: our own compact form. Sensitive values are hidden, unknown ones are listed by their paths. */
export interface PlanData {
  readonly changes: readonly Readonly<Record<string, unknown>>[];
  readonly outputs: readonly Readonly<Record<string, unknown>>[];
  readonly summary: Readonly<Record<string, number>>;
}

/** The plan for `--format json`: what changes, without what stays as it is. */
export function planData(plan: Plan): PlanData {
  const secrets = secretTexts(plan);
  const changes = plan.changes.filter(
    ({ actions, previousAddress }) => actions[0] !== 'no-op' || previousAddress !== undefined,
  );
  return {
    changes: changes.map((change) => changeData(change, secrets)),
    outputs: plan.outputs
      .filter(({ action }) => action !== 'no-op')
      .map(({ name, action, before, after, sensitive }) => ({
        name,
        action,
        ...(before !== undefined && { before: sensitive ? hidden : shown(before, secrets) }),
        ...(after !== undefined && { after: sensitive ? hidden : shown(after, secrets) }),
        sensitive,
        isKnown: after === undefined || after.kind !== 'unknown',
      })),
    summary: { ...summarizePlan(plan) },
  };
}

function changeData(change: ResourceChange, secrets: ReadonlySet<string>): Readonly<Record<string, unknown>> {
  const { address, previousAddress, type, provider, actions, before, after, replacePaths, reason, importId } = change;
  return {
    address,
    ...(previousAddress !== undefined && { previousAddress }),
    type,
    provider,
    actions,
    ...(before !== undefined && { before: shown(before, secrets) }),
    ...(after !== undefined && { after: shown(after, secrets), unknown: unknownPaths(after, []) }),
    ...(replacePaths !== undefined && { replacePaths }),
    ...(reason !== undefined && { reason }),
    ...(importId !== undefined && { importId }),
  };
}

function shown(value: Value, secrets: ReadonlySet<string>): unknown {
  return toPlainJson(withoutSecrets(value, secrets));
}

function withoutSecrets(value: Value, secrets: ReadonlySet<string>): Value {
  if (value.sensitive === true && value.kind !== 'null') return { kind: 'string', value: hidden };
  if (value.kind === 'string') return secrets.has(value.value) ? { kind: 'string', value: hidden } : value;
  if (isSequence(value)) return { kind: 'tuple', items: value.items.map((item) => withoutSecrets(item, secrets)) };
  if (!isMapping(value)) return value;
  const entries = new Map([...value.entries].map(([key, member]) => [key, withoutSecrets(member, secrets)]));
  return { kind: 'object', entries };
}

type Path = readonly (string | number)[];

function unknownPaths(value: Value, path: Path): readonly Path[] {
  if (value.kind === 'unknown') return [path];
  if (isSequence(value)) return value.items.flatMap((item, index) => unknownPaths(item, [...path, index]));
  if (!isMapping(value)) return [];
  return [...value.entries].flatMap(([key, member]) => unknownPaths(member, [...path, key]));
}
