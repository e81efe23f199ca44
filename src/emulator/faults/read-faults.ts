import { enums } from '../../config-api/descriptors.ts';
import type { Json, JsonObject } from '../../config-api/json.ts';
import { httpStatuses } from '../../config-api/status.ts';
import { isObject } from '../json/scalars.ts';
import type { Fault } from './fault.ts';

/** A fault of a list of faults. */
export interface FaultyFault {
  /** Where: `['faults', 0, 'kind']`. */
  readonly path: readonly (string | number)[];
  /** What is expected there. */
  readonly message: string;
}

/** Faults as read, with every default filled in; none when there is something wrong with any. */
export interface ReadFaults {
  readonly faults: readonly Fault[];
  readonly faulty: readonly FaultyFault[];
}

/** What a field of a fault may be. */
interface Field {
  readonly is: (json: Json) => boolean;
  readonly expected: string;
  /** Stands for an absent one; without default the field is optional, unless it is needed. */
  readonly default?: string;
  readonly needed?: true;
}

type Fields = Readonly<Record<string, Field>>;

const text: Field = { is: (json) => typeof json === 'string' && json !== '', expected: 'must be a text' };
const count = (from: number): Field => ({
  is: (json) => typeof json === 'number' && Number.isSafeInteger(json) && json >= from,
  expected: `must be a whole number from ${from}`,
});
const choice = (values: readonly string[]): Field => ({
  is: (json) => typeof json === 'string' && values.includes(json),
  expected: `must be one of ${values.join(', ')}`,
});
const pattern: Field = { ...text, default: '*' };

/** Names of the steps of all kinds of run. */
export const steps: readonly string[] = [
  ...Object.keys(enums['DeploymentOperationMetadata.DeploymentStep']),
  ...Object.keys(enums['PreviewOperationMetadata.PreviewStep']),
  ...Object.keys(enums['ProvisionDeploymentGroupOperationMetadata.ProvisionDeploymentGroupStep']),
];

const common: Fields = {
  message: { ...text, default: 'ordered by a fault' },
  after: count(0),
  times: count(1),
  probability: {
    is: (json) => typeof json === 'number' && json >= 0 && json <= 1,
    expected: 'must be a number from 0 to 1',
  },
};

const fieldsByKind: Readonly<Record<Fault['kind'], Fields>> = {
  resource: {
    deployment: pattern,
    address: { ...text, needed: true },
    phase: { ...choice(['apply', 'destroy']), default: 'apply' },
    httpResponseCode: count(1),
  },
  step: {
    deployment: pattern,
    step: { is: choice(steps).is, expected: 'must be a step of a run, such as RUNNING_TF_INIT', needed: true },
  },
  request: { method: pattern, resource: pattern },
};

const retryAfterMs: Field = count(0);

const fieldsByEffect: Readonly<Record<string, Fields>> = {
  refuse: {
    status: { ...choice(Object.keys(httpStatuses)), needed: true },
    details: {
      is: (json) =>
        Array.isArray(json) && json.every((item: Json) => isObject(item) && typeof item['@type'] === 'string'),
      expected: "must be a list of objects with '@type'",
    },
    retryAfterMs,
  },
  quota: { retryAfterMs },
  deny: { permission: text },
  answer: {
    httpStatus: {
      is: (json) => typeof json === 'number' && Number.isInteger(json) && json >= 400 && json <= 599,
      expected: 'must be a status from 400 to 599',
      needed: true,
    },
    body: { is: (json) => typeof json === 'string', expected: 'must be a text' },
  },
  reset: { when: { ...choice(['before', 'after']), default: 'before' } },
  truncate: { bytes: { ...count(0), needed: true } },
  delay: { delayMs: { ...count(0), needed: true } },
  slow: { bytesPerSecond: { ...count(1), needed: true } },
  repeat: {},
  // Only what asks for one operation can lose it.
  lose: { method: { ...choice(['GetOperation']), default: 'GetOperation' } },
};

/** Reads `{"faults": […]}` (21.1); unknown fields are faulty too. */
export function readFaults(json: Json): ReadFaults {
  const list = isObject(json) ? json['faults'] : undefined;
  if (!isObject(json) || !Array.isArray(list))
    return { faults: [], faulty: [{ path: ['faults'], message: 'must be a list' }] };
  const others = Object.keys(json).filter((name) => name !== 'faults' && name !== '$schema');
  const faulty: FaultyFault[] = others.map((name) => ({ path: [name], message: 'is not a field of a list of faults' }));
  const faults = list.map((item: Json, index) => readFault(item, ['faults', index], faulty));
  return { faults: faulty.length > 0 ? [] : (faults as readonly unknown[] as readonly Fault[]), faulty }; // by the tables above
}

function readFault(json: Json, path: FaultyFault['path'], faulty: FaultyFault[]): JsonObject {
  if (!isObject(json)) {
    faulty.push({ path, message: 'must be an object' });
    return {};
  }
  const kinds: Readonly<Record<string, Fields>> = fieldsByKind;
  const kind = chosen(json, 'kind', kinds, path, faulty);
  const effect = kind === 'request' ? chosen(json, 'effect', fieldsByEffect, path, faulty) : undefined;
  if (kind === undefined || (kind === 'request' && effect === undefined)) return {};
  const fields: Fields = { ...kinds[kind], ...common, ...(effect === undefined ? {} : fieldsByEffect[effect]) };
  for (const name of Object.keys(json)) {
    const isKnown = name === 'kind' || Object.hasOwn(fields, name) || (name === 'effect' && effect !== undefined);
    if (!isKnown) faulty.push({ path: [...path, name], message: `is not a field of a ${effect ?? kind} fault` });
  }
  const read = Object.entries(fields).flatMap(([name, field]) => readField(json, name, field, path, faulty));
  return { kind, ...(effect === undefined ? {} : { effect }), ...Object.fromEntries(read) };
}

/** The name of one of the tables, in a field of a fault. */
function chosen(
  json: JsonObject,
  field: string,
  tables: Readonly<Record<string, Fields>>,
  path: FaultyFault['path'],
  faulty: FaultyFault[],
): string | undefined {
  const name = json[field];
  if (typeof name === 'string' && Object.hasOwn(tables, name)) return name;
  faulty.push({ path: [...path, field], message: `must be one of ${Object.keys(tables).join(', ')}` });
  return undefined;
}

function readField(
  json: JsonObject,
  name: string,
  field: Field,
  path: FaultyFault['path'],
  faulty: FaultyFault[],
): readonly (readonly [string, Json])[] {
  const value = (Object.hasOwn(json, name) ? json[name] : undefined) ?? field.default;
  if (value === undefined && field.needed !== true) return [];
  if (value !== undefined && field.is(value)) return [[name, value]];
  faulty.push({ path: [...path, name], message: field.expected });
  return [];
}
