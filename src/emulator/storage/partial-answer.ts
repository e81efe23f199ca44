import type { Json, JsonObject } from '../../config-api/json.ts';
import type { HttpResponse } from '../../config-api/transport.ts';
import { jsonAnswer } from '../answers.ts';
import { isObject } from '../json/scalars.ts';
import { invalidArgument } from './storage-error.ts';

/** Fields to show, each with those below it; without any, all of it is shown. */
type Selection = ReadonlyMap<string, Selection>;

/**
 * Makes what cuts answers down to the fields asked for (9.11): `name,size`, `items(name,metadata/k)`, `*`. Answers that are not JSON
 * stay as they are.
 * @throws StorageError when the fields are malformed.
 * @see https://docs.cloud.google.com/storage/docs/json_api#partial-response
 */
export function partialAnswer(fields: string | null): (answer: HttpResponse) => HttpResponse {
  if (fields === null || fields === '') return (answer) => answer;
  const selection = parseFields(fields);
  return (answer) => cutDown(answer, selection);
}

function cutDown(answer: HttpResponse, selection: Selection): HttpResponse {
  const isJson = answer.headers['content-type']?.startsWith('application/json') === true;
  if (!isJson || answer.status !== 200) return answer;
  const json = JSON.parse(new TextDecoder().decode(answer.body)) as Json; // what jsonAnswer wrote
  return jsonAnswer(200, select(json, selection) as JsonObject, answer.headers); // answers are objects
}

function select(json: Json, selection: Selection): Json {
  if (selection.size === 0) return json;
  if (Array.isArray(json)) return json.map((item: Json) => select(item, selection));
  if (!isObject(json)) return json;
  const all = selection.get('*');
  const entries = Object.entries(json).flatMap(([name, value]): [string, Json][] => {
    const below = selection.get(name) ?? all;
    return below === undefined ? [] : [[name, select(value, below)]];
  });
  return Object.fromEntries(entries);
}

interface Cursor {
  readonly tokens: readonly string[];
  at: number;
}

function parseFields(text: string): Selection {
  const cursor: Cursor = { tokens: text.match(/[A-Za-z0-9_.*-]+|[(),/]|./gs) ?? [], at: 0 };
  const selection = parseList(cursor, 0);
  if (cursor.at < cursor.tokens.length) throw malformed(text);
  return selection;
}

/** Deeper nesting is no use in any answer. */
const maximumDepth = 20;

function parseList(cursor: Cursor, depth: number): Selection {
  const selection = new Map<string, Selection>();
  do {
    const [name, below] = parseField(cursor, depth);
    selection.set(name, below);
  } while (take(cursor, ','));
  return selection;
}

function parseField(cursor: Cursor, depth: number): readonly [string, Selection] {
  const name = cursor.tokens[cursor.at++] ?? '';
  if (!/^[A-Za-z0-9_.*-]+$/.test(name) || depth > maximumDepth) throw malformed(cursor.tokens.join(''));
  if (take(cursor, '/')) return [name, new Map([parseField(cursor, depth + 1)])];
  if (!take(cursor, '(')) return [name, new Map()];
  const below = parseList(cursor, depth + 1);
  if (!take(cursor, ')')) throw malformed(cursor.tokens.join(''));
  return [name, below];
}

function take(cursor: Cursor, token: string): boolean {
  if (cursor.tokens[cursor.at] !== token) return false;
  cursor.at++;
  return true;
}

function malformed(text: string): Error {
  return invalidArgument(`Invalid field selection ${text}`);
}
