import type { JsonValue } from '../../load/document.ts';
import { isCollection, scalarText } from '../languages/language.ts';

/** What a helper gives: a value, or why it has none for these arguments (continuing "`name` …"). */
export type HelperResult = { readonly value: JsonValue } | { readonly fault: string; readonly hint: string };

/** A function of templates. */
export type Helper = (args: readonly JsonValue[]) => HelperResult;

/** All helpers but `has`, which is told a path and not a value. Documented in `docs/templates.md`. */
const helpers: Readonly<Record<string, Helper>> = {
  and: (args) => atLeast(2, args, () => args.every(isTruthyValue)),
  concat: (args) => scalars(args, (texts) => texts.join('')),
  eq: (args) => exactly(2, args, () => isEqual(args[0], args[1])),
  includes: (args) => exactly(2, args, () => includes(args[0], args[1])),
  join: (args) => join(args),
  json: (args) => exactly(1, args, () => JSON.stringify(args[0])),
  length: (args) => length(args),
  lower: (args) => text(args, (value) => value.toLowerCase()),
  ne: (args) => exactly(2, args, () => !isEqual(args[0], args[1])),
  not: (args) => exactly(1, args, () => !isTruthyValue(args[0])),
  or: (args) => atLeast(2, args, () => args.some(isTruthyValue)),
  replace: (args) => replace(args),
  upper: (args) => text(args, (value) => value.toUpperCase()),
};

/** Names of all helpers, sorted. */
export const helperNames: readonly string[] = [...Object.keys(helpers), 'has'].toSorted();

/** The helper of a name; undefined when there is none. `has` is the evaluator's own. */
export function helperOf(name: string): Helper | undefined {
  return Object.hasOwn(helpers, name) ? helpers[name] : undefined;
}

/** Truth as Handlebars has it: `false`, `null`, `""`, `0` and the empty list are false. */
export function isTruthyValue(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== false && value !== '' && value !== 0;
}

function isEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === undefined || b === undefined || !isCollection(a) || !isCollection(b)) return a === b;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  if (Array.isArray(a) !== Array.isArray(b) || left.length !== right.length) return false;
  const others = new Map(right);
  return left.every(([key, value]) => others.has(key) && isEqual(value, others.get(key)));
}

function includes(collection: JsonValue | undefined, wanted: JsonValue | undefined): boolean {
  if (Array.isArray(collection)) return collection.some((item) => isEqual(item, wanted));
  if (typeof collection === 'string') return typeof wanted === 'string' && collection.includes(wanted);
  return typeof collection === 'object' && collection !== null && Object.hasOwn(collection, String(wanted));
}

function join(args: readonly JsonValue[]): HelperResult {
  const [list, separator] = args;
  if (args.length !== 2 || !Array.isArray(list) || typeof separator !== 'string') {
    return { fault: 'takes a list and a separator', hint: 'write it as `(join parameters.names ", ")`' };
  }
  return scalars(list, (texts) => texts.join(separator));
}

function length(args: readonly JsonValue[]): HelperResult {
  const [value] = args;
  if (args.length === 1 && typeof value === 'string') return { value: [...value].length };
  if (args.length === 1 && value !== undefined && isCollection(value)) return { value: Object.keys(value).length };
  return { fault: 'takes one list, map or text', hint: 'write it as `(length parameters.names)`' };
}

function replace(args: readonly JsonValue[]): HelperResult {
  const [value, search, replacement] = args;
  if (typeof value === 'string' && typeof search === 'string' && typeof replacement === 'string' && search !== '') {
    return { value: value.split(search).join(replacement) };
  }
  return {
    fault: 'takes a text, what to look for and what to put there',
    hint: 'write it as `(replace parameters.name "-" "_")`',
  };
}

function text(args: readonly JsonValue[], change: (value: string) => string): HelperResult {
  const [value] = args;
  if (args.length === 1 && typeof value === 'string') return { value: change(value) };
  return { fault: 'takes one text', hint: 'pass a text' };
}

function scalars(args: readonly JsonValue[], make: (texts: readonly string[]) => string): HelperResult {
  const texts = args.map((value) => (isCollection(value) ? undefined : scalarText(value)));
  const known = texts.filter((value) => value !== undefined);
  if (known.length === texts.length) return { value: make(known) };
  return { fault: 'takes texts and numbers only', hint: 'go through lists and maps with `{{#each}}`' };
}

function exactly(count: number, args: readonly JsonValue[], result: () => JsonValue): HelperResult {
  if (args.length === count) return { value: result() };
  return {
    fault: `takes ${count === 1 ? 'one argument' : `${count} arguments`}, not ${args.length}`,
    hint: 'correct the call',
  };
}

function atLeast(count: number, args: readonly JsonValue[], result: () => JsonValue): HelperResult {
  if (args.length >= count) return { value: result() };
  return { fault: `takes ${count} arguments or more, not ${args.length}`, hint: 'correct the call' };
}
