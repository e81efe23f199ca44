import type { JsonValue } from '@bufbuild/protobuf';
import type { FieldType, MessageSchema, PartialValue, Trail } from '../../../src/cel/partial/partial-value.ts';
import { fc } from '../../properties.ts';

/** How many ways of filling in what is not known are tried with each message. */
export const completionCount = 6;

/** A value that is known in part, and what it may turn out to be; undefined: not set. */
export interface Completed {
  readonly partial: PartialValue | undefined;
  /** Of the same length everywhere. */
  readonly completions: readonly (JsonValue | undefined)[];
}

const trail: Trail = { paths: [['field']] };
const words = fc.constantFrom('', 'a', 'ab', 'b', 'zone');
const unset: Completed = { partial: undefined, completions: Array.from({ length: completionCount }, () => undefined) };

/** A message of a type; without `holes` all of it is known. */
export function randomMessage(schema: MessageSchema, holes: boolean): fc.Arbitrary<Completed> {
  return messages(schema, holes);
}

function values(type: FieldType, holes: boolean): fc.Arbitrary<Completed> {
  const known = knownShape(type, holes);
  if (!holes) return known;
  const open = fc
    .array(values(type, false), { minLength: completionCount, maxLength: completionCount })
    .map((filled) => ({
      partial: { kind: 'unknown', ...trail } as const,
      completions: filled.map(({ completions }) => completions[0]),
    }));
  return fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: open });
}

function knownShape(type: FieldType, holes: boolean): fc.Arbitrary<Completed> {
  switch (type.kind) {
    case 'string':
      return holes ? fc.oneof(words.map(literal), begunTexts()) : words.map(literal);
    case 'bool':
      return fc.boolean().map(literal);
    case 'int':
      return fc.constantFrom(0, 1, 2).map((value) => ({ ...literal(value), partial: scalarOf(BigInt(value)) }));
    case 'double':
      return fc.constantFrom(0.5, 1.5).map(literal);
    case 'list':
      return type.element.kind === 'string' && holes ? fc.oneof(lists(type, holes), sets()) : lists(type, holes);
    case 'map':
      return maps(holes);
    case 'message':
      return messages(type.schema, holes);
    case 'any':
      throw new Error('such a field has no values');
  }
}

function scalarOf(value: string | number | bigint | boolean): PartialValue {
  return { kind: 'scalar', value, ...trail };
}

function literal(value: string | number | boolean): Completed {
  return { partial: scalarOf(value), completions: Array.from({ length: completionCount }, () => value) };
}

/** Texts whose beginning is known. */
function begunTexts(): fc.Arbitrary<Completed> {
  const ends = fc.array(words, { minLength: completionCount, maxLength: completionCount });
  return fc.tuple(fc.constantFrom('a', 'zo'), ends).map(([prefix, rest]) => ({
    partial: { kind: 'unknown', prefix, ...trail },
    completions: rest.map((end) => prefix + end),
  }));
}

function lists(type: Extract<FieldType, { kind: 'list' }>, holes: boolean): fc.Arbitrary<Completed> {
  return fc.array(values(type.element, holes), { maxLength: 3 }).map((items) => ({
    partial: { kind: 'list', items: items.flatMap(({ partial }) => partial ?? []), ...trail },
    completions: columns(items, (row) => row),
  }));
}

/** Sets of texts, of which unknown ones may turn out to be equal; in the order the texts then have. */
function sets(): fc.Arbitrary<Completed> {
  return fc.uniqueArray(values({ kind: 'string' }, true), { maxLength: 3, selector: identityOf }).map((items) => {
    const isLoose = items.length > 1 && items.some(({ partial }) => partial?.kind === 'unknown');
    return {
      partial: {
        kind: 'list',
        items: items.flatMap(({ partial }) => partial ?? []),
        ...(isLoose && { isLoose }),
        ...trail,
      },
      completions: columns(items, (row) => (isLoose ? [...new Set(row)].sort() : row)),
    };
  });
}

function identityOf({ partial }: Completed): unknown {
  return partial?.kind === 'scalar' ? partial.value : Symbol();
}

function maps(holes: boolean): fc.Arbitrary<Completed> {
  const entry = fc.tuple(fc.constantFrom('k', 'z'), values({ kind: 'string' }, holes));
  const more = fc.array(fc.dictionary(fc.constantFrom('n', 'ab'), words, { maxKeys: 2 }), {
    minLength: completionCount,
    maxLength: completionCount,
  });
  const entries = fc.uniqueArray(entry, { maxLength: 2, selector: ([key]) => key });
  return fc.tuple(entries, holes ? fc.option(more) : fc.constant(null)).map(([known, added]) => ({
    partial: {
      kind: 'map',
      entries: new Map(known.flatMap(([key, { partial }]) => (partial === undefined ? [] : [[key, partial]]))),
      ...(added !== null && { others: { kind: 'unknown', ...trail } }),
      ...trail,
    },
    completions: unset.completions.map((_, index) => ({
      ...Object.fromEntries(known.map(([key, { completions }]) => [key, completions[index] ?? ''])),
      ...added?.[index],
    })),
  }));
}

function messages(schema: MessageSchema, holes: boolean): fc.Arbitrary<Completed> {
  const fields = [...schema.fields].map(([name, { type }]) =>
    fc.oneof(fc.constant(unset), values(type, holes)).map((value) => [name, value] as const),
  );
  return fc.tuple(...fields).map((members) => ({
    partial: {
      kind: 'message',
      schema,
      fields: new Map(members.flatMap(([name, { partial }]) => (partial === undefined ? [] : [[name, partial]]))),
      ...trail,
    },
    completions: unset.completions.map((_, index) =>
      Object.fromEntries(
        members.flatMap(([name, { completions }]) => {
          const value = completions[index];
          return value === undefined ? [] : [[name, value]];
        }),
      ),
    ),
  }));
}

function columns(items: readonly Completed[], make: (row: JsonValue[]) => JsonValue[]): readonly JsonValue[] {
  return unset.completions.map((_, index) => make(items.map(({ completions }) => completions[index] ?? '')));
}
