import type { Value } from '../value.ts';
import { parseNumber } from '../values/number-text.ts';
import { boolValue, nullAny, numberValue, objectValue, stringValue, tupleValue } from '../values/values.ts';
import { FunctionFault } from './function.ts';

/** Levels of nesting that are read. */
export const maxJsonDepth = 1000;

/**
 * JSON text as a value; numbers keep all their digits, which `JSON.parse` would not.
 *
 * @throws {FunctionFault} when the text is not JSON
 */
export function readJson(text: string): Value {
  // The built-in parser is exact about syntax; the walk below only has to find the numbers.
  try {
    JSON.parse(text);
  } catch (error) {
    throw new FunctionFault(`this is not JSON: ${error instanceof Error ? error.message : String(error)}`, 0);
  }
  return new Reader(text).read(0);
}

const token = /[\s,:]*("(?:[^"\\]|\\.)*"|[-+.\w]+|[[\]{}])/y;

class Reader {
  private readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  read(depth: number): Value {
    if (depth > maxJsonDepth) throw new FunctionFault(`the JSON is nested more than ${maxJsonDepth} levels deep`, 0);
    const next = this.next();
    if (next === '[') return this.readItems(depth);
    if (next === '{') return this.readEntries(depth);
    return readScalar(next);
  }

  private readItems(depth: number): Value {
    const items: Value[] = [];
    while (this.peek() !== ']') items.push(this.read(depth + 1));
    this.next();
    return tupleValue(items);
  }

  private readEntries(depth: number): Value {
    const entries = new Map<string, Value>();
    for (let key = this.next(); key !== '}'; key = this.next()) entries.set(parseText(key), this.read(depth + 1));
    return objectValue(entries);
  }

  private peek(): string {
    const { position } = this;
    const found = this.next();
    this.position = position;
    return found;
  }

  private next(): string {
    token.lastIndex = this.position;
    const found = token.exec(this.text)?.[1];
    if (found === undefined) throw new FunctionFault('this is not JSON: it ends too early', 0);
    this.position = token.lastIndex;
    return found;
  }
}

function readScalar(found: string): Value {
  if (found === 'null') return nullAny;
  if (found === 'true' || found === 'false') return boolValue(found === 'true');
  if (found.startsWith('"')) return stringValue(parseText(found));
  const number = parseNumber(found);
  if (number === undefined) throw new FunctionFault(`the number ${found} cannot be held`, 0);
  return numberValue(number);
}

function parseText(quoted: string): string {
  return String(JSON.parse(quoted));
}
