import type { BinaryExpression, CallExpression, Expression } from '../../hcl/ast.ts';
import type { JsonObject, JsonValue } from '../../load/document.ts';
import { isJsonObject } from '../../load/json-values.ts';
import { patternFault } from '../../load/re2-patterns.ts';
import { literalText } from '../../terraform/config/blocks.ts';

/**
 * A schema with the condition of a `validation` block added, where the condition has one of the usual forms: membership in a list, a
 * regular expression, a comparison of the value or its length with a number, each also joined by `&&`, for the attributes of an object, or
 * for all members (`alltrue([for …])`). Undefined when it has none of them; then nothing of it may be taken.
 *
 * @param isSubject whether an expression is the value that the schema is about
 */
export function translateCondition(
  condition: Expression,
  schema: JsonObject,
  isSubject: (expression: Expression) => boolean,
): JsonObject | undefined {
  switch (condition.kind) {
    case 'parenthesized':
      return translateCondition(condition.expression, schema, isSubject);
    case 'binary':
      return translateBinary(condition, schema, isSubject);
    case 'conditional':
      // `var.x == null ? true : …`: conditions are never asked of null.
      if (!isNullTest(condition.condition, isSubject) || !isTrue(condition.then)) return undefined;
      return translateCondition(condition.else, schema, isSubject);
    case 'call':
      return translateCall(condition, schema, isSubject);
    default:
      return undefined;
  }
}

type Subject = (expression: Expression) => boolean;

function translateBinary(condition: BinaryExpression, schema: JsonObject, isSubject: Subject): JsonObject | undefined {
  const { operator, left, right } = condition;
  if (operator === '&&') {
    const first = translateCondition(left, schema, isSubject);
    return first && translateCondition(right, first, isSubject);
  }
  if (operator === '||') {
    return isNullTest(left, isSubject) ? translateCondition(right, schema, isSubject) : undefined;
  }
  return translateComparison(condition, schema, isSubject);
}

function isNullTest(expression: Expression, isSubject: Subject): boolean {
  const test = expression.kind === 'parenthesized' ? expression.expression : expression;
  return test.kind === 'binary' && test.operator === '==' && isSubject(test.left) && isLiteral(test.right, 'null');
}

function isTrue(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.literal.type === 'bool' && expression.literal.value;
}

function isLiteral(expression: Expression, type: 'null'): boolean {
  return expression.kind === 'literal' && expression.literal.type === type;
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==' };

function translateComparison(
  { operator, left, right }: BinaryExpression,
  schema: JsonObject,
  isSubject: Subject,
): JsonObject | undefined {
  if (operator === '!=' && isSubject(left) && literalText(right) === '' && schema['type'] === 'string') {
    return tighten(schema, 'minLength', 1);
  }
  const known = operator === '==' ? translateIdentity(left, right, schema, isSubject) : undefined;
  if (known !== undefined) return known;
  const [leftNumber, rightNumber] = [numberOf(left), numberOf(right)];
  if (rightNumber !== undefined) return compare(left, operator, rightNumber, schema, isSubject);
  const turned = mirrored[operator];
  if (leftNumber === undefined || turned === undefined) return undefined;
  return compare(right, turned, leftNumber, schema, isSubject);
}

/** `floor(x) == x` is a whole number, and `length(distinct(x)) == length(x)` a list without duplicates. */
function translateIdentity(
  left: Expression,
  right: Expression,
  schema: JsonObject,
  isSubject: Subject,
): JsonObject | undefined {
  if (left.kind !== 'call') return undefined;
  const [argument] = left.args;
  if (argument === undefined) return undefined;
  if (left.name === 'floor' && schema['type'] === 'number') {
    return isSubject(argument) && isSubject(right) ? { ...schema, type: 'integer' } : undefined;
  }
  const isOfLength = left.name === 'length' && isCallOf('length', right, isSubject);
  const isUnique = isOfLength && schema['type'] === 'array' && isCallOf('distinct', argument, isSubject);
  return isUnique ? { ...schema, uniqueItems: true } : undefined;
}

function isCallOf(name: string, expression: Expression, isSubject: Subject): boolean {
  const [argument] = expression.kind === 'call' && expression.name === name ? expression.args : [];
  return argument !== undefined && isSubject(argument);
}

function numberOf(expression: Expression): number | undefined {
  if (expression.kind === 'unary' && expression.operator === '-') {
    const value = numberOf(expression.operand);
    return value === undefined ? undefined : -value;
  }
  if (expression.kind !== 'literal' || expression.literal.type !== 'number') return undefined;
  return Number(expression.literal.text);
}

function compare(
  subject: Expression,
  operator: string,
  bound: number,
  schema: JsonObject,
  isSubject: Subject,
): JsonObject | undefined {
  if (isSubject(subject) && (schema['type'] === 'number' || schema['type'] === 'integer'))
    return compareNumber(operator, bound, schema);
  if (subject.kind !== 'call' || subject.name !== 'length') return undefined;
  const [argument] = subject.args;
  if (argument === undefined || !Number.isInteger(bound)) return undefined;
  if (isSubject(argument)) return compareLength(operator, bound, schema);
  const isMatchCount = argument.kind === 'call' && argument.name === 'regexall' && operator === '>' && bound === 0;
  return isMatchCount ? translatePattern(argument, schema, isSubject) : undefined;
}

function compareNumber(operator: string, bound: number, schema: JsonObject): JsonObject | undefined {
  const keywords: Readonly<Record<string, string>> = {
    '>=': 'minimum',
    '>': 'exclusiveMinimum',
    '<=': 'maximum',
    '<': 'exclusiveMaximum',
  };
  const keyword = keywords[operator];
  return keyword === undefined ? undefined : tighten(schema, keyword, bound);
}

const sizeKeywords: Readonly<Record<string, readonly [string, string]>> = {
  string: ['minLength', 'maxLength'],
  array: ['minItems', 'maxItems'],
  object: ['minProperties', 'maxProperties'],
};

function compareLength(operator: string, bound: number, schema: JsonObject): JsonObject | undefined {
  const keywords = typeof schema['type'] === 'string' ? sizeKeywords[schema['type']] : undefined;
  // Objects with attributes of their own have a fixed size.
  if (keywords === undefined || schema['properties'] !== undefined) return undefined;
  const [least, greatest] = keywords;
  const limits: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
    '>=': [[least, bound]],
    '>': [[least, bound + 1]],
    '<=': [[greatest, bound]],
    '<': [[greatest, bound - 1]],
    '==': [
      [least, bound],
      [greatest, bound],
    ],
  };
  const found = limits[operator];
  if (found === undefined || found.some(([, value]) => value < 0)) return undefined;
  return found.reduce<JsonObject>((result, [keyword, value]) => tighten(result, keyword, value), schema);
}

/** Of two bounds the narrower one holds. */
function tighten(schema: JsonObject, keyword: string, bound: number): JsonObject {
  const present = schema[keyword];
  if (typeof present !== 'number') return { ...schema, [keyword]: bound };
  const isLower = /^(?:min|exclusiveMin)/.test(keyword);
  return { ...schema, [keyword]: isLower ? Math.max(present, bound) : Math.min(present, bound) };
}

function translateCall(call: CallExpression, schema: JsonObject, isSubject: Subject): JsonObject | undefined {
  const [first, second] = call.args;
  if (first === undefined || call.spread) return undefined;
  switch (call.name) {
    case 'contains':
      return second !== undefined && isSubject(second) ? translateChoices(first, schema) : undefined;
    case 'can':
      return first.kind === 'call' && first.name === 'regex' ? translatePattern(first, schema, isSubject) : undefined;
    case 'alltrue':
      return translateAll(first, schema, isSubject);
    default:
      return undefined;
  }
}

function translateChoices(list: Expression, schema: JsonObject): JsonObject | undefined {
  if (list.kind !== 'tuple' || schema['enum'] !== undefined) return undefined;
  const values = list.items.map((item): JsonValue | undefined => numberOf(item) ?? literalText(item));
  const type = schema['type'] === 'integer' ? 'number' : schema['type'];
  const known = [...new Set(values)].filter((value) => value !== undefined);
  const fits = known.length > 0 && values.every((value) => value !== undefined && jsonType(value) === type);
  return fits ? { ...schema, enum: known } : undefined;
}

function jsonType(value: JsonValue): string {
  return typeof value;
}

function translatePattern({ args }: CallExpression, schema: JsonObject, isSubject: Subject): JsonObject | undefined {
  const [written, subject] = args;
  const pattern = literalText(written);
  if (pattern === undefined || subject === undefined || !isSubject(subject)) return undefined;
  if (schema['type'] !== 'string' || schema['pattern'] !== undefined) return undefined;
  const named = pattern.replaceAll('(?P<', '(?<');
  return patternFault(named) === undefined ? { ...schema, pattern: named } : undefined;
}

/** `[for item in value : condition]`: the condition holds for all members. */
function translateAll(list: Expression, schema: JsonObject, isSubject: Subject): JsonObject | undefined {
  if (list.kind !== 'for' || list.form !== 'tuple' || list.condition !== undefined || list.grouping) return undefined;
  const isOfValues = schema['type'] === 'object' && isCallOf('values', list.collection, isSubject);
  if (!isOfValues && !isSubject(list.collection)) return undefined;
  const keyword = schema['type'] === 'array' ? 'items' : 'additionalProperties';
  const members = schema[keyword];
  if (!isJsonObject(members) || schema['properties'] !== undefined) return undefined;
  const { valueName } = list;
  const isMember: Subject = (expression) => expression.kind === 'reference' && expression.name === valueName;
  const translated = translateMember(list.value, members, isMember);
  return translated && { ...schema, [keyword]: translated };
}

/** A condition over a value itself, or over one attribute of it. */
export function translateMember(
  condition: Expression,
  schema: JsonObject,
  isSubject: (expression: Expression) => boolean,
): JsonObject | undefined {
  const own = translateCondition(condition, schema, isSubject);
  const { properties } = schema;
  if (own !== undefined || !isJsonObject(properties)) return own;
  for (const [name, property] of Object.entries(properties)) {
    if (!isJsonObject(property)) continue;
    const isAttribute: Subject = (expression) =>
      expression.kind === 'attribute-access' && expression.name === name && isSubject(expression.object);
    const translated = translateMember(condition, property, isAttribute);
    if (translated !== undefined) return { ...schema, properties: { ...properties, [name]: translated } };
  }
  return undefined;
}
