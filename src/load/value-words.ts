import { splitPointer } from './pointer.ts';

/** The JSON type of a value, in JSON Schema's words; whole numbers are `integer`. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** A JSON Schema type as people call it. */
export function typeNoun(type: string): string {
  return nouns[type] ?? type;
}

const nouns: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  null: 'null',
};

/** A value as a message shows it: as JSON, long texts cut; lists and maps by their kind. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify([...value].length > 60 ? `${[...value].slice(0, 60).join('')}…` : value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  if (typeof value === 'number') return `the number ${value}`;
  return String(value);
}

/** How a message calls the value at a pointer: by its last key, items by their number from 1. */
export function nameOf(pointer: string): string {
  const keys = splitPointer(pointer);
  const last = keys.at(-1);
  if (last === undefined) return 'the document';
  const parent = keys.at(-2);
  return /^\d+$/.test(last) && parent !== undefined ? `item ${Number(last) + 1} of \`${parent}\`` : `\`${last}\``;
}

/** "a, b or c". */
export function listOf(words: readonly string[], link: 'and' | 'or'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${link} ${words.at(-1)}`;
}

/** Names in backticks, with commas. */
export function quoteAll(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
