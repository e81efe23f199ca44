/** Position as Handlebars counts it: `line` from 1, `column` from 0 in UTF-16 units. */
export interface RawPosition {
  readonly line: number;
  readonly column: number;
}

/** Common to the nodes of Handlebars' parser. An empty program has no `loc`. */
export interface RawNode {
  readonly loc: { readonly start: RawPosition; readonly end: RawPosition };
}

/** A sequence of statements. */
export interface RawProgram {
  readonly body: readonly RawStatement[];
  readonly blockParams?: readonly string[];
  /** Set on the program of an `{{else if}}`. */
  readonly chained?: boolean;
}

/** A statement. */
export type RawStatement =
  | (RawNode & { readonly type: 'ContentStatement'; readonly original: string })
  | (RawNode & { readonly type: 'CommentStatement' })
  | (RawNode & RawCall & { readonly type: 'MustacheStatement'; readonly escaped: boolean })
  | (RawNode & RawCall & { readonly type: 'Decorator' })
  | (RawNode &
      RawCall & {
        readonly type: 'BlockStatement' | 'DecoratorBlock';
        /** Absent in `{{^name}}…{{/name}}`. */
        readonly program?: RawProgram;
        readonly inverse?: RawProgram;
      })
  | (RawNode & {
      readonly type: 'PartialStatement' | 'PartialBlockStatement';
      readonly name: RawExpression;
      readonly params: readonly RawExpression[];
      readonly hash?: RawHash;
    });

/** A name with arguments. */
export interface RawCall {
  readonly path: RawExpression;
  readonly params: readonly RawExpression[];
  readonly hash?: RawHash;
}

/** `a=1 b=2`. */
export interface RawHash extends RawNode {
  readonly pairs: readonly (RawNode & { readonly key: string; readonly value: RawExpression })[];
}

/** An expression. */
export type RawExpression =
  | (RawNode & {
      readonly type: 'PathExpression';
      readonly data: boolean;
      readonly depth: number;
      readonly parts: readonly string[];
      readonly original: string;
    })
  | (RawNode & RawCall & { readonly type: 'SubExpression' })
  | (RawNode & { readonly type: 'StringLiteral'; readonly value: string })
  | (RawNode & { readonly type: 'NumberLiteral'; readonly value: number })
  | (RawNode & { readonly type: 'BooleanLiteral'; readonly value: boolean })
  | (RawNode & { readonly type: 'NullLiteral' | 'UndefinedLiteral' });
