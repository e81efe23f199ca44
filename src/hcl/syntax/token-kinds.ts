// Kinds of tokens, as small integers so that a list of millions stays compact. Constants rather than an object: the bundler writes the
// numbers themselves where they are used, and the scanner compares little else.

/** After the last character. */
export const end = 0;
/** A line break that may end an argument or a block. */
export const newline = 1;
/** A comment of either form, up to the end of its line or in the middle of one. */
export const comment = 2;
/** A name or a keyword. */
export const identifier = 3;
/** A literal such as `1.5e3`. */
export const number = 4;
/** `{` */
export const openBrace = 5;
/** `}` */
export const closeBrace = 6;
/** `[` */
export const openBracket = 7;
/** `]` */
export const closeBracket = 8;
/** `(` */
export const openParen = 9;
/** `)` */
export const closeParen = 10;
/** `"` that begins a string. */
export const openQuote = 11;
/** `"` that ends a string. */
export const closeQuote = 12;
/** `<<EOT` or `<<-EOT`. */
export const openHeredoc = 13;
/** The marker that ends a heredoc. */
export const closeHeredoc = 14;
/** Literal text of a quoted string: backslash escapes. */
export const quotedText = 15;
/** Literal text of a heredoc or bare template: no backslash escapes. */
export const plainText = 16;
/** `${` or `${~`. */
export const openInterpolation = 17;
/** `%{` or `%{~`. */
export const openDirective = 18;
/** `}` or `~}` that ends an interpolation or a directive. */
export const closeSequence = 19;
/** `.` */
export const dot = 20;
/** `,` */
export const comma = 21;
/** `:` */
export const colon = 22;
/** `::` */
export const doubleColon = 23;
/** `...` */
export const ellipsis = 24;
/** `=>` */
export const fatArrow = 25;
/** `?` */
export const question = 26;
/** `=` */
export const equal = 27;
/** `==` */
export const equalEqual = 28;
/** `!=` */
export const notEqual = 29;
/** `<` */
export const less = 30;
/** `<=` */
export const lessEqual = 31;
/** `>` */
export const greater = 32;
/** `>=` */
export const greaterEqual = 33;
/** `&&` */
export const and = 34;
/** `||` */
export const or = 35;
/** `!` */
export const bang = 36;
/** `+` */
export const plus = 37;
/** `-` */
export const minus = 38;
/** `*` */
export const star = 39;
/** `/` */
export const slash = 40;
/** `%` */
export const percent = 41;
/** Something the language does not know; its fault is already recorded. */
export const invalid = 42;
