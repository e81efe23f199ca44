import type { Range } from '../../diagnostics/range.ts';
import type { Fed, State } from '../languages/language.ts';

/** A parsed template or partial. */
export interface Template {
  /** Path as diagnostics and source maps spell it: relative to the workspace root. */
  readonly file: string;
  readonly body: readonly TemplateNode[];
}

/** Anything of which a template is made; ranges are offsets into its file. */
export type TemplateNode = ContentNode | OutputNode | IfNode | EachNode | WithNode | PartialNode;

/** Text of the author's. */
export interface ContentNode {
  readonly kind: 'content';
  readonly range: Range;
  readonly text: string;
  /** Whether `text` is the file's text at `range`; else it is braces that had to be written as a tag: `{{"{{"}}`. */
  readonly isVerbatim: boolean;
  /**
   * What the target language made of this text, by entry state. The only mutable part of a parsed template: a thousand
   * environments share it, and it holds nothing that depends on a value.
   */
  readonly memo: Map<State, Fed>;
}

/** `{{expression}}`. */
export interface OutputNode {
  readonly kind: 'output';
  readonly range: Range;
  readonly expression: TemplateExpression;
}

/** `{{#if}}` and `{{#unless}}`; `{{else if}}` is an `if` in `otherwise`. */
export interface IfNode {
  readonly kind: 'if';
  readonly range: Range;
  /** The opening tag. */
  readonly tag: Range;
  readonly negated: boolean;
  readonly condition: TemplateExpression;
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

/** `{{#each collection as |item key|}}`; `otherwise` is written when the collection is empty. */
export interface EachNode {
  readonly kind: 'each';
  readonly range: Range;
  /** The opening tag. */
  readonly tag: Range;
  readonly collection: TemplateExpression;
  readonly names: readonly string[];
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

/** `{{#with value as |name|}}`; `otherwise` is written when the value is falsy. */
export interface WithNode {
  readonly kind: 'with';
  readonly range: Range;
  /** The opening tag. */
  readonly tag: Range;
  readonly value: TemplateExpression;
  readonly names: readonly string[];
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

/** `{{> name context key=value}}`. */
export interface PartialNode {
  readonly kind: 'partial';
  readonly range: Range;
  readonly name: string;
  readonly nameRange: Range;
  /** Absent: the partial sees the caller's context. */
  readonly context?: TemplateExpression;
  readonly hash: readonly { readonly name: string; readonly value: TemplateExpression }[];
  /** White space before a partial that stands alone on its line: it is put before the partial's lines. */
  readonly indent: string;
}

/** Something with a value. */
export type TemplateExpression = PathExpression | LiteralExpression | HelperCall;

/** `a.b`, `../a`, `@index`, `@root.a`, `this`. */
export interface PathExpression {
  readonly kind: 'path';
  readonly range: Range;
  /** Starts with `@`. */
  readonly isData: boolean;
  /** Number of `../`. */
  readonly depth: number;
  /** Whether it starts with `this` or `.`, so that its first key is never a block parameter. */
  readonly isScoped: boolean;
  readonly keys: readonly string[];
  /** As written. */
  readonly text: string;
}

/** `"text"`, `5`, `true`, `null`. */
export interface LiteralExpression {
  readonly kind: 'literal';
  readonly range: Range;
  readonly value: string | number | boolean | null;
}

/** `(name a b)`, or `{{name a b}}`. */
export interface HelperCall {
  readonly kind: 'call';
  readonly range: Range;
  readonly name: string;
  readonly nameRange: Range;
  readonly args: readonly TemplateExpression[];
}
