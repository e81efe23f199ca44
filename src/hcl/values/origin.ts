import { compareText } from '../../diagnostics/order.ts';
import type { Range } from '../../diagnostics/range.ts';
import type { Origin, TextPlace, Value } from '../value.ts';

/** Places an origin lists at most; further ones are left out, so that large joins do not become quadratic. */
export const maxPlaces = 20;

const none: readonly never[] = [];

/** The value as the result of an expression at `place`, made from `inputs`. */
export function madeFrom(value: Value, place: TextPlace, inputs: readonly Value[]): Value {
  const { variables, through, sources } = inputs.length === 0 ? nothing : joinOrigins(inputs);
  // A function or conditional that hands on a member knows better than its inputs where that was written.
  return withOrigin(value, originAt(place, variables, through, value.origin?.sources ?? sources));
}

/**
 * The value as read at `place` from where it was written: what lies outside of `within` becomes the nearest step of `through`.
 * A member without an origin of its own takes that of its `container`.
 */
export function readAt(value: Value, place: TextPlace, within: Range, container?: Value): Value {
  const from = value.origin ?? container?.origin;
  if (from === undefined) return withOrigin(value, originAt(place, none, none, undefined));
  const { variables, through, sources } = from;
  const isSource = sources?.some((source) => isSamePlace(source, from)) ?? false;
  const steps =
    isSource || isInside(from, place.file, within) ? through : [placeOf(from), ...through].slice(0, maxPlaces);
  return withOrigin(value, originAt(place, variables, steps, sources));
}

function originAt(
  { file, range }: TextPlace,
  variables: readonly string[],
  through: readonly TextPlace[],
  sources: readonly TextPlace[] | undefined,
): Origin {
  return sources === undefined ? { file, range, variables, through } : { file, range, variables, through, sources };
}

function placeOf({ file, range }: TextPlace): TextPlace {
  return { file, range };
}

// Called for every evaluated node: written out by kind, since copying objects of many shapes by spreading takes ten times as long.
function withOrigin(value: Value, origin: Origin): Value {
  if (value.sensitive !== undefined || value.ephemeral !== undefined) return { ...value, origin };
  switch (value.kind) {
    case 'string':
      return { kind: 'string', value: value.value, origin };
    case 'number':
      return { kind: 'number', value: value.value, origin };
    case 'bool':
      return { kind: 'bool', value: value.value, origin };
    case 'list':
    case 'set':
      return { kind: value.kind, element: value.element, items: value.items, origin };
    case 'map':
      return { kind: 'map', element: value.element, entries: value.entries, origin };
    case 'tuple':
      return { kind: 'tuple', items: value.items, origin };
    default:
      return { ...value, origin };
  }
}

/** The member of a container; without an origin of its own it came from where the container came from. */
export function inheritOrigin(member: Value, container: Value): Value {
  return member.origin !== undefined || container.origin === undefined ? member : withOrigin(member, container.origin);
}

/** Names the variable the value and all its members come from, and the texts they were read from. */
export function fromVariable(value: Value, variable: string): Value {
  const stamped = stamp(value, variable);
  switch (stamped.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return { ...stamped, items: stamped.items.map((item) => fromVariable(item, variable)) };
    case 'map':
    case 'object': {
      const entries = new Map<string, Value>();
      for (const [key, member] of stamped.entries) entries.set(key, fromVariable(member, variable));
      return { ...stamped, entries };
    }
    default:
      return stamped;
  }
}

function stamp(value: Value, variable: string): Value {
  const { origin } = value;
  if (origin === undefined) return value;
  const place = { file: origin.file, range: origin.range };
  return { ...value, origin: { ...place, variables: [variable], through: none, sources: [place] } };
}

const nothing: Joined = { variables: none, through: none, sources: undefined };

interface Joined {
  readonly variables: readonly string[];
  readonly through: readonly TextPlace[];
  readonly sources: readonly TextPlace[] | undefined;
}

function joinOrigins(inputs: readonly Value[]): Joined {
  let variables: readonly string[] = none;
  let through: readonly TextPlace[] = none;
  let sources: readonly TextPlace[] | undefined;
  for (const { origin } of inputs) {
    if (origin === undefined) continue;
    variables = joinNames(variables, origin.variables);
    through = joinPlaces(through, origin.through);
    if (origin.sources !== undefined) sources = joinPlaces(sources ?? none, origin.sources);
  }
  return { variables, through, sources };
}

function joinNames(a: readonly string[], b: readonly string[]): readonly string[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  if (b.every((name) => a.includes(name))) return a;
  return [...new Set([...a, ...b])].sort(compareText);
}

function joinPlaces(a: readonly TextPlace[], b: readonly TextPlace[]): readonly TextPlace[] {
  if (b.length === 0 || a === b || a.length >= maxPlaces) return a;
  if (a.length === 0) return b;
  const added = b.filter((place) => !a.some((known) => isSamePlace(known, place)));
  return added.length === 0 ? a : [...a, ...added].slice(0, maxPlaces);
}

function isInside(place: TextPlace, file: string, range: Range): boolean {
  return place.file === file && place.range.start >= range.start && place.range.end <= range.end;
}

function isSamePlace(a: TextPlace, b: TextPlace): boolean {
  return a.file === b.file && a.range.start === b.range.start && a.range.end === b.range.end;
}
