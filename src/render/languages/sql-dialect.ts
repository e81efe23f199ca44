/** How a dialect of SQL writes literals and names. */
export interface Dialect {
  readonly name: string;
  /** What each opening quote begins: `text` and `name` may hold values, what is `opaque` may not. */
  readonly quotes: Readonly<Record<string, 'text' | 'name'>>;
  /** Whether a backslash escapes inside quotes. */
  readonly backslash: boolean;
  /** Whether a doubled quote stands for one. */
  readonly doubling: boolean;
  /** Whether names too are escaped by backslash (else by doubling). */
  readonly backslashInNames: boolean;
  /** Beginnings of comments that end with the line. */
  readonly lineComments: readonly string[];
  readonly nestedComments: boolean;
  /** Whether `'''` and `"""` are quotes of their own. */
  readonly tripleQuotes: boolean;
  /** Whether `$tag$ … $tag$` is a literal. */
  readonly dollarQuotes: boolean;
  /** Letters that, before a quote, make a literal of another kind. */
  readonly prefixes: RegExp;
  /** Those of them with which a backslash escapes, where it does not in other literals. */
  readonly escapePrefixes: RegExp;
  /** Those of them after which the literal names its own quote: `q'[it's]'`. */
  readonly chosenQuotes: RegExp;
}

const none = /(?!)/;

/**
 * GoogleSQL, as BigQuery and Spanner have it.
 * @see https://cloud.google.com/bigquery/docs/reference/standard-sql/lexical
 */
export const googleSql: Dialect = {
  name: 'GoogleSQL',
  quotes: { "'": 'text', '"': 'text', '`': 'name' },
  backslash: true,
  doubling: false,
  backslashInNames: true,
  lineComments: ['--', '#'],
  nestedComments: false,
  tripleQuotes: true,
  dollarQuotes: false,
  prefixes: /^(?:r|b|rb|br)$/i,
  escapePrefixes: none,
  chosenQuotes: none,
};

/** @see https://dev.mysql.com/doc/refman/8.4/en/string-literals.html */
export const mySql: Dialect = {
  name: 'MySQL',
  quotes: { "'": 'text', '"': 'text', '`': 'name' },
  backslash: true,
  doubling: true,
  backslashInNames: false,
  lineComments: ['--', '#'],
  nestedComments: false,
  tripleQuotes: false,
  dollarQuotes: false,
  prefixes: /^(?:n|b|x|_[a-z0-9]+)$/i,
  escapePrefixes: none,
  chosenQuotes: none,
};

/**
 * PostgreSQL with `standard_conforming_strings`, its default.
 * @see https://www.postgresql.org/docs/current/sql-syntax-lexical.html
 */
export const postgreSql: Dialect = {
  name: 'PostgreSQL',
  quotes: { "'": 'text', '"': 'name' },
  backslash: false,
  doubling: true,
  backslashInNames: false,
  lineComments: ['--'],
  nestedComments: true,
  tripleQuotes: false,
  dollarQuotes: true,
  prefixes: /^(?:e|b|x|n|u&)$/i,
  escapePrefixes: /^e$/i,
  chosenQuotes: none,
};

/** Standard SQL as Oracle and SQL Server have it, where the two agree. */
export const standardSql: Dialect = {
  ...postgreSql,
  name: 'SQL',
  nestedComments: false,
  dollarQuotes: false,
  prefixes: /^(?:n|q|nq|b|x)$/i,
  escapePrefixes: none,
  chosenQuotes: /^n?q$/i,
};
