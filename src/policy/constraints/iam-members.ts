import type { Value } from '../../hcl/value.ts';
import { membersOf } from '../../hcl/values/values.ts';
import { valuesAt } from '../../terraform/derived/values-at.ts';
import type { ConstraintSubject } from '../constraints.ts';
import { type Reading, readingsAt } from './readings.ts';
import { referencedAttribute } from './references.ts';
import { scalarText } from './shown-value.ts';

/** A member that a resource grants something to. */
export interface Grant {
  /** As IAM writes it: `user:a@b.c`, `allUsers`; undefined when it is not known. */
  readonly member: string | undefined;
  /** Undefined when it is not known. */
  readonly role: string | undefined;
  readonly reading: Reading;
}

const grantType = /^google_.+_iam_(member|binding|policy)$/;

/** Lists of who may do what that resources hold themselves, with how each is read. */
const inlineLists: Readonly<Record<string, (subject: ConstraintSubject) => readonly Grant[]>> = {
  google_bigquery_dataset: datasetGrants,
  google_bigquery_dataset_access: (subject) => accessGrants(subject, ''),
  google_storage_bucket_acl: aclGrants,
  google_storage_object_acl: aclGrants,
  google_storage_default_object_acl: aclGrants,
  google_storage_bucket_access_control: entityGrants,
  google_storage_default_object_access_control: entityGrants,
  google_storage_object_access_control: entityGrants,
};

/** Attributes that name members, for documentation. */
export const grantAttributes: ReadonlyMap<string, readonly string[]> = new Map([
  ['google_*_iam_member', ['member', 'role']],
  ['google_*_iam_binding', ['members', 'role']],
  ['google_*_iam_policy', ['policy_data']],
  ['google_bigquery_dataset', ['access']],
  ['google_bigquery_dataset_access', ['domain', 'group_by_email', 'iam_member', 'special_group', 'user_by_email']],
  ['google_storage_bucket_acl', ['predefined_acl', 'role_entity']],
  ['google_storage_object_acl', ['predefined_acl', 'role_entity']],
  ['google_storage_default_object_acl', ['role_entity']],
  ['google_storage_bucket_access_control', ['entity']],
  ['google_storage_default_object_access_control', ['entity']],
  ['google_storage_object_access_control', ['entity']],
]);

/** Everybody a resource grants something to; undefined for resources that grant nothing. */
export function grantsOf(subject: ConstraintSubject): readonly Grant[] | undefined {
  const { type } = subject.resource;
  const kind = grantType.exec(type)?.[1];
  if (kind === 'policy') return policyGrants(subject);
  if (kind !== undefined) return memberGrants(subject, kind === 'member' ? 'member' : 'members');
  const inline = Object.hasOwn(inlineLists, type) ? inlineLists[type] : undefined;
  return inline?.(subject);
}

function memberGrants(subject: ConstraintSubject, path: string): readonly Grant[] {
  const role = textOf(readingsAt(subject.resource, 'role')[0]);
  return readingsAt(subject.resource, path)
    .filter(({ state }) => state !== 'unset')
    .map((reading) => ({ member: textOf(reading), role, reading }));
}

function policyGrants(subject: ConstraintSubject): readonly Grant[] {
  return readingsAt(subject.resource, 'policy_data').flatMap((reading): readonly Grant[] => {
    const text = textOf(reading);
    if (text !== undefined) return parsePolicy(text, reading);
    const reference = reading.state === 'unknown' && reading.value && referencedAttribute(reading.value, subject);
    const [source, ...others] = reference ? reference.resources : [];
    const isPolicy = source?.type === 'google_iam_policy' && others.length === 0;
    return isPolicy ? documentGrants(source.configuration, reading) : [{ member: undefined, role: undefined, reading }];
  });
}

/** The bindings of a `google_iam_policy` data source. */
function documentGrants(configuration: Value, reading: Reading): readonly Grant[] {
  const unknown: Grant = { member: undefined, role: undefined, reading };
  const bindings = valuesAt(configuration, ['binding']);
  return bindings.flatMap((binding): readonly Grant[] => {
    if (binding.kind !== 'object') return [unknown];
    const role = valueText(binding.entries.get('role'));
    const members = binding.entries.get('members');
    if (members === undefined || members.kind === 'unknown') return [{ ...unknown, role }];
    return [...membersOf(members)].map((member) => ({ member: valueText(member), role, reading }));
  });
}

function parsePolicy(text: string, reading: Reading): readonly Grant[] {
  const unknown: Grant = { member: undefined, role: undefined, reading };
  try {
    const policy: unknown = JSON.parse(text);
    const bindings = isRecord(policy) ? policy['bindings'] : undefined;
    if (bindings === undefined && isRecord(policy)) return [];
    return Array.isArray(bindings) ? bindings.flatMap((binding) => bindingGrants(binding, reading)) : [unknown];
  } catch {
    // The provider refuses text that is no JSON; what it would grant is not known.
    return [unknown];
  }
}

function bindingGrants(binding: unknown, reading: Reading): readonly Grant[] {
  if (!isRecord(binding) || !Array.isArray(binding['members'])) return [];
  const role = typeof binding['role'] === 'string' ? binding['role'] : undefined;
  return binding['members'].map((member: unknown) => ({
    member: typeof member === 'string' ? member : undefined,
    role,
    reading,
  }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function datasetGrants(subject: ConstraintSubject): readonly Grant[] {
  return accessGrants(subject, 'access.');
}

const accessMembers: Readonly<Record<string, string>> = {
  user_by_email: 'user:',
  group_by_email: 'group:',
  domain: 'domain:',
  iam_member: '',
};

function accessGrants(subject: ConstraintSubject, prefix: string): readonly Grant[] {
  const named = Object.entries(accessMembers).flatMap(([name, kind]) =>
    grantsAt(subject, prefix + name, (text) => emailMember(kind + text)),
  );
  const special = grantsAt(subject, `${prefix}special_group`, (text) =>
    /^all(?:Authenticated)?Users$/.test(text) ? text : `${text}:`,
  );
  return [...named, ...special];
}

/** Service accounts stand among users in access lists. */
function emailMember(member: string): string {
  return /^user:.*gserviceaccount\.com$/.test(member) ? member.replace(/^user:/, 'serviceAccount:') : member;
}

const publicAcls: Readonly<Record<string, string>> = {
  publicRead: 'allUsers',
  publicReadWrite: 'allUsers',
  authenticatedRead: 'allAuthenticatedUsers',
};

function aclGrants(subject: ConstraintSubject): readonly Grant[] {
  const listed = grantsAt(subject, 'role_entity', (text) => entityMember(text.replace(/^[A-Z]+:/i, '')));
  if (subject.resource.type === 'google_storage_default_object_acl') return listed;
  return [...listed, ...grantsAt(subject, 'predefined_acl', (text) => publicAcls[text] ?? 'projectOwner:')];
}

function entityGrants(subject: ConstraintSubject): readonly Grant[] {
  return grantsAt(subject, 'entity', entityMember);
}

/** `user-a@b.c` of an access list as IAM writes it. */
function entityMember(entity: string): string {
  const match = /^(user|group|domain|project)-(.+)$/.exec(entity);
  return match === null ? entity : emailMember(`${match[1]}:${match[2]}`);
}

function grantsAt(subject: ConstraintSubject, path: string, toMember: (text: string) => string): readonly Grant[] {
  return (
    readingsAt(subject.resource, path)
      // What is not written in a block of a set is planned as an empty text.
      .filter((reading) => reading.state === 'unknown' || (textOf(reading) ?? '') !== '')
      .map((reading) => {
        const text = textOf(reading);
        return { member: text === undefined ? undefined : toMember(text), role: undefined, reading };
      })
  );
}

function textOf(reading: Reading | undefined): string | undefined {
  return reading?.state === 'known' ? scalarText(reading.value) : undefined;
}

function valueText(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}
