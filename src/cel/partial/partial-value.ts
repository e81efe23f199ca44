/** Names and indexes of an attribute, from the resource down, as Terraform calls them. */
export type AttributePath = readonly (string | number)[];

/** What every value remembers of where it comes from. */
export interface Trail {
  /** Attributes it was made from, the deciding ones first; empty for literals. */
  readonly paths: readonly AttributePath[];
  /** Made from a sensitive value: it may decide, but not be shown. */
  readonly sensitive?: true;
  /** A field that is not set: what it reads as. */
  readonly isUnset?: true;
}

/** A plain value; whole numbers are `bigint`. */
export type Scalar = string | bigint | number | boolean | null;

/** A value of which some parts may be known later only. */
export type PartialValue =
  | ScalarValue
  | ListValue
  | MapValue
  | MessageValue
  | OpaqueValue
  /** Not known yet. */
  | UnknownValue
  /** What an operation that has no answer comes to. */
  | ErrorValue;

/** A text, number, truth value or null. */
export interface ScalarValue extends Trail {
  readonly kind: 'scalar';
  readonly value: Scalar;
  /** Other texts the service may have in its place. Absent: none. */
  readonly spellings?: readonly string[];
}

/** A list, in order. */
export interface ListValue extends Trail {
  readonly kind: 'list';
  readonly items: readonly PartialValue[];
  /** Elements that are not known may turn out to be equal, or not to be there: neither size nor order is known. */
  readonly isLoose?: true;
  /** It is made from a set: the order in which the service gets the elements is not known. */
  readonly isUnordered?: true;
}

/** A map with keys of text. */
export interface MapValue extends Trail {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, PartialValue>;
  /** What is said of a key that is not there: more keys may come. Absent: the keys are all there are. */
  readonly others?: UnknownValue;
}

/** A message: fields that are not set read as the zero value of their type. */
export interface MessageValue extends Trail {
  readonly kind: 'message';
  readonly schema: MessageSchema;
  readonly fields: ReadonlyMap<string, PartialValue>;
  /** What decides whether it is there, where that is not known. Absent: it is there, unless it is not set. */
  readonly presence?: UnknownValue;
}

/** A duration, a point in time, bytes: values of the engine. */
export interface OpaqueValue extends Trail {
  readonly kind: 'opaque';
  readonly value: unknown;
}

/** A value that is not known yet. */
export interface UnknownValue extends Trail {
  readonly kind: 'unknown';
  /** In words; absent: known after apply. */
  readonly reason?: string;
  /** Known beginning of the text it will be. */
  readonly prefix?: string;
  /** It may turn out to be null: the field or the entry of a map is then not there. */
  readonly isOptional?: true;
  /** It may turn out to be an error, such as for a key that is not there: what does not look at it fails then too. */
  readonly mayFail?: true;
}

/** What an operation without an answer comes to; it spreads unless `&&`, `||` or `?:` decide without it. */
export interface ErrorValue extends Trail {
  readonly kind: 'error';
  /** One clause, without a final stop. */
  readonly message: string;
}

/** Fields of a message. */
export interface MessageSchema {
  /** For messages to people: `Bucket`, `iamConfiguration`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldSchema>;
  /** There are more fields than are known. */
  readonly isOpen?: true;
}

/** One field of a message, and where Terraform writes it. */
export interface FieldSchema {
  readonly type: FieldType;
  /** Attribute names it is written with in Terraform; empty when there is no such attribute. */
  readonly path: readonly string[];
}

/** What a field holds; decides its zero value. */
export type FieldType =
  | { readonly kind: 'string' | 'bool' | 'int' | 'double' | 'any' }
  | { readonly kind: 'list'; readonly element: FieldType }
  | { readonly kind: 'map'; readonly value: FieldType }
  | { readonly kind: 'message'; readonly schema: MessageSchema };

const noPaths: readonly AttributePath[] = [];

/** A plain value. */
export function scalar(value: Scalar, trail?: Trail): ScalarValue {
  return { kind: 'scalar', value, ...trailOf(trail) };
}

/** An error. */
export function errorValue(message: string, trail?: Trail): ErrorValue {
  return { kind: 'error', message, ...trailOf(trail) };
}

/** What is made from a value that is not known: of its text nothing is known any more. */
export function derived(value: UnknownValue): UnknownValue {
  const { prefix, isOptional, ...rest } = value;
  return prefix === undefined && isOptional === undefined ? value : rest;
}

/** The same, where it may turn out that there is no answer. */
export function failing(value: PartialValue): PartialValue {
  return value.kind === 'unknown' ? { ...derived(value), mayFail: true } : value;
}

/** The trail alone of a value. */
export function trailOf(value: Trail | undefined): Trail {
  if (value === undefined) return { paths: noPaths };
  return value.sensitive === true ? { paths: value.paths, sensitive: true } : { paths: value.paths };
}

/** How many attributes a value remembers: enough to point at, without growing with the size of lists. */
const rememberedPaths = 16;

/** The trail of what is made from several values. */
export function joinTrails(values: readonly Trail[]): Trail {
  const traced = values.filter((value) => value.paths.length > 0 || value.sensitive === true);
  const [first, ...others] = traced;
  if (first === undefined) return { paths: noPaths };
  if (others.length === 0) return trailOf(first);
  const paths = [...new Set(traced.flatMap((value) => value.paths))].slice(0, rememberedPaths);
  return traced.some((value) => value.sensitive === true) ? { paths, sensitive: true } : { paths };
}

/** The zero value of a type: what a field reads as that is not set. */
export function zeroValue(type: FieldType, path: AttributePath): PartialValue {
  const trail: Trail = { paths: path.length === 0 ? noPaths : [path], isUnset: true };
  switch (type.kind) {
    case 'string':
      return { kind: 'scalar', value: '', ...trail };
    case 'bool':
      return { kind: 'scalar', value: false, ...trail };
    case 'int':
      return { kind: 'scalar', value: 0n, ...trail };
    case 'double':
      return { kind: 'scalar', value: 0, ...trail };
    case 'list':
      return { kind: 'list', items: [], ...trail };
    case 'map':
      return { kind: 'map', entries: new Map(), ...trail };
    case 'message':
      return { kind: 'message', schema: type.schema, fields: new Map(), ...trail };
    case 'any':
      return { kind: 'unknown', reason: 'the service makes it up', paths: trail.paths };
  }
}

/** Whether a value is the zero value of its kind: such a field counts as not set. */
export function isZero(value: PartialValue): boolean {
  if (value.kind === 'scalar') return [false, '', 0, 0n, null].includes(value.value);
  if (value.kind === 'list') return value.items.length === 0 && value.isLoose !== true;
  if (value.kind === 'map') return value.entries.size === 0 && value.others === undefined;
  return value.kind === 'message' && value.isUnset === true;
}
