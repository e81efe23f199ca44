import {
  type AttributePath,
  errorValue,
  type FieldSchema,
  type MessageSchema,
  type MessageValue,
  type PartialValue,
  scalar,
} from '../../cel/partial/partial-value.ts';
import type { Value } from '../../hcl/value.ts';
import type { ResourceInstance } from '../../terraform/evaluation.ts';
import { convertValue } from './convert-value.ts';

const condition: MessageSchema = {
  name: 'condition',
  fields: new Map(
    ['title', 'description', 'expression'].map((name): [string, FieldSchema] => [
      name,
      { type: { kind: 'string' }, path: ['condition', name] },
    ]),
  ),
};

const binding: MessageSchema = {
  name: 'Binding',
  fields: new Map<string, FieldSchema>([
    ['role', { type: { kind: 'string' }, path: ['role'] }],
    ['members', { type: { kind: 'list', element: { kind: 'string' } }, path: ['members'] }],
    ['condition', { type: { kind: 'message', schema: condition }, path: ['condition'] }],
  ]),
};

/** The message of an allow policy. */
export const allowPolicySchema: MessageSchema = {
  name: 'AllowPolicy',
  fields: new Map<string, FieldSchema>([
    ['bindings', { type: { kind: 'list', element: { kind: 'message', schema: binding } }, path: [] }],
  ]),
};

/** Whether a resource type changes who may do what: `google_project_iam_member` and its kin. */
export function isAllowPolicy(type: string): boolean {
  return /^google_.+_iam_(?:member|binding|policy)$/.test(type);
}

/** The bindings a resource adds or changes; constraints see no others. */
export function allowPolicy(resource: ResourceInstance): MessageValue {
  return message(allowPolicySchema, new Map([['bindings', bindingsOf(resource)]]), []);
}

function bindingsOf({ type, values }: ResourceInstance): PartialValue {
  if (type.endsWith('_iam_policy')) return policyBindings(values.entries.get('policy_data'));
  const fields = new Map<string, PartialValue>();
  const role = field(values.entries.get('role'), ['role']);
  if (role !== undefined) fields.set('role', role);
  const isMember = type.endsWith('_iam_member');
  const name = isMember ? 'member' : 'members';
  const members = field(values.entries.get(name), [name]);
  if (members !== undefined)
    fields.set('members', isMember ? { kind: 'list', items: [members], paths: [[name]] } : members);
  const condition = conditionOf(values.entries.get('condition'));
  if (condition !== undefined) fields.set('condition', condition);
  return { kind: 'list', items: [message(binding, fields, [])], paths: [[name]] };
}

function field(value: Value | undefined, path: AttributePath): PartialValue | undefined {
  return value && convertValue(value, { kind: 'any' }, path);
}

function conditionOf(value: Value | undefined): PartialValue | undefined {
  const block = value !== undefined && 'items' in value ? value.items[0] : value;
  if (block === undefined || block.kind === 'null') return undefined;
  return convertValue(block, { kind: 'message', schema: condition }, ['condition', 0]);
}

/** Reads `policy_data`, the JSON of a whole policy. */
function policyBindings(value: Value | undefined): PartialValue {
  const path: AttributePath = ['policy_data'];
  if (value?.kind !== 'string') return { kind: 'unknown', paths: [path] };
  try {
    return readPolicy(JSON.parse(value.value), path);
  } catch {
    return errorValue('`policy_data` is no JSON', { paths: [path] });
  }
}

function readPolicy(json: unknown, path: AttributePath): PartialValue {
  const bindings = typeof json === 'object' && json !== null && 'bindings' in json ? json.bindings : [];
  const items = (Array.isArray(bindings) ? bindings : []).map((item: unknown): PartialValue => {
    const fields = new Map<string, PartialValue>();
    if (typeof item === 'object' && item !== null) {
      if ('role' in item) fields.set('role', scalar(textOf(item.role), { paths: [path] }));
      if ('members' in item && Array.isArray(item.members)) {
        const members = item.members.map((member) => scalar(textOf(member), { paths: [path] }));
        fields.set('members', { kind: 'list', items: members, paths: [path] });
      }
      if ('condition' in item && typeof item.condition === 'object' && item.condition !== null)
        fields.set('condition', readCondition(item.condition, path));
    }
    return message(binding, fields, path);
  });
  return { kind: 'list', items, paths: [path] };
}

/** What is no text is refused by the service, and means itself here. */
function textOf(json: unknown): string {
  return typeof json === 'string' ? json : JSON.stringify(json);
}

function readCondition(json: object, path: AttributePath): PartialValue {
  const entries = Object.entries(json).filter(([name, text]) => condition.fields.has(name) && typeof text === 'string');
  return message(
    condition,
    new Map(entries.map(([name, text]) => [name, scalar(String(text), { paths: [path] })])),
    path,
  );
}

function message(schema: MessageSchema, fields: Map<string, PartialValue>, path: AttributePath): MessageValue {
  return { kind: 'message', schema, fields, paths: path.length === 0 ? [] : [path] };
}
