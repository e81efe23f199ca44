import type { Range } from '../diagnostics/range.ts';

/** A type of Terraform's type system. `any` is the dynamic type. */
export type Type =
  | { readonly kind: 'string' | 'number' | 'bool' | 'any' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | {
      readonly kind: 'object';
      readonly attributes: ReadonlyMap<string, Type> /** Names that may be left out, with `optional()` defaults. */;
      readonly optional?: ReadonlyMap<string, Value | undefined>;
    };

/** A number as Terraform keeps it: `mantissa * 2 ** exponent`, mantissa odd (or zero with exponent 0), at most 512 bits. */
export interface BigFloat {
  readonly mantissa: bigint;
  readonly exponent: number;
  /** Bits the number is rounded to; absent means 512. Results of `length` have 64, of `pow` and `log` 53. */
  readonly precision?: number;
  /** Set with a mantissa of zero: what division by zero and rounding leave. */
  readonly special?: '-0' | '+Inf' | '-Inf';
}

/** Where a value comes from. */
export interface Origin {
  /** Module file, relative to the root module's folder. */
  readonly file: string;
  /** Expression the value is written as. */
  readonly range: Range;
  /** Root variables it was made from, sorted. */
  readonly variables: readonly string[];
  /** Expressions on the way from the variable to here (locals, child module arguments, attributes of other resources), nearest first. */
  readonly through: readonly TextPlace[];
  /**
   * Texts in tfvars files and variable defaults the value was read from, as narrow as is known: for `var.labels["a"]` the text of that
   * one member. Absent when it was made from no root variable, or when the variable's value came from the caller.
   */
  readonly sources?: readonly TextPlace[] | undefined;
}

/** A piece of a module file. */
export interface TextPlace {
  readonly file: string;
  readonly range: Range;
}

/** Common to all values. */
export interface ValueInfo {
  /** Marked sensitive, here (a member's mark stays on the member). */
  readonly sensitive?: true;
  /** Marked ephemeral, here. */
  readonly ephemeral?: true;
  /** Absent for values that no module text stands behind. */
  readonly origin?: Origin;
}

/** A value of Terraform's type system. */
export type Value = KnownValue | UnknownValue | NullValue;

/** A value that is known at least in its outer shape; members may be unknown. */
export type KnownValue =
  | (ValueInfo & { readonly kind: 'string'; readonly value: string })
  | (ValueInfo & { readonly kind: 'number'; readonly value: BigFloat })
  | (ValueInfo & { readonly kind: 'bool'; readonly value: boolean })
  | ListValue
  | SetValue
  | MapValue
  | TupleValue
  | ObjectValue;

/** A list; all elements have the element type. */
export interface ListValue extends ValueInfo {
  readonly kind: 'list';
  readonly element: Type;
  readonly items: readonly Value[];
}

/** A set, without duplicates, in Terraform's order. */
export interface SetValue extends ValueInfo {
  readonly kind: 'set';
  readonly element: Type;
  readonly items: readonly Value[];
}

/** A map, keys in byte order. */
export interface MapValue extends ValueInfo {
  readonly kind: 'map';
  readonly element: Type;
  readonly entries: ReadonlyMap<string, Value>;
}

/** A tuple. */
export interface TupleValue extends ValueInfo {
  readonly kind: 'tuple';
  readonly items: readonly Value[];
}

/** An object, attributes in byte order. */
export interface ObjectValue extends ValueInfo {
  readonly kind: 'object';
  readonly entries: ReadonlyMap<string, Value>;
  /**
   * Set on resources whose type no facts are known of, and on their blocks: what an attribute that is not listed is read as
   * (unknown, or what the caller made up for it). Such an object is never wholly known. Absent: the listed attributes are all there are.
   */
  readonly open?: (name: string) => Value;
}

/** Known after apply. */
export interface UnknownValue extends ValueInfo {
  readonly kind: 'unknown';
  readonly type: Type;
  /** What is known all the same; absent means nothing. */
  readonly refinement?: Refinement;
}

/** What is known of an unknown value. */
export interface Refinement {
  readonly notNull?: true;
  /** Known beginning of a string. */
  readonly prefix?: string;
  /** Bounds of a number, inclusive. */
  readonly minimum?: BigFloat;
  readonly maximum?: BigFloat;
  /** Bounds of the number of elements, inclusive. */
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Null of some type (`any` for a bare `null`). */
export interface NullValue extends ValueInfo {
  readonly kind: 'null';
  readonly type: Type;
}
