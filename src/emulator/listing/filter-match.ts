import { enums } from '../../config-api/descriptors.ts';
import type { Json } from '../../config-api/json.ts';
import type { MessageName } from '../../config-api/methods.ts';
import { invalidField } from '../api-error.ts';
import { isEnum, protoName } from '../json/decode.ts';
import { isObject } from '../json/scalars.ts';
import { type FieldPath, resolveFieldPath, valuesAt } from './field-path.ts';
import type { Comparison, Filter } from './filter-syntax.ts';

/** Whether a value of the message passes. */
export type Predicate = (json: Json) => boolean;

/**
 * Makes a predicate of a filter.
 * @throws ApiError on an unknown field, or an operator or value that does not fit its type.
 */
export function compileFilter(message: MessageName, filter: Filter): Predicate {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const terms = filter.terms.map((term) => compileFilter(message, term));
      return filter.kind === 'and'
        ? (json) => terms.every((term) => term(json))
        : (json) => terms.some((term) => term(json));
    }
    case 'not': {
      const term = compileFilter(message, filter.term);
      return (json) => !term(json);
    }
    case 'comparison':
      return compileComparison(message, filter);
  }
}

function compileComparison(message: MessageName, comparison: Comparison): Predicate {
  const path = resolveFieldPath(message, comparison.path);
  if (path === undefined) {
    throw invalidField('filter', `unknown field '${comparison.path.join('.')}' of ${message}`);
  }
  const field = path.steps.map(protoName).join('.');
  if (comparison.operator === ':') return compileHas(path, comparison);
  const test = compileTest(path.type, comparison, field);
  if (comparison.operator === '!=') return (json) => !valuesAt(json, path.steps).some(test);
  return (json) => valuesAt(json, path.steps).some(test);
}

/** `field:value`: set (`*`), a key of a map, an element of a list, or equal. */
function compileHas(path: FieldPath, comparison: Comparison): Predicate {
  const equals = compileTest(path.type.replace(/\[\]$/, ''), { ...comparison, operator: '=' }, path.steps.join('.'));
  return (json) =>
    valuesAt(json, path.steps).some((value) => {
      if (comparison.value === '*' && !comparison.quoted) return isSet(value);
      if (Array.isArray(value)) return value.some((item: Json) => equals(item));
      if (isObject(value)) return Object.hasOwn(value, comparison.value);
      return equals(value);
    });
}

function isSet(value: Json): boolean {
  if (value === null || value === '' || value === false || value === 0) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

type Test = (value: Json) => boolean;

function compileTest(type: string, comparison: Comparison, field: string): Test {
  const { operator, value } = comparison;
  if (isEnum(type)) return enumTest(type, comparison, field);
  switch (type) {
    case 'Timestamp': {
      const time = Date.parse(value);
      if (Number.isNaN(time)) throw invalidField('filter', `'${value}' is not a time, as '${field}' needs`);
      return (json) => typeof json === 'string' && compares(operator, Date.parse(json) - time);
    }
    case 'bool': {
      if (!/^(true|false)$/i.test(value)) throw invalidField('filter', `'${field}' is true or false, not '${value}'`);
      return (json) => compares(operator, Number(json === true) - Number(value.toLowerCase() === 'true'));
    }
    case 'int32':
    case 'int64': {
      const number = Number(value);
      if (Number.isNaN(number)) throw invalidField('filter', `'${value}' is not a number, as '${field}' needs`);
      return (json) => compares(operator, Number(json) - number);
    }
    default:
      return textTest(comparison);
  }
}

function enumTest(type: keyof typeof enums, { operator, value }: Comparison, field: string): Test {
  if (!Object.hasOwn(enums[type], value)) throw invalidField('filter', `'${value}' is not a value of '${field}'`);
  if (operator !== '=' && operator !== '!=') throw invalidField('filter', `'${field}' has no order`);
  return (json) => json === value;
}

/** Texts compare by characters; `*` at either end of an `=` value stands for anything. */
function textTest({ operator, value }: Comparison): Test {
  const wildcard = (operator === '=' || operator === '!=') && value.includes('*');
  return (json) => {
    if (isObject(json) || Array.isArray(json)) return false;
    const text = String(json);
    if (wildcard) return wildcardMatches(value, text);
    return compares(operator, text < value ? -1 : Number(text > value));
  };
}

function wildcardMatches(pattern: string, text: string): boolean {
  const start = pattern.startsWith('*');
  const end = pattern.endsWith('*') && pattern.length > 1;
  const core = pattern.slice(start ? 1 : 0, end ? -1 : undefined);
  if (start && (end || core === '')) return text.includes(core);
  if (start) return text.endsWith(core);
  return end ? text.startsWith(core) : text === core;
}

/** Whether a difference of two values meets an operator; `!=` is negated by the caller. */
function compares(operator: Comparison['operator'], difference: number): boolean {
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case '=':
    case '!=':
    case ':':
      return difference === 0;
  }
}
