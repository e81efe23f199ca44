/** One character, by code point. */
export type CharacterTest = (codePoint: number) => boolean;

/** A regular expression as a tree. */
export type PatternNode =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence' | 'choice'; readonly nodes: readonly PatternNode[] }
  /** `maximum` absent: without limit. */
  | { readonly kind: 'repeat'; readonly node: PatternNode; readonly minimum: number; readonly maximum?: number };

/** Copies of a repeated part that are allowed, as in RE2; also by repeats within repeats. */
const maxRepeat = 1000;

class NotUnderstood extends Error {}

/**
 * Reads a pattern in the syntax of RE2. Only what decides whether a text matches is kept: groups do not capture, lazy is as greedy.
 * Undefined for what is not a pattern and for what this reader is not sure of (flags, word boundaries, named classes such as `[[:alpha:]]`).
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function readPattern(pattern: string): PatternNode | undefined {
  const reader = new Reader([...pattern]);
  try {
    const node = reader.choice();
    return reader.atEnd() && staysWithin(node, maxRepeat) ? node : undefined;
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

/** Whether repeats within repeats make no more copies of a part than so many. */
function staysWithin(node: PatternNode, copies: number): boolean {
  if (node.kind === 'sequence' || node.kind === 'choice') return node.nodes.every((part) => staysWithin(part, copies));
  if (node.kind !== 'repeat') return true;
  const own = node.maximum ?? node.minimum;
  return own <= copies && staysWithin(node.node, own > 0 ? Math.floor(copies / own) : copies);
}

const digits: CharacterTest = (code) => code >= 48 && code <= 57;
const wordCharacters: CharacterTest = (code) =>
  digits(code) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
const spaces: CharacterTest = (code) => code === 9 || code === 10 || code === 12 || code === 13 || code === 32;

const classes: Readonly<Record<string, CharacterTest>> = {
  d: digits,
  D: (code) => !digits(code),
  w: wordCharacters,
  W: (code) => !wordCharacters(code),
  s: spaces,
  S: (code) => !spaces(code),
};

const controls: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };

/** Reads by recursive descent; throws `NotUnderstood`. */
class Reader {
  private readonly characters: readonly string[];
  private position = 0;

  constructor(characters: readonly string[]) {
    this.characters = characters;
  }

  atEnd(): boolean {
    return this.position === this.characters.length;
  }

  choice(): PatternNode {
    const first = this.sequence();
    const nodes = [first];
    while (this.take('|')) nodes.push(this.sequence());
    return nodes.length === 1 ? first : { kind: 'choice', nodes };
  }

  private sequence(): PatternNode {
    const nodes: PatternNode[] = [];
    while (!this.atEnd() && this.peek() !== '|' && this.peek() !== ')') nodes.push(this.repeated(this.atom()));
    return { kind: 'sequence', nodes };
  }

  private repeated(node: PatternNode): PatternNode {
    const limits = this.quantifier();
    if (limits === undefined) return node;
    this.take('?');
    if (this.quantifier() !== undefined) throw new NotUnderstood();
    return { kind: 'repeat', node, ...limits };
  }

  private quantifier(): { readonly minimum: number; readonly maximum?: number } | undefined {
    if (this.take('*')) return { minimum: 0 };
    if (this.take('+')) return { minimum: 1 };
    if (this.take('?')) return { minimum: 0, maximum: 1 };
    const match = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.characters.slice(this.position, this.position + 12).join(''));
    if (match === null) return undefined;
    this.position += match[0].length;
    const minimum = Number(match[1]);
    const maximum = match[2] === undefined ? minimum : match[3] === '' ? undefined : Number(match[3]);
    if (Math.max(minimum, maximum ?? 0) > maxRepeat || (maximum !== undefined && maximum < minimum))
      throw new NotUnderstood();
    return maximum === undefined ? { minimum } : { minimum, maximum };
  }

  private atom(): PatternNode {
    const character = this.next();
    switch (character) {
      case '(':
        return this.group();
      case '[':
        return { kind: 'character', test: this.set() };
      case '.':
        return { kind: 'character', test: (code) => code !== 10 };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '\\':
        return this.escapedAtom();
      case '*':
      case '+':
      case '?':
        throw new NotUnderstood();
      default:
        return literal(character);
    }
  }

  private group(): PatternNode {
    if (this.take('?')) {
      const name = /^P?<\w+>/.exec(this.characters.slice(this.position).join(''));
      if (name !== null) this.position += name[0].length;
      else if (!this.take(':')) throw new NotUnderstood();
    }
    const node = this.choice();
    if (!this.take(')')) throw new NotUnderstood();
    return node;
  }

  private escapedAtom(): PatternNode {
    if (this.take('A')) return { kind: 'start' };
    if (this.take('z')) return { kind: 'end' };
    return { kind: 'character', test: this.escaped() };
  }

  private escaped(): CharacterTest {
    const character = this.next();
    const known = classes[character];
    if (known !== undefined) return known;
    if (character === 'p' || character === 'P') return this.property(character === 'P');
    const control = controls[character];
    const code = control ?? (/^[!-/:-@[-`{-~]$/.test(character) ? codeOf(character) : undefined);
    if (code === undefined) throw new NotUnderstood();
    return (other) => other === code;
  }

  private property(isNegated: boolean): CharacterTest {
    let name = this.next();
    if (name === '{') {
      name = '';
      for (let next = this.next(); next !== '}'; next = this.next()) name += next;
    }
    if (!/^[LMNPSZC][a-z]?$/.test(name)) throw new NotUnderstood();
    const pattern = new RegExp(`^\\p{${name}}$`, 'u');
    return (code) => pattern.test(String.fromCodePoint(code)) !== isNegated;
  }

  private set(): CharacterTest {
    const isNegated = this.take('^');
    const tests: CharacterTest[] = [];
    do tests.push(this.setItem());
    while (!this.take(']'));
    return (code) => tests.some((test) => test(code)) !== isNegated;
  }

  private setItem(): CharacterTest {
    const first = this.setCharacter();
    if (typeof first === 'function' || this.peek() !== '-' || this.peek(1) === ']') return asTest(first);
    this.next();
    const last = this.setCharacter();
    if (typeof last === 'function' || last < first) throw new NotUnderstood();
    return (code) => code >= first && code <= last;
  }

  private setCharacter(): number | CharacterTest {
    const character = this.next();
    if (character === '[' && this.peek() === ':') throw new NotUnderstood();
    if (character !== '\\') return codeOf(character);
    const escaped = this.peek();
    const control = controls[escaped];
    if (control !== undefined || /^[!-/:-@[-`{-~]$/.test(escaped)) {
      this.next();
      return control ?? codeOf(escaped);
    }
    return this.escaped();
  }

  private peek(ahead = 0): string {
    return this.characters[this.position + ahead] ?? '';
  }

  private next(): string {
    const character = this.characters[this.position];
    if (character === undefined) throw new NotUnderstood();
    this.position += 1;
    return character;
  }

  private take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.position += 1;
    return true;
  }
}

function literal(character: string): PatternNode {
  return { kind: 'character', test: asTest(codeOf(character)) };
}

function asTest(item: number | CharacterTest): CharacterTest {
  return typeof item === 'function' ? item : (code) => code === item;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
