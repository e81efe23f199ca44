import type { Range } from '../diagnostics/range.ts';

/**
 * A parsed `.tf` or `.tfvars` file, or the content of a block. Every node has the exact range of its text.
 * No tree is deeper than the parser's `maxDepth`, so a recursive walk is safe.
 */
export interface Body extends Node {
  readonly kind: 'body';
  /** In order of appearance; where a fault was, what could be read of it. Of arguments with the same name only the first. */
  readonly items: readonly (Attribute | Block)[];
}

/** Common to all nodes. */
export interface Node {
  readonly range: Range;
}

/** `name = expression`. */
export interface Attribute extends Node {
  readonly kind: 'attribute';
  readonly name: string;
  readonly nameRange: Range;
  readonly value: Expression;
  /** Where it is written, when that is not the file of the tree it stands in: an override file. */
  readonly file?: string;
}

/** `type "label" { … }`. */
export interface Block extends Node {
  readonly kind: 'block';
  readonly type: string;
  readonly typeRange: Range;
  readonly labels: readonly BlockLabel[];
  /** Type and labels: what terraform underlines. */
  readonly headerRange: Range;
  readonly body: Body;
  /** Where it is written, when that is not the file of the tree it stands in: an override file. */
  readonly file?: string;
}

/** A label of a block; `text` decoded. */
export interface BlockLabel extends Node {
  readonly text: string;
  readonly quoted: boolean;
}

/** Any expression. */
export type Expression =
  | LiteralExpression
  | TemplateExpression
  | TupleExpression
  | ObjectExpression
  | ForExpression
  | CallExpression
  | ConditionalExpression
  | UnaryExpression
  | BinaryExpression
  | ReferenceExpression
  | AttributeAccess
  | IndexAccess
  | SplatExpression
  | ParenthesizedExpression
  | InvalidExpression;

/** A number (as written), `true`, `false` or `null`. */
export interface LiteralExpression extends Node {
  readonly kind: 'literal';
  /** Numbers keep their text: their value has up to 512 bits. */
  readonly literal:
    | { readonly type: 'number'; readonly text: string }
    | { readonly type: 'bool'; readonly value: boolean }
    | { readonly type: 'null' };
}

/** A quoted string or heredoc. `"${x}"` alone is one interpolation part: evaluation unwraps it. */
export interface TemplateExpression extends Node {
  readonly kind: 'template';
  readonly form: 'quoted' | 'heredoc' | 'flush-heredoc';
  readonly parts: readonly TemplatePart[];
}

/**
 * A piece of a template. Strip markers (`~`) and flush indentation are already applied to the texts, which may thus be empty:
 * `" ${~ x}"` is an empty text and an interpolation, so its value is a string. `""` has no parts.
 */
export type TemplatePart =
  | ({ readonly kind: 'text' /** Decoded. */; readonly text: string } & Node)
  | ({ readonly kind: 'interpolation'; readonly expression: Expression } & Node)
  | ({
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: readonly TemplatePart[];
      readonly else: readonly TemplatePart[];
    } & Node)
  | ({
      readonly kind: 'for';
      readonly keyName?: string;
      readonly valueName: string;
      readonly collection: Expression;
      readonly body: readonly TemplatePart[];
    } & Node);

/** `[a, b]`. */
export interface TupleExpression extends Node {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

/** `{ a = b, (c) = d, "e": f }`. */
export interface ObjectExpression extends Node {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
}

/** One item of an object; a bare name as key is a literal string (`bareKey`), parenthesized it is an expression. */
export interface ObjectItem extends Node {
  readonly key: Expression;
  /** Set when the key is a bare name, or `true`, `false` or `null`, which are names here: its text. */
  readonly bareKey?: string;
  readonly value: Expression;
}

/** `[for k, v in c : v if cond]` or `{for k, v in c : k => v... if cond}`. */
export interface ForExpression extends Node {
  readonly kind: 'for';
  readonly form: 'tuple' | 'object';
  readonly keyName?: string;
  readonly valueName: string;
  readonly collection: Expression;
  /** Only in the object form; absent there after a fault. */
  readonly key?: Expression;
  readonly value: Expression;
  readonly grouping: boolean;
  readonly condition?: Expression;
}

/** `name(a, b...)`; namespaced names (`provider::google::x`) keep their `::`. */
export interface CallExpression extends Node {
  readonly kind: 'call';
  readonly name: string;
  readonly nameRange: Range;
  readonly args: readonly Expression[];
  /** Whether the last argument is spread. */
  readonly spread: boolean;
}

/** `c ? a : b`. */
export interface ConditionalExpression extends Node {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly else: Expression;
}

/** `-a` or `!a`. */
export interface UnaryExpression extends Node {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

/** `a op b`. */
export interface BinaryExpression extends Node {
  readonly kind: 'binary';
  readonly operator: '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';
  readonly operatorRange: Range;
  readonly left: Expression;
  readonly right: Expression;
}

/** The first name of a traversal: `var`, `google_storage_bucket`, a loop variable. */
export interface ReferenceExpression extends Node {
  readonly kind: 'reference';
  readonly name: string;
}

/** `a.b`. */
export interface AttributeAccess extends Node {
  readonly kind: 'attribute-access';
  readonly object: Expression;
  readonly name: string;
  readonly nameRange: Range;
}

/** `a[b]`, and the legacy `a.0` (`legacy`, index a number literal). */
export interface IndexAccess extends Node {
  readonly kind: 'index-access';
  readonly object: Expression;
  readonly index: Expression;
  readonly legacy: boolean;
}

/** `a[*].b` (full) or `a.*.b` (attribute-only); `each` is applied to the elements, with `splat-item` names standing for one. */
export interface SplatExpression extends Node {
  readonly kind: 'splat';
  readonly form: 'full' | 'attribute-only';
  readonly source: Expression;
  /** What follows the star, rooted in a `reference` named `*` that stands at the marker (`[*]`, `.*`); only that when nothing follows. */
  readonly each: Expression;
}

/** `(a)`. */
export interface ParenthesizedExpression extends Node {
  readonly kind: 'parenthesized';
  readonly expression: Expression;
  /** The file the text is in, when that is not the file of the tree it stands in; there are no parentheses then. */
  readonly file?: string;
}

/** What stands where an expression could not be read; its fault is already reported. Evaluates to unknown. */
export interface InvalidExpression extends Node {
  readonly kind: 'invalid';
}
