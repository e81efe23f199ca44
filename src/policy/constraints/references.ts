import type { TextPlace, Value } from '../../hcl/value.ts';
import type { Evaluation, ResourceInstance } from '../../terraform/evaluation.ts';
import type { ConstraintSubject } from '../constraints.ts';
import type { Reading } from './readings.ts';

/** An attribute of another resource of the plan. */
export interface ReferencedAttribute {
  /** The instances it may be of: several where the reference has an index that is not looked at. */
  readonly resources: readonly ResourceInstance[];
  readonly attribute: string;
}

/** What it takes to look a reference up: the resource that has it, in the module it is part of. */
export interface Referrer {
  readonly resource: Pick<ResourceInstance, 'module'>;
  readonly evaluation: Pick<Evaluation, 'resources' | 'files'>;
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

/** An attribute of something that is named by nothing but names and indexes, such as `key.id` of a loop. */
const traversal = /^[A-Za-z_][\w.[\]"*-]*\.([a-z_]\w*)$/;

/** What a value computed by a provider leads back to. */
const resourceHeader = /^(?:(data)|resource) "([\w-]+)" "([\w-]+)"$/;

/** What only passes a value on. */
const passedOn = /^(?:local|var|module|each)\.[\w.[\]"*-]+$/;

/**
 * The attribute of another resource that an unknown value is, where it is nothing but that: `google_kms_crypto_key.k.id`, also by way of
 * locals and module arguments. Undefined for anything computed from it.
 */
export function referencedAttribute(value: Value, subject: Referrer): ReferencedAttribute | undefined {
  const { origin } = value;
  if (origin === undefined) return undefined;
  const texts = [origin, ...origin.through].map((place) => innerReference(textAt(place, subject)));
  for (const [index, text = ''] of texts.entries()) {
    const header = resourceHeader.exec(texts[index + 1] ?? '');
    const [, last] = traversal.exec(text) ?? [];
    if (header !== null && last !== undefined) return resolveReference(header[1], header[2], header[3], last, subject);
    if (passedOn.test(text)) continue;
    const match = wholeReference.exec(text);
    return match === null ? undefined : resolveReference(match[1], match[2], match[3], match[4], subject);
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

function resolveReference(
  data: string | undefined,
  type: string | undefined,
  name: string | undefined,
  attribute = '',
  { resource, evaluation }: Referrer,
): ReferencedAttribute | undefined {
  const mode = data === undefined ? 'managed' : 'data';
  const named = evaluation.resources.filter((one) => one.mode === mode && one.type === type && one.name === name);
  const near = named.filter((one) => one.module === resource.module);
  const resources = near.length > 0 ? near : named;
  return resources.length === 0 ? undefined : { resources, attribute };
}

function textAt({ file, range }: TextPlace, { evaluation }: Referrer): string | undefined {
  return evaluation.files.get(file)?.slice(range.start, range.end).trim();
}
