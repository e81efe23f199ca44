import type { Range } from '../../diagnostics/range.ts';
import type { Origin, TextPlace, Value } from '../value.ts';
import { JoinedOrigin, ReadOrigin } from './derived-origin.ts';

const none: readonly never[] = [];

/** The value as the result of an expression at `place`, made from `inputs`. */
export function madeFrom(value: Value, place: TextPlace, inputs: readonly Value[]): Value {
  let known: Origin[] | undefined;
  // Called for every evaluated node: by index, since the iterator would make an object for each input.
  for (let index = 0; index < inputs.length; index += 1) {
    const origin = inputs[index]?.origin;
    if (origin === undefined) continue;
    if (known === undefined) known = [origin];
    else known.push(origin);
  }
  const isMade = known !== undefined || value.origin !== undefined;
  return withOrigin(value, isMade ? new JoinedOrigin(place, known ?? none, value.origin) : writtenAt(place));
}

/**
 * The value as read at `place` from where it was written: what lies outside of `within` becomes the nearest step of `through`.
 * A member without an origin of its own takes that of its `container`.
 */
export function readAt(value: Value, place: TextPlace, within: Range, container?: Value): Value {
  const from = value.origin ?? container?.origin;
  return withOrigin(value, from === undefined ? writtenAt(place) : new ReadOrigin(place, from, within));
}

/** The origin of what is written at a place and made from nothing else. */
function writtenAt({ file, range }: TextPlace): Origin {
  return { file, range, variables: none, through: none };
}

/** The value with another origin. */
// Called for every evaluated node: written out by kind, since copying objects of many shapes by spreading takes ten times as long.
export function withOrigin(value: Value, origin: Origin): Value {
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
    case 'object':
      return value.open === undefined ? { kind: 'object', entries: value.entries, origin } : { ...value, origin };
    case 'unknown':
      return value.refinement === undefined ? { kind: 'unknown', type: value.type, origin } : { ...value, origin };
    case 'null':
      return { kind: 'null', type: value.type, origin };
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
  const { file, range } = origin;
  return withOrigin(value, { file, range, variables: [variable], through: none, sources: [{ file, range }] });
}
