import {
  derived,
  joinTrails,
  type ListValue,
  type MapValue,
  type MessageValue,
  type PartialValue,
  type Scalar,
  type ScalarValue,
  scalar,
  type Trail,
  type UnknownValue,
  zeroValue,
} from './partial-value.ts';

/** `true`, `false`, or undefined when it depends on what is not known. */
type Answer = boolean | undefined;

/** How values that the engine made are compared. */
export type OpaqueEquality = (a: unknown, b: unknown) => boolean;

/**
 * Compares two values: true, false, not known, or an error where the types do not go together.
 * Messages and values of other types than the service's are no PASS by accident: a text never silently differs from a number.
 */
export function compareValues(a: PartialValue, b: PartialValue, opaque: OpaqueEquality): PartialValue {
  const trail = joinTrails([a, b]);
  if (a.kind === 'error') return a;
  if (b.kind === 'error') return b;
  if (isMismatch(a, b))
    return { kind: 'error', message: `a ${kindWord(a)} is compared with a ${kindWord(b)}`, ...trail };
  if (mayBeUnspecified(a, b) || mayBeUnspecified(b, a))
    return { kind: 'unknown', reason: 'what an enum reads as that is not set is not known', ...trail };
  return answer(equal(a, b, opaque), [a, b], trail);
}

/** Whether one is a field that is not set, and the other the value such an enum has: in some APIs that is a name, in others no text. */
function mayBeUnspecified(field: PartialValue, value: PartialValue): boolean {
  if (field.kind !== 'scalar' || field.value !== '' || field.isUnset !== true || value.kind !== 'scalar') return false;
  return typeof value.value === 'string' && /(?:^|_)UNSPECIFIED$/.test(value.value);
}

function answer(known: Answer, values: readonly PartialValue[], trail: Trail): PartialValue {
  if (known !== undefined) return scalar(known, trail);
  return firstOpen(values) ?? { kind: 'unknown', reason: openReason(values), ...trail };
}

function openReason(values: readonly PartialValue[]): string {
  if (values.some((value) => value.kind === 'list' && value.isUnordered === true))
    return 'the order of a set is not known';
  if (values.every((value) => value.kind === 'scalar')) return 'a name is compared with a URL that ends in it';
  return 'how the service holds what is compared is not known';
}

/** The first part of a value that is not known. */
export function firstUnknown(value: PartialValue): UnknownValue | undefined {
  if (value.kind === 'unknown') return value;
  for (const part of partsOf(value)) {
    const unknown = firstUnknown(part);
    if (unknown !== undefined) return unknown;
  }
  return value.kind === 'map' ? value.others : undefined;
}

/** The first part of several values that is not known, one that may fail before others. */
export function firstOpen(values: readonly PartialValue[]): UnknownValue | undefined {
  const unknown = values.flatMap((value) => firstUnknown(value) ?? []);
  const open = unknown.find((value) => value.mayFail === true) ?? unknown[0];
  return open && derived(open);
}

function partsOf(value: PartialValue): Iterable<PartialValue> {
  if (value.kind === 'list') return value.items;
  if (value.kind === 'map') return value.entries.values();
  return value.kind === 'message' ? value.fields.values() : [];
}

function equal(a: PartialValue, b: PartialValue, opaque: OpaqueEquality): Answer {
  if (a.kind === 'unknown') return isExcluded(a.prefix, b) ? false : undefined;
  if (b.kind === 'unknown') return isExcluded(b.prefix, a) ? false : undefined;
  return equalKnown(a, b, opaque);
}

function equalKnown(a: PartialValue, b: PartialValue, opaque: OpaqueEquality): Answer {
  switch (a.kind) {
    case 'scalar':
      return b.kind === 'scalar' ? equalMembers(a, b) : false;
    case 'list':
      return b.kind === 'list' && equalLists(a, b, opaque);
    case 'map':
      return b.kind === 'map' && equalMaps(a, b, opaque);
    case 'message':
      return b.kind === 'message' && equalMessages(a, b, opaque);
    case 'opaque':
      return b.kind === 'opaque' && opaque(a.value, b.value);
    case 'unknown':
    case 'error':
      return undefined;
  }
}

function equalLists(a: ListValue, b: ListValue, opaque: OpaqueEquality): Answer {
  const isOpen = [a, b].some(({ items, isLoose, isUnordered = isLoose }) => isUnordered === true && items.length > 1);
  const hasSize = a.isLoose !== true && b.isLoose !== true;
  if (hasSize && a.items.length !== b.items.length) return false;
  if (!isOpen) return every(a.items.map((item, index) => equal(item, b.items[index] ?? item, opaque)));
  const isMissing = a.items.some((item) => b.items.every((other) => equal(item, other, opaque) === false));
  return isMissing ? false : undefined;
}

function equalMaps(a: MapValue, b: MapValue, opaque: OpaqueEquality): Answer {
  if (a.others !== undefined || b.others !== undefined) return undefined;
  const names = new Set([...a.entries.keys(), ...b.entries.keys()]);
  return every([...names].map((name) => equalEntries(a.entries.get(name), b.entries.get(name), opaque)));
}

function equalEntries(a: PartialValue | undefined, b: PartialValue | undefined, opaque: OpaqueEquality): Answer {
  if (a !== undefined && b !== undefined) return equal(a, b, opaque);
  const present = a ?? b;
  return present?.kind === 'unknown' && present.isOptional === true ? undefined : false;
}

/** A field that is not set equals its zero value, but a message that is not set no empty one. */
function equalMessages(a: MessageValue, b: MessageValue, opaque: OpaqueEquality): Answer {
  const names = new Set([...a.fields.keys(), ...b.fields.keys()]);
  const isOpen = a.schema.isOpen === true || b.schema.isOpen === true;
  const fields = [...names].map((name): Answer => {
    const [left, right] = [readField(a, name, b), readField(b, name, a)];
    if (left === undefined || right === undefined) return undefined;
    if (left.kind !== 'message' || right.kind !== 'message') return equal(left, right, opaque);
    return every([equalPresence(left, right), equalMessages(left, right, opaque)]);
  });
  return every(isOpen ? [...fields, undefined] : fields);
}

function readField(message: MessageValue, name: string, other: MessageValue): PartialValue | undefined {
  const type = message.schema.fields.get(name)?.type ?? other.schema.fields.get(name)?.type;
  return message.fields.get(name) ?? (type && zeroValue(type, []));
}

function equalPresence(a: MessageValue, b: MessageValue): Answer {
  if (a.presence !== undefined || b.presence !== undefined) return undefined;
  return a.isUnset === b.isUnset;
}

function every(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function isExcluded(prefix: string | undefined, value: PartialValue): boolean {
  if (prefix === undefined || value.kind !== 'scalar' || typeof value.value !== 'string') return false;
  const text = relativeName(value.value) ?? value.value;
  const isRelative = prefix.startsWith('projects/') && text.startsWith('projects/');
  if (text !== '' && !isRelative && (mayBeginReference(prefix) || mayBeginReference(value.value))) return false;
  return !text.startsWith(prefix);
}

/** Whether a text that begins so may be a URL, which has other spellings. */
function mayBeginReference(beginning: string): boolean {
  return ['https://', '//', 'projects/', 'global/', 'regions/', 'zones/'].some(
    (start) => beginning.startsWith(start) || (beginning !== '' && start.startsWith(beginning)),
  );
}

/** Below lists and maps a text of an attribute may be a number to the service, which is not told apart there. */
function equalMembers(a: ScalarValue, b: ScalarValue): Answer {
  const isAttribute = (value: ScalarValue): boolean => typeof value.value === 'string' && value.paths.length > 0;
  if (kindWord(a) !== kindWord(b) && (isAttribute(a) || isAttribute(b))) return undefined;
  return equalScalars(a.value, b.value);
}

function equalScalars(a: Scalar, b: Scalar): Answer {
  if (a === b) return true;
  if (isNumber(a) && isNumber(b)) return Number(a) === Number(b) && (typeof a !== typeof b || a === b);
  if (typeof a === 'string' && typeof b === 'string') return equalNames(a, b);
  return false;
}

/**
 * References may be full or partial URLs: `https://compute.googleapis.com/compute/v1/projects/p/…` is `projects/p/…`.
 * A name, bare or without its project, and a URL that ends in it: which of the two the service compares is not documented.
 */
function equalNames(a: string, b: string): Answer {
  if (isMemberName(a, b) || isMemberName(b, a)) return undefined;
  return namesSameResource(a, b);
}

function isMemberName(url: string, name: string): boolean {
  const isPartial = /^(?:global|regions|zones)\//.test(name);
  if (name === '' || (name.includes('/') && !isPartial)) return false;
  return /^(?:https:|(?:global|projects|regions|zones)\/)/.test(url) && url.endsWith(`/${name}`);
}

function namesSameResource(a: string, b: string): boolean {
  if (!a.startsWith('http') && !b.startsWith('http') && !a.startsWith('//') && !b.startsWith('//')) return false;
  return relativeName(a) !== undefined && relativeName(a) === relativeName(b);
}

function relativeName(text: string): string | undefined {
  return /^(?:(?:https:)?\/\/[a-z.-]+\.googleapis\.com\/(?:[a-z]+\/)?(?:v\d[a-z\d]*\/)?)?(projects\/.+)$/.exec(
    text,
  )?.[1];
}

function isNumber(value: Scalar): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Whether CEL's type check would refuse to compare the two. */
function isMismatch(a: PartialValue, b: PartialValue): boolean {
  if (a.kind === 'unknown' || b.kind === 'unknown') return false;
  if (a.kind !== b.kind) return true;
  if (a.kind !== 'scalar' || b.kind !== 'scalar') return false;
  return kindWord(a) !== kindWord(b);
}

/** What a value is, for messages. */
export function kindWord(value: PartialValue): string {
  if (value.kind !== 'scalar') return value.kind === 'opaque' ? 'duration or timestamp' : value.kind;
  if (value.value === null) return 'null';
  return isNumber(value.value) ? 'number' : value.kind === 'scalar' ? typeof value.value : 'value';
}
