import type { TextPlace, Value } from '../../hcl/value.ts';
import type { ResourceInstance } from '../../terraform/evaluation.ts';
import type { ConstraintSubject } from '../constraints.ts';
import type { Reading } from './readings.ts';

/** An attribute of another resource of the plan. */
export interface ReferencedAttribute {
  /** The instances it may be of: several where the reference has an index that is not looked at. */
  readonly resources: readonly ResourceInstance[];
  readonly attribute: string;
}

/** Attributes that the API always gives a value. */
const alwaysSet: ReadonlySet<string> = new Set(['id', 'name', 'self_link', 'email', 'member', 'number', 'unique_id']);

/** Attributes by which a resource is named itself, so that it is of the project of the resource. */
const ownNames: ReadonlySet<string> = new Set(['id', 'self_link', 'name', 'email', 'member']);

/** Whether an attribute names the resource that has it, and not another one. */
export function isOwnName({ attribute }: ReferencedAttribute): boolean {
  return ownNames.has(attribute);
}

const wholeReference = /^(data\.)?([a-z][\w-]*)\.([A-Za-z_][\w-]*)(?:\[[^[\]]*\])?\.([a-z_]\w*)$/;

/** What only passes a value on. */
const passedOn = /^(?:local|var|module|each)\.[\w.[\]"*-]+$/;

/**
 * The attribute of another resource that an unknown value is, where it is nothing but that: `google_kms_crypto_key.k.id`, also by way of
 * locals and module arguments. Undefined for anything computed from it.
 */
export function referencedAttribute(value: Value, subject: ConstraintSubject): ReferencedAttribute | undefined {
  const { origin } = value;
  if (origin === undefined) return undefined;
  for (const place of [origin, ...origin.through]) {
    const text = innerReference(textAt(place, subject));
    const match = text === undefined ? null : wholeReference.exec(text);
    if (match !== null && !passedOn.test(text ?? '')) return resolveReference(match, subject);
    if (text === undefined || !passedOn.test(text)) return undefined;
  }
  return undefined;
}

/** What stands in a template, where nothing before it names a project: `"serviceAccount:${google_service_account.a.email}"`. */
function innerReference(text: string | undefined): string | undefined {
  const match = /^"([\w.:/-]*)\$\{\s*([^{}]+?)\s*\}[\w./-]*"$/.exec(text ?? '');
  return match === null || match[1]?.includes('projects/') === true ? text : match[2];
}

/** Whether an unknown value is certainly not null. */
export function isCertainlySet(reading: Extract<Reading, { state: 'unknown' }>, subject: ConstraintSubject): boolean {
  const { value } = reading;
  if (value?.kind !== 'unknown') return false;
  if (value.refinement?.notNull === true || value.refinement?.prefix !== undefined) return true;
  const reference = referencedAttribute(value, subject);
  return reference !== undefined && alwaysSet.has(reference.attribute);
}

function resolveReference(match: RegExpExecArray, { resource, evaluation }: ConstraintSubject) {
  const [, data, type, name, attribute = ''] = match;
  const mode = data === undefined ? 'managed' : 'data';
  const named = evaluation.resources.filter((one) => one.mode === mode && one.type === type && one.name === name);
  const near = named.filter((one) => one.module === resource.module);
  const resources = near.length > 0 ? near : named;
  return resources.length === 0 ? undefined : { resources, attribute };
}

function textAt({ file, range }: TextPlace, { evaluation }: ConstraintSubject): string | undefined {
  return evaluation.files.get(file)?.slice(range.start, range.end).trim();
}
