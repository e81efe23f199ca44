/** Bounds on one expression, far above what rules need, so that no document can make a run hang. */
export const celLimits = {
  /** UTF-16 units of the text. */
  expressionLength: 4096,
  /** Levels of the syntax tree. */
  depth: 100,
  /** Elements visited by `all`, `exists`, `map`, … in one evaluation, nested ones multiplied. */
  iterations: 100_000,
  /** Elements of a list an expression makes. */
  listSize: 10_000,
  /** UTF-16 units of a string an expression makes. */
  stringLength: 1_000_000,
} as const;
