import { suggest } from '../diagnostics/suggest.ts';
import type { FormatFault } from './formats/format.ts';
import { checkFormat } from './formats/formats.ts';
import { allowedValues, pointerOf } from './schema-alternatives.ts';
import type { SchemaError } from './schema-error.ts';
import type { SchemaFault } from './schema-fault.ts';
import { describeValue, listOf, nameOf, quoteAll, typeNoun, typeOf } from './value-words.ts';

/** Says in one sentence what is wrong, and what to change. */
export function wordSchemaError(error: SchemaError): SchemaFault {
  const fault = (wordings[error.keyword] ?? wordOther)(error);
  if (error.propertyName === undefined) return fault;
  const expected = fault.args?.['expected'] ?? 'another name';
  const message = `key ${JSON.stringify(error.propertyName)} of ${nameOf(error.instancePath)} has a wrong form, expected ${expected}`;
  return { ...fault, pointer: pointerOf(error), on: 'key', message };
}

type Wording = (error: SchemaError) => SchemaFault;

const wordings: Readonly<Record<string, Wording>> = {
  additionalProperties: wordUnknownKey,
  unevaluatedProperties: wordUnknownKey,
  required: (error) => wordMissingKey(error, String(error.params['missingProperty'])),
  dependentRequired: (error) => wordMissingKey(error, String(error.params['missingProperty'])),
  type: (error) => wordType(error, [error.params['type']].flat().map(String)),
  enum: (error) => wordNotAllowed(error, allowedValues(error)),
  const: (error) => wordNotAllowed(error, allowedValues(error)),
  pattern: wordPattern,
  format: wordFormat,
  minimum: (error) => wordRange(error, `at least ${error.params['limit']}`),
  maximum: (error) => wordRange(error, `at most ${error.params['limit']}`),
  exclusiveMinimum: (error) => wordRange(error, `more than ${error.params['limit']}`),
  exclusiveMaximum: (error) => wordRange(error, `less than ${error.params['limit']}`),
  multipleOf: (error) => wordRange(error, `a multiple of ${error.params['multipleOf']}`),
  minLength: (error) => wordLength(error, 'at least', 'character'),
  maxLength: (error) => wordLength(error, 'at most', 'character'),
  minItems: (error) => wordLength(error, 'at least', 'item'),
  maxItems: (error) => wordLength(error, 'at most', 'item'),
  minProperties: (error) => wordLength(error, 'at least', 'key'),
  maxProperties: (error) => wordLength(error, 'at most', 'key'),
  uniqueItems: wordDuplicate,
  anyOf: wordChoice,
  oneOf: wordChoice,
};

function fault(
  error: SchemaError,
  code: SchemaFault['code'],
  expected: string,
  extras: Partial<SchemaFault> = {},
): SchemaFault {
  const isSecret = error.parentSchema?.['x-sensitive'] === true;
  const value = isSecret ? 'not shown' : describeValue(error.data);
  return {
    code,
    pointer: error.instancePath,
    on: 'value',
    message: `${nameOf(error.instancePath)} is ${value}, expected ${expected}`,
    ...extras,
    args: { value, expected, ...extras.args },
  };
}

function wordUnknownKey(error: SchemaError): SchemaFault {
  const key = String(error.params['additionalProperty'] ?? error.params['unevaluatedProperty']);
  const known = Object.keys(asMap(error.parentSchema?.['properties']));
  const unset = known.filter((name) => !Object.hasOwn(asMap(error.data), name));
  // The key that is meant may have a value all the same: its default, or a base's.
  const meant = suggest(key, unset) ?? suggest(key, known);
  const place = error.instancePath === '' ? '' : ` in ${nameOf(error.instancePath)}`;
  const list = known.length > 0 && known.length <= 12 ? `known keys: ${quoteAll(known.toSorted())}` : undefined;
  const hint = meant === undefined ? list : `did you mean \`${meant}\`?`;
  return {
    code: 'unknown-key',
    pointer: pointerOf(error),
    on: 'key',
    message: `unknown key \`${key}\`${place}`,
    ...(hint !== undefined && { hint }),
    args: meant === undefined ? { key } : { key, meant },
  };
}

function wordMissingKey(error: SchemaError, key: string): SchemaFault {
  const property = asMap(asMap(error.parentSchema?.['properties'])[key]);
  const because = error.params['property'];
  const reason = typeof because === 'string' ? `, needed with \`${because}\`` : '';
  return {
    code: 'missing-key',
    pointer: error.instancePath,
    on: 'key',
    message: `${nameOf(error.instancePath)} lacks the key \`${key}\`${reason}`,
    ...(typeof property['description'] === 'string' && {
      hint: `add \`${key}\`: ${firstSentence(property['description'])}`,
    }),
    args: { key },
  };
}

function wordType(error: SchemaError, types: readonly string[]): SchemaFault {
  const expected = listOf(withoutNull(types, 'null').map(typeNoun), 'or');
  return fault(error, 'wrong-type', expected, withHint(typeHint(error.data, types)));
}

function typeHint(data: unknown, types: readonly string[]): string | undefined {
  const isScalar = typeof data === 'number' || typeof data === 'boolean';
  if (isScalar && types.includes('string')) return `put it in quotes: "${data}"`;
  if (types.includes('array') && typeOf(data) !== 'null') return 'make it a list: start the line with `- `';
  if (typeof data !== 'string') return undefined;
  if (types.includes('boolean')) {
    if (/^(yes|on|true|y)$/i.test(data)) return 'write true, without quotes';
    if (/^(no|off|false|n)$/i.test(data)) return 'write false, without quotes';
  }
  const isNumber = types.some((type) => type === 'number' || type === 'integer') && /^-?\d+(\.\d+)?$/.test(data);
  return isNumber ? `leave out the quotes: ${data}` : undefined;
}

function wordNotAllowed(error: SchemaError, allowed: readonly unknown[]): SchemaFault {
  const shown = withoutNull(allowed, null).map((value) => describeValue(value));
  const expected = shown.length === 1 ? `${shown[0]}` : `one of ${listOf(shown.slice(0, 20), 'or')}`;
  const meant =
    typeof error.data === 'string'
      ? suggest(
          error.data,
          allowed.filter((value) => typeof value === 'string'),
        )
      : undefined;
  const sameText = allowed.find((value) => typeof value !== typeof error.data && hasSameText(value, error.data));
  const hint =
    sameText !== undefined
      ? `write ${describeValue(sameText)}`
      : meant === undefined
        ? undefined
        : `did you mean "${meant}"?`;
  return fault(error, 'value-not-allowed', expected, withHint(hint));
}

function hasSameText(a: unknown, b: unknown): boolean {
  // Maps and lists have no text of their own; a key of a map may even be `toString`.
  const isCollection = [a, b].some((value) => typeof value === 'object' && value !== null);
  return !isCollection && String(a) === String(b);
}

function wordPattern(error: SchemaError): SchemaFault {
  const form = error.parentSchema?.['x-pattern-message'];
  if (typeof form === 'string') return fault(error, 'value-pattern', form);
  const description = error.parentSchema?.['description'];
  const hint = typeof description === 'string' ? firstSentence(description) : undefined;
  return fault(error, 'value-pattern', `a text that matches \`${error.params['pattern']}\``, withHint(hint));
}

function wordFormat(error: SchemaError): SchemaFault {
  const format = String(error.params['format']);
  const found: FormatFault | undefined = checkFormat(format, String(error.data));
  const args = { format };
  if (found?.kind === 'unknown') {
    const message = `${nameOf(error.instancePath)} is ${describeValue(error.data)}, which ${found.remark}`;
    return fault(error, 'unknown-location', 'a known location', {
      severity: 'warning',
      message,
      args,
      ...withHint(found.hint),
    });
  }
  return fault(error, 'value-format', found?.expected ?? `a text of format ${format}`, {
    args,
    ...withHint(found?.hint),
  });
}

function wordRange(error: SchemaError, expected: string): SchemaFault {
  return fault(error, 'value-range', expected);
}

function wordLength(error: SchemaError, bound: string, unit: string): SchemaFault {
  const limit = Number(error.params['limit']);
  const count = typeof error.data === 'string' ? [...error.data].length : Object.keys(asMap(error.data)).length;
  const message = `${nameOf(error.instancePath)} has ${plural(count, unit)}, expected ${bound} ${limit}`;
  const on = typeof error.data === 'string' ? 'value' : 'key';
  return fault(error, 'value-length', `${bound} ${plural(limit, unit)}`, { message, on });
}

function wordDuplicate(error: SchemaError): SchemaFault {
  const [first, second] = [Number(error.params['j']), Number(error.params['i'])].toSorted((a, b) => a - b);
  const value = Array.isArray(error.data) ? describeValue(error.data[second ?? 0]) : '';
  return fault(error, 'duplicate-item', 'each item once', {
    pointer: `${error.instancePath}/${second}`,
    message: `${nameOf(error.instancePath)} holds ${value} twice, as item ${(first ?? 0) + 1} and ${(second ?? 0) + 1}`,
    hint: 'remove one of them',
    args: { value },
  });
}

/** No alternative fits better than the others: name what they want together. */
function wordChoice(error: SchemaError): SchemaFault {
  const alternatives = error.params['alternatives'];
  // Put there by `chooseAlternatives`.
  if (Array.isArray(alternatives)) return wordAlternatives(error, alternatives as readonly SchemaError[]);
  const branches = asList(error.schema).map(asMap);
  if (Array.isArray(error.params['passingSchemas'])) return wordAmbiguous(error, branches);
  const types = branches.flatMap((branch) => [branch['type'] ?? typesOfValues(branch)].flat()).map(String);
  return types.length > 0 ? wordType(error, [...new Set(types)]) : wordOther(error);
}

function typesOfValues(branch: Readonly<Record<string, unknown>>): string[] {
  return ('const' in branch ? [branch['const']] : asList(branch['enum'])).map(typeOf);
}

function wordAlternatives(error: SchemaError, alternatives: readonly SchemaError[]): SchemaFault {
  const listed = alternatives.flatMap(allowedValues);
  if (alternatives.every((alternative) => allowedValues(alternative).length > 0)) return wordNotAllowed(error, listed);
  const faults = alternatives.map(wordSchemaError);
  const [first] = faults;
  if (faults.every((other) => other.code === 'missing-key')) {
    const keys = [...new Set(faults.flatMap((other) => other.args?.['key'] ?? []))];
    const message = `${nameOf(error.instancePath)} lacks one of the keys ${quoteAll(keys)}`;
    return { code: 'missing-key', pointer: error.instancePath, on: 'key', message, args: { key: keys[0] ?? '' } };
  }
  const expected = listOf([...new Set(faults.flatMap((other) => other.args?.['expected'] ?? []))], 'or');
  const code = first && faults.every((other) => other.code === first.code) ? first.code : 'value-mismatch';
  return fault(error, code, expected, withHint(faults.find((other) => other.hint !== undefined)?.hint));
}

function wordAmbiguous(error: SchemaError, branches: readonly Readonly<Record<string, unknown>>[]): SchemaFault {
  const titles = asList(error.params['passingSchemas']).map((index) => branches[Number(index)]?.['title']);
  const names = titles.filter((title) => typeof title === 'string');
  const which = names.length > 1 ? `, not ${listOf(names, 'and')} at once` : '';
  return fault(error, 'value-mismatch', `exactly one alternative to fit${which}`);
}

function wordOther(error: SchemaError): SchemaFault {
  if (error.keyword === 'contains') return fault(error, 'value-mismatch', 'an item of another kind in the list');
  const form = error.parentSchema?.['x-pattern-message'];
  if (typeof form === 'string') return fault(error, 'value-mismatch', form);
  const description = error.parentSchema?.['description'];
  const hint = typeof description === 'string' ? firstSentence(description) : undefined;
  return fault(error, 'value-mismatch', `a value the schema allows (\`${error.keyword}\`)`, withHint(hint));
}

/** Null mostly means "as if absent": it is not what anybody is advised to write. */
function withoutNull<T>(alternatives: readonly T[], none: T): readonly T[] {
  return alternatives.length > 1 ? alternatives.filter((alternative) => alternative !== none) : alternatives;
}

function withHint(hint: string | undefined): { hint?: string } {
  return hint === undefined ? {} : { hint };
}

function firstSentence(text: string): string {
  return (text.split(/\.(?:\s|$)/, 1)[0] ?? text).trim();
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  // Lists count as maps from index to item: only keys are read of them.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
