import type { Fed, State } from './language.ts';
import type { Dialect } from './sql-dialect.ts';
import { SyntaxReader } from './syntax-reader.ts';

/** State of the SQL reader. */
export interface SqlState extends State {
  /** Quote or comment that is open: `'`, `"""`, `$tag$`, `line-comment`, `block-comment`; `''` is none. */
  readonly quote: string;
  /** Whether the open literal is one that no value may stand in. */
  readonly isOpaque: boolean;
  /** Whether a backslash inside of the quote takes the next character with it. */
  readonly hasBackslash: boolean;
  /** Whether the quote was just opened: in dialects with triple quotes, two more of it would make one. */
  readonly isEmpty: boolean;
  /** Nesting of block comments. */
  readonly depth: number;
  /** Outside of quotes: whether a literal could begin here, would join a word, or the value before. */
  readonly before: 'operator' | 'operand' | 'value';
  /** Letters that end here, as far as they could be a literal's prefix. */
  readonly word: string;
  readonly pending: string;
}

type Parts = Pick<
  SqlState,
  'quote' | 'isOpaque' | 'hasBackslash' | 'isEmpty' | 'depth' | 'before' | 'word' | 'pending'
>;

const interned = new Map<string, SqlState>();

function sqlState(parts: Parts): SqlState {
  const key = JSON.stringify([
    parts.quote,
    parts.isOpaque,
    parts.hasBackslash,
    parts.isEmpty,
    parts.depth,
    parts.before,
    parts.word,
    parts.pending,
  ]);
  const known = interned.get(key);
  if (known !== undefined) return known;
  const { quote, depth } = parts;
  const place =
    quote === '' ? 'between words' : quote.endsWith('comment') ? 'in a comment' : `in ${quote} that is still open`;
  const state = { ...parts, key, structure: `${quote}${depth}`, place };
  interned.set(key, state);
  return state;
}

/** Where every file begins. */
export const sqlStart: SqlState = sqlState({
  quote: '',
  isOpaque: false,
  hasBackslash: false,
  isEmpty: false,
  depth: 0,
  before: 'operator',
  word: '',
  pending: '',
});

/** The same place after something else. */
export function withBefore(state: SqlState, before: SqlState['before']): SqlState {
  return sqlState({ ...state, before, word: '', pending: '' });
}

/** Reads SQL from a state on, as far as quotes and comments go. */
export function readSql(dialect: Dialect, state: SqlState, text: string): Fed & { readonly state: SqlState } {
  const reader = new Reader(dialect, state, text);
  reader.run();
  const { fault } = reader;
  return fault === undefined ? { state: reader.state() } : { state: reader.state(), fault };
}

const closers: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')', '<': '>' };

class Reader extends SyntaxReader {
  private readonly dialect: Dialect;
  private quote: string;
  private isOpaque: boolean;
  private hasBackslash: boolean;
  private isEmpty: boolean;
  private depth: number;
  private before: SqlState['before'];
  private word: string;

  constructor(dialect: Dialect, state: SqlState, text: string) {
    super(state.pending, text);
    this.dialect = dialect;
    this.quote = state.quote;
    this.isOpaque = state.isOpaque;
    this.hasBackslash = state.hasBackslash;
    this.isEmpty = state.isEmpty;
    this.depth = state.depth;
    this.before = state.before;
    this.word = state.word;
  }

  state(): SqlState {
    const { quote, isOpaque, hasBackslash, isEmpty, depth, before, word, pending } = this;
    return sqlState({
      quote,
      isOpaque,
      hasBackslash,
      isEmpty,
      depth,
      before,
      word: word.length > 12 ? '-' : word,
      pending,
    });
  }

  protected override step(): void {
    if (this.quote === '') this.code();
    else if (this.quote === 'line-comment') this.lineComment();
    else if (this.quote === 'block-comment') this.blockComment();
    else this.quoted();
  }

  private code(): void {
    const { char, dialect } = this;
    if (char in dialect.quotes) this.openQuote();
    else if (dialect.lineComments.some((mark) => mark[0] === char) || char === '/') this.commentOrOperator();
    else if (char === '$' && dialect.dollarQuotes) this.dollar();
    else if (/[\p{L}\p{N}_$@.:&\]]/u.test(char)) this.wordCharacters();
    else {
      this.at += 1;
      this.word = '';
      this.before = 'operator';
    }
  }

  private wordCharacters(): void {
    if (this.before === 'value') this.reportGlue();
    const word = this.match(/[\p{L}\p{N}_$@.:&\]]+/uy);
    this.word += word;
    this.at += Math.max(1, word.length);
    this.before = 'operand';
  }

  private openQuote(): void {
    const { char, dialect } = this;
    if (this.before === 'value') this.reportGlue();
    if (dialect.chosenQuotes.test(this.word) && char === "'") {
      this.openChosenQuote();
      return;
    }
    const run = this.match(char === "'" ? /'{1,3}/y : char === '"' ? /"{1,3}/y : /`/y);
    const mayBeTriple = dialect.tripleQuotes && char !== '`';
    if (mayBeTriple && run.length < 3 && this.at + run.length >= this.text.length && run.length > 1) {
      this.keep();
      return;
    }
    const isTriple = mayBeTriple && run.length === 3;
    this.quote = isTriple ? run : char;
    this.isOpaque = isTriple || dialect.prefixes.test(this.word);
    const isName = dialect.quotes[char] === 'name';
    this.hasBackslash = isName ? dialect.backslashInNames : dialect.backslash || dialect.escapePrefixes.test(this.word);
    this.at += this.quote.length;
    this.isEmpty = mayBeTriple && !isTriple;
    this.word = '';
  }

  /** `q'[ … ]'`, `q'! … !'`. */
  private openChosenQuote(): void {
    const opener = this.text[this.at + 1];
    if (opener === undefined) {
      this.keep();
      return;
    }
    this.quote = `${closers[opener] ?? opener}'`;
    this.isOpaque = true;
    this.hasBackslash = false;
    this.at += 2;
    this.word = '';
  }

  private quoted(): void {
    const { char, dialect, quote } = this;
    const isName = dialect.quotes[quote] === 'name';
    if (char === '\\' && this.hasBackslash) this.take(2);
    else if (!this.text.startsWith(quote, this.at)) this.partialOrText(quote);
    else if (this.mayDouble(isName) && this.text[this.at + 1] === quote) this.at += 2;
    else if ((this.isEmpty || this.mayDouble(isName)) && this.at + 1 >= this.text.length) this.keep();
    else this.closeQuote();
    if (this.pending === '') this.isEmpty = false;
  }

  private closeQuote(): void {
    const { quote } = this;
    if (this.isEmpty && this.text[this.at + 1] === quote) {
      this.report('with nothing between them, these quotes would make a triple quote', 'put a space after the literal');
    }
    this.at += quote.length;
    this.quote = '';
    this.isOpaque = false;
    this.hasBackslash = false;
    this.before = 'operand';
  }

  private mayDouble(isName: boolean): boolean {
    return this.quote.length === 1 && (this.dialect.doubling || (isName && !this.dialect.backslashInNames));
  }

  /** Text inside quotes; the beginning of a long closing quote waits for the rest. */
  private partialOrText(quote: string): void {
    const rest = this.text.slice(this.at);
    if (quote.length > 1 && quote.startsWith(rest)) this.keep();
    else this.at += 1;
  }

  private commentOrOperator(): void {
    const { char, dialect } = this;
    const rest = this.text.slice(this.at, this.at + 2);
    const mark = rest === '/*' ? rest : dialect.lineComments.find((one) => rest.startsWith(one));
    if (mark !== undefined) {
      this.at += mark.length;
      this.quote = mark === '/*' ? 'block-comment' : 'line-comment';
      this.depth = mark === '/*' ? 1 : 0;
    } else if (rest === char && char !== '#') this.keep();
    else this.at += 1;
    this.word = '';
    this.before = 'operator';
  }

  private lineComment(): void {
    if (this.char === '\n') {
      this.quote = '';
      this.at += 1;
    } else this.skip(/[^\n]+/y);
  }

  private blockComment(): void {
    const rest = this.text.slice(this.at, this.at + 2);
    if (rest === '*' || rest === '/') this.keep();
    else if (rest === '*/') this.leaveComment();
    else if (rest === '/*' && this.dialect.nestedComments) {
      this.depth += 1;
      this.at += 2;
    } else this.at += 1;
  }

  private leaveComment(): void {
    this.at += 2;
    this.depth -= 1;
    if (this.depth > 0) return;
    this.quote = '';
    this.before = 'operator';
  }

  private dollar(): void {
    const tag = this.match(/\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$?/uy);
    if (this.at + tag.length >= this.text.length && !(tag.length > 1 && tag.endsWith('$'))) this.keep();
    else if (tag.length > 1 && tag.endsWith('$') && this.word === '') {
      this.quote = tag;
      this.isOpaque = true;
      this.at += tag.length;
    } else this.wordCharacters();
  }

  private reportGlue(): void {
    this.report('this text would join with the value before it', 'put a space or an operator between them');
  }
}
