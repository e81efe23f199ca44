import type { Value } from '../../hcl/value.ts';
import { formatNumber } from '../../hcl/values/number-text.ts';
import { setKey } from '../../hcl/values/sets.ts';
import { isMapping, isSequence, isWhollyKnown } from '../../hcl/values/values.ts';

/** Sign before a line: added, gone, changed, or the same. */
export type Sign = '+' | '-' | '~' | ' ';

/** What lines are printed with. */
export interface LineContext {
  /** Texts that are secret somewhere: hidden wherever they show up, also where the provider copied them. */
  readonly secrets: ReadonlySet<string>;
}

/** A line of a plan; each level has its sign four columns further to the right. */
export function line(sign: Sign, depth: number, text: string): string {
  return `${' '.repeat(depth * 4 + 2)}${sign} ${text}`.trimEnd();
}

/** Whether a value is shown on several lines. */
export function isStructure(
  value: Value | undefined,
): value is Extract<Value, { readonly items: unknown } | { readonly entries: unknown }> {
  if (value === undefined || value.sensitive === true) return false;
  if (isSequence(value)) return value.items.length > 0;
  return isMapping(value) && value.entries.size > 0;
}

/** Whether both are known and equal, with equal marks. */
export function isUnchanged(before: Value | undefined, after: Value | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  if (before.sensitive !== after.sensitive) return false;
  return isWhollyKnown(before) && isWhollyKnown(after) && setKey(before) === setKey(after);
}

/** Whether there is a value at all. */
export function isPresent(value: Value | undefined): value is Value {
  return value !== undefined && (value.kind !== 'null' || value.sensitive === true);
}

/** A value that fits on one line, as a literal of the language. */
export function inlineText(value: Value, { secrets }: LineContext): string {
  if (value.sensitive === true) return '(sensitive value)';
  switch (value.kind) {
    case 'unknown':
      return '(known after apply)';
    case 'null':
      return 'null';
    case 'string':
      return secrets.has(value.value) ? '(sensitive value)' : quoted(value.value);
    case 'number':
      return formatNumber(value.value);
    case 'bool':
      return String(value.value);
    case 'list':
    case 'set':
    case 'tuple':
      return '[]';
    case 'map':
    case 'object':
      return '{}';
  }
}

// What a terminal would act on is shown as its code, as a string literal would have it.
const control = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

function quoted(text: string): string {
  return JSON.stringify(text)
    .replace(control, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/([$%])\{/g, '$1$1{');
}

/** A name as the key of a map: bare where the language lets it be. */
export function keyText(key: string): string {
  return /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(key) ? key : quoted(key);
}

/** `name   = `, with names of one body aligned. */
export function label(name: string, width: number): string {
  return `${name.padEnd(width)} = `;
}

/** A whole value behind a label, all lines with the same sign. `tail` follows it: a comma, ` -> null`. */
export function wholeLines(
  sign: Sign,
  depth: number,
  before: string,
  value: Value,
  tail: string,
  context: LineContext,
): readonly string[] {
  if (!isStructure(value)) return [line(sign, depth, `${before}${inlineText(value, context)}${tail}`)];
  if (isMapping(value)) {
    const keys = [...value.entries.keys()].map(keyText);
    const width = Math.max(...keys.map((key) => key.length));
    const members = [...value.entries].flatMap(([key, member]) =>
      wholeLines(sign, depth + 1, label(keyText(key), width), member, '', context),
    );
    return [line(sign, depth, `${before}{`), ...members, line(' ', depth, `}${tail}`)];
  }
  const items = value.items.flatMap((item) => wholeLines(sign, depth + 1, '', item, ',', context));
  return [line(sign, depth, `${before}[`), ...items, line(' ', depth, `]${tail}`)];
}
