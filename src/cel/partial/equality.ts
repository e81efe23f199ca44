import {
  joinTrails,
  type ListValue,
  type MapValue,
  type PartialValue,
  type Scalar,
  scalar,
  type Trail,
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
  return answer(equal(a, b, opaque), [a, b], trail);
}

function answer(known: Answer, values: readonly PartialValue[], trail: Trail): PartialValue {
  if (known !== undefined) return scalar(known, trail);
  const unknown = values.map(firstUnknown).find((value) => value !== undefined);
  const reason = 'a name is compared with a URL that ends in it';
  return unknown ?? { kind: 'unknown', reason, ...trail };
}

/** The first part of a value that is not known. */
export function firstUnknown(value: PartialValue): PartialValue | undefined {
  if (value.kind === 'unknown') return value;
  for (const part of partsOf(value)) {
    const unknown = firstUnknown(part);
    if (unknown !== undefined) return unknown;
  }
  return value.kind === 'map' ? value.others : undefined;
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
      return b.kind === 'scalar' ? equalScalars(a.value, b.value) : false;
    case 'list':
      return b.kind === 'list' && equalLists(a, b, opaque);
    case 'map':
      return b.kind === 'map' && equalMaps(a, b, opaque);
    case 'message':
      return b.kind === 'message' && equalFields(a.fields, b.fields, opaque);
    case 'opaque':
      return b.kind === 'opaque' && opaque(a.value, b.value);
    case 'unknown':
    case 'error':
      return undefined;
  }
}

function equalLists(a: ListValue, b: ListValue, opaque: OpaqueEquality): Answer {
  if (a.isLoose === true || b.isLoose === true) return undefined;
  if (a.items.length !== b.items.length) return false;
  return every(a.items.map((item, index) => pair(item, b.items[index], opaque)));
}

function equalMaps(a: MapValue, b: MapValue, opaque: OpaqueEquality): Answer {
  if (a.others !== undefined || b.others !== undefined) return undefined;
  return equalFields(a.entries, b.entries, opaque);
}

type Members = ReadonlyMap<string, PartialValue>;

function equalFields(a: Members, b: Members, opaque: OpaqueEquality): Answer {
  const names = new Set([...a.keys(), ...b.keys()]);
  return every([...names].map((name) => pair(a.get(name), b.get(name), opaque)));
}

function pair(a: PartialValue | undefined, b: PartialValue | undefined, opaque: OpaqueEquality): Answer {
  if (a === undefined || b === undefined) return a === b;
  return equal(a, b, opaque);
}

function every(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function isExcluded(prefix: string | undefined, value: PartialValue): boolean {
  if (prefix === undefined || value.kind !== 'scalar') return false;
  return typeof value.value === 'string' && !value.value.startsWith(prefix);
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
