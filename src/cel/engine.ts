/** A value as expressions see it: JSON, and nothing else. */
export type CelJson = null | boolean | number | string | readonly CelJson[] | { readonly [key: string]: CelJson };

/** What an expression came to; `offset` (UTF-16, into the expression) is absent when the engine does not know the place. */
export type CelResult = { readonly value: CelJson } | CelFault;

/** Why an expression cannot be compiled or evaluated. */
export interface CelFault {
  /** One clause, without a final stop. */
  readonly error: string;
  readonly offset?: number;
}

/** A path an expression reads, from a variable down: `parameters.network.mtu` or `parameters["network"]`. */
export interface CelReference {
  /** The variable first, then names of members as far as they are written out. */
  readonly path: readonly string[];
  /** Where the innermost name of the path stands in the expression (UTF-16). */
  readonly offset: number;
  /** Whether it only asks if the value is there: `has(parameters.x)`. */
  readonly testOnly: boolean;
}

/** A compiled expression. Immutable and free to share. */
export interface CelProgram {
  /** What the expression reads, in the order of the text; names bound by `all`, `exists`, … are left out. */
  readonly references: readonly CelReference[];
  /** Evaluates; never throws, and stops with an error after a fixed number of steps. */
  evaluate(bindings: Readonly<Record<string, CelJson>>): CelResult;
}

/** The expression engine, as stages take it: an argument, so that only commands that need it load it. */
export interface CelEngine {
  /** Compiles, or says why not. The same text gives the same program. */
  compile(expression: string): CelProgram | CelFault;
}
