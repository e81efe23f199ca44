/** What a format finds wrong with a text. */
export type FormatFault =
  /** The text has not the form; `expected` completes "expected …". */
  | { readonly kind: 'malformed'; readonly expected: string; readonly hint?: string }
  /** The form is right, the name is unknown to our list; `remark` completes "… is …, which …". Only a warning. */
  | { readonly kind: 'unknown'; readonly remark: string; readonly hint?: string };

/** Checks a text against a format; undefined when it fits. */
export type FormatCheck = (value: string) => FormatFault | undefined;

/** A fault of form. */
export function malformed(expected: string, hint?: string): FormatFault {
  return hint === undefined ? { kind: 'malformed', expected } : { kind: 'malformed', expected, hint };
}

/** A check by one expression. */
export function matching(expression: RegExp, expected: string): FormatCheck {
  return (value) => (expression.test(value) ? undefined : malformed(expected));
}
