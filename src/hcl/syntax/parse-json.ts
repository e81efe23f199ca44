import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import { diagnosticsOf, type Fault } from './lex-faults.ts';
import { maxDepth } from './parse-cursor.ts';

/** A JSON text as a tree with exact ranges. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonLiteral;

/** `{ … }`; a name may appear more than once. */
export interface JsonObject {
  readonly kind: 'object';
  readonly range: Range;
  readonly members: readonly JsonMember[];
}

/** `"name": value`. */
export interface JsonMember {
  readonly key: JsonString;
  readonly value: JsonNode;
}

/** `[ … ]`. */
export interface JsonArray {
  readonly kind: 'array';
  readonly range: Range;
  readonly items: readonly JsonNode[];
}

/** A string. */
export interface JsonString {
  readonly kind: 'string';
  /** With its quotes. */
  readonly range: Range;
  /** Decoded. */
  readonly text: string;
  /** Place in the file of each UTF-16 unit of `text`, and of its end; absent when nothing is escaped, so that they follow each other. */
  readonly offsets?: readonly number[];
}

/** A number, as written, or `true`, `false`, `null`. */
export interface JsonLiteral {
  readonly kind: 'literal';
  readonly range: Range;
  readonly text: string;
}

/** Reads a JSON text up to its first fault; there is always a value, as far as it could be read. */
export function parseJson(text: string, file: string): Outcome<JsonNode> & { readonly value: JsonNode } {
  const reader = new Reader(text);
  const value = reader.readFile();
  return { value, diagnostics: diagnosticsOf(reader.fault === undefined ? [] : [reader.fault], file) };
}

const space = /[ \t\r\n]*/y;
const word = /[^\s{}[\]",:]+/y;
const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const keywords: ReadonlySet<string> = new Set(['true', 'false', 'null']);
const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

class Reader {
  fault: Fault | undefined;
  private readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  readFile(): JsonNode {
    const value = this.readValue(0);
    this.skipSpace();
    if (this.position < this.text.length) this.refuse('the text goes on after its one JSON value');
    return value;
  }

  private readValue(depth: number): JsonNode {
    this.skipSpace();
    const start = this.position;
    const next = this.text[start];
    if (depth > maxDepth) this.refuse(`the JSON is nested more than ${maxDepth} levels deep`, 'hcl-nesting');
    else if (next === '{') return this.readObject(depth);
    else if (next === '[') return this.readArray(depth);
    else if (next === '"') return this.readString();
    else return this.readLiteral();
    return { kind: 'literal', text: 'null', range: { start, end: start } };
  }

  private readObject(depth: number): JsonObject {
    const start = this.position++;
    const members: JsonMember[] = [];
    while (!this.ends('}', members.length > 0, start)) {
      if (this.text[this.position] !== '"') {
        this.refuse('the name of a property is expected here, in double quotes');
        break;
      }
      const key = this.readString();
      this.skipSpace();
      if (this.text[this.position] === ':') this.position++;
      else this.refuse('a colon is expected here, between the name of a property and its value');
      if (this.fault !== undefined) break;
      members.push({ key, value: this.readValue(depth + 1) });
    }
    return { kind: 'object', members, range: { start, end: this.position } };
  }

  private readArray(depth: number): JsonArray {
    const start = this.position++;
    const items: JsonNode[] = [];
    while (!this.ends(']', items.length > 0, start)) items.push(this.readValue(depth + 1));
    return { kind: 'array', items, range: { start, end: this.position } };
  }

  // Steps over the end of an object or array, or over the comma before its next member.
  private ends(close: '}' | ']', needsComma: boolean, start: number): boolean {
    this.skipSpace();
    if (this.fault !== undefined) return true;
    const next = this.text[this.position];
    if (next === close) {
      this.position++;
      return true;
    }
    if (next === undefined) {
      this.fault = { code: 'hcl-unclosed', range: { start, end: start + 1 }, message: 'this bracket is not closed' };
      return true;
    }
    if (!needsComma) return false;
    if (next !== ',') {
      this.refuse(`a comma or ${close} is expected here`);
      return true;
    }
    const comma = this.position++;
    this.skipSpace();
    if (this.text[this.position] !== close) return false;
    this.position = comma;
    this.refuse('JSON has no comma after the last member');
    return true;
  }

  private readLiteral(): JsonLiteral {
    word.lastIndex = this.position;
    const text = word.exec(this.text)?.[0] ?? '';
    const range = { start: this.position, end: this.position + text.length };
    if (!keywords.has(text) && !number.test(text)) {
      this.refuse(text === '' ? 'a JSON value is expected here' : `"${text}" is no JSON value; texts stand in quotes`);
      return { kind: 'literal', text: 'null', range };
    }
    this.position = range.end;
    return { kind: 'literal', text, range };
  }

  private readString(): JsonString {
    const start = this.position++;
    let text = '';
    const offsets: number[] = [];
    let isEscaped = false;
    for (;;) {
      const at = this.position;
      const next = this.text[at];
      if (next === undefined || next < ' ') {
        const message = 'this text is not closed on its line';
        this.fault ??= { code: 'hcl-unclosed', range: { start, end: at }, message };
        break;
      }
      offsets.push(at);
      this.position++;
      if (next === '"') break;
      isEscaped ||= next === '\\';
      text += next === '\\' ? this.readEscape(at) : next;
      if (this.fault !== undefined) break;
    }
    const range = { start, end: this.position };
    return isEscaped ? { kind: 'string', text, range, offsets } : { kind: 'string', text, range };
  }

  private readEscape(at: number): string {
    const letter = this.text[this.position++] ?? '';
    if (letter === '"' || letter === '\\' || letter === '/') return letter;
    const short = escapes[letter];
    if (short !== undefined) return short;
    const digits = this.text.slice(this.position, this.position + 4);
    if (letter === 'u' && /^[0-9a-fA-F]{4}$/.test(digits)) {
      this.position += 4;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    this.position = at;
    this.refuse('this is no escape sequence of JSON', 'hcl-bad-escape');
    return '';
  }

  private skipSpace(): void {
    space.lastIndex = this.position;
    space.exec(this.text);
    this.position = space.lastIndex;
  }

  // Only the first fault counts, and nothing is read after it.
  private refuse(message: string, code: Fault['code'] = 'hcl-syntax'): void {
    const start = this.position;
    word.lastIndex = start;
    const length = word.exec(this.text)?.[0].length ?? (start < this.text.length ? 1 : 0);
    this.fault ??= { code, message, range: { start, end: start + length } };
    this.position = this.text.length;
  }
}
