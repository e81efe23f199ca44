import { invalidField } from '../api-error.ts';

/** A parsed filter. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Filter[] }
  | { readonly kind: 'not'; readonly term: Filter }
  | Comparison;

/** `field operator value`. */
export interface Comparison {
  readonly kind: 'comparison';
  /** Field path as written, split at dots; quoted parts without quotes. */
  readonly path: readonly string[];
  readonly operator: ComparisonOperator;
  readonly value: string;
  /** A quoted value holds no wildcard other than `*` and is never a number or keyword. */
  readonly quoted: boolean;
}

/** Operators of a comparison; `:` is "has". */
export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '=' | '!=' | ':';

interface Token {
  readonly kind: 'text' | 'quoted' | 'operator' | '(' | ')' | '-' | '.' | 'end';
  readonly text: string;
  readonly at: number;
  /** White space stands before it. */
  readonly spaced: boolean;
}

const tokenPattern =
  /(\s*)(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(<=|>=|!=|[<>=:])|([().])|(-(?![\d\s]))|([^\s"'()<>=!:.]+|!))/uy;

/** Nesting of parentheses and negations a filter may have. */
const maximumDepth = 50;

/**
 * Parses a filter; undefined for one without terms.
 * @throws ApiError on a syntax error.
 * @see https://google.aip.dev/160
 */
export function parseFilter(text: string): Filter | undefined {
  const parser = new Parser(tokenize(text));
  return parser.parse();
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(tokenPattern);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw fault(start, `unexpected ${JSON.stringify(text.slice(start).trim().charAt(0))}`);
    const [, space = '', quoted, operator, punctuation, minus, plain] = match;
    const token = { at: start + space.length, spaced: space !== '' };
    if (quoted !== undefined) tokens.push({ kind: 'quoted', text: unquote(quoted), ...token });
    else if (operator !== undefined) tokens.push({ kind: 'operator', text: operator, ...token });
    else if (punctuation !== undefined)
      tokens.push({ kind: punctuation as '(' | ')' | '.', text: punctuation, ...token }); // the pattern's three
    else if (minus !== undefined) tokens.push({ kind: '-', text: minus, ...token });
    else tokens.push({ kind: 'text', text: plain ?? '', ...token });
  }
  return [...tokens, { kind: 'end', text: '', at: text.length, spaced: true }];
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/gsu, '$1');
}

function fault(at: number, what: string): Error {
  return invalidField('filter', `Syntax error at position ${at}: ${what}`);
}

class Parser {
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  parse(): Filter | undefined {
    if (this.peek().kind === 'end') return undefined;
    const filter = this.expression();
    const rest = this.peek();
    if (rest.kind !== 'end') throw fault(rest.at, `unexpected ${JSON.stringify(rest.text)}`);
    return filter;
  }

  /** Sequences joined by AND; terms side by side are joined alike. */
  private expression(): Filter {
    const terms = [this.factor()];
    while (this.peek().kind !== 'end' && this.peek().kind !== ')') {
      if (this.isWord('AND')) this.position++;
      terms.push(this.factor());
    }
    return terms.length === 1 && terms[0] !== undefined ? terms[0] : { kind: 'and', terms };
  }

  private factor(): Filter {
    const terms = [this.term()];
    while (this.isWord('OR')) {
      this.position++;
      terms.push(this.term());
    }
    return terms.length === 1 && terms[0] !== undefined ? terms[0] : { kind: 'or', terms };
  }

  private term(): Filter {
    if (++this.depth > maximumDepth) throw fault(this.peek().at, 'nested too deeply');
    try {
      if (this.isWord('NOT') || this.peek().kind === '-') {
        this.position++;
        return { kind: 'not', term: this.term() };
      }
      if (this.peek().kind !== '(') return this.comparison();
      this.position++;
      const inner = this.expression();
      this.take(')', 'expected ")"');
      return inner;
    } finally {
      this.depth--;
    }
  }

  private comparison(): Comparison {
    const path = [this.fieldPart()];
    while (this.peek().kind === '.') {
      this.position++;
      path.push(this.fieldPart());
    }
    const operator = this.take('operator', `expected an operator after ${JSON.stringify(path.join('.'))}`);
    const value = this.value();
    // The token pattern knows no other operators.
    return { kind: 'comparison', path, operator: operator.text as ComparisonOperator, ...value };
  }

  private fieldPart(): string {
    const token = this.peek();
    if (token.kind !== 'text' && token.kind !== 'quoted') throw fault(token.at, 'expected a field');
    this.position++;
    return token.text;
  }

  /** A quoted text, or everything up to the next space or parenthesis, so that times and names need no quotes. */
  private value(): { readonly value: string; readonly quoted: boolean } {
    const first = this.peek();
    if (first.kind === 'quoted') {
      this.position++;
      return { value: first.text, quoted: true };
    }
    let value = '';
    for (let token = first; this.continuesValue(token, value); token = this.peek()) {
      value += token.text;
      this.position++;
    }
    if (value === '') throw fault(first.at, 'expected a value');
    return { value, quoted: false };
  }

  private continuesValue(token: Token, value: string): boolean {
    if (value !== '' && token.spaced) return false;
    if (token.kind === 'text' || token.kind === '-' || token.kind === '.') return true;
    return token.kind === 'operator' && token.text === ':' && value !== '';
  }

  private isWord(word: string): boolean {
    const token = this.peek();
    return token.kind === 'text' && token.text === word;
  }

  private take(kind: Token['kind'], expectation: string): Token {
    const token = this.peek();
    if (token.kind !== kind) throw fault(token.at, expectation);
    this.position++;
    return token;
  }

  private peek(): Token {
    const token = this.tokens[Math.min(this.position, this.tokens.length - 1)];
    if (token === undefined) throw fault(0, 'expected a filter');
    return token;
  }
}
