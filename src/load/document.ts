import type { Range } from '../diagnostics/range.ts';

/** Any value a YAML or JSON document can hold. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A map of a YAML or JSON document, in document order. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** The kinds of documents imprint reads; the schema of each is `schemas/<kind in kebab-case>.schema.json`. */
export type DocumentKind = 'Blueprint' | 'Environment' | 'Hierarchy' | 'PolicyTest' | 'PriceBook' | 'Workspace';

/** A YAML document that was read and fits its schema, with the text it came from. */
export interface SourceDocument<T> {
  readonly kind: DocumentKind;
  /** Path relative to the workspace root, with `/`. */
  readonly file: string;
  /** The text as decoded, without a byte order mark; ranges are offsets into it. */
  readonly text: string;
  readonly value: T;
  /** Where each value stands, by RFC 6901 pointer (`''` is the root). */
  readonly positions: DocumentPositions;
  /** `# imprint:ignore` comments, in order. */
  readonly ignores: readonly IgnoreComment[];
}

/** Places of the values of one document, by RFC 6901 pointer. */
export type DocumentPositions = ReadonlyMap<string, NodePosition>;

/** Where one value stands. */
export interface NodePosition {
  /** The key, quotes included; absent for list items and the root. */
  readonly key?: Range;
  /** The value, quotes included. */
  readonly value: Range;
}

/** A comment that waives a diagnostic on its own line, or, standing alone, on the next line. */
export interface IgnoreComment {
  readonly code: string;
  /** Why; empty when the author gave none (itself a fault). */
  readonly reason: string;
  readonly range: Range;
  /** The line it speaks of, as offsets without its line break. */
  readonly line: Range;
}
