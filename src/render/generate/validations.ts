import type { JsonValue } from '../../load/document.ts';
import { isJsonList, isJsonObject } from '../../load/json-values.ts';
import { hclLiteral, hclString } from '../languages/hcl-literal.ts';
import { asSchema, type FlatSchema, flattenSchema, isNullable, typesOf } from './flat-schema.ts';
import { formatCondition } from './format-conditions.ts';

/** A `validation` block: a condition over the variable, and what its error says (a phrase that follows the value's name). */
export interface Validation {
  readonly condition: string;
  readonly must: string;
}

/**
 * The constraints of a schema as conditions that Terraform 1.5.7 can check: every keyword that has one. Keywords without a counterpart
 * (`anyOf`, `not`, `if`, `contains`, `patternProperties`) are left to imprint itself, which checks the values before they get here.
 *
 * @param expression the value, such as `var.region`
 * @param name what messages call it, such as `region`
 */
export function validations(schema: FlatSchema, expression: string, name: string, depth = 0): Validation[] {
  const own = [...anyKeywords(schema, expression, name), ...typedKeywords(schema, expression, name, depth)];
  if (!isNullable(schema)) return own;
  return own.map((one) => ({ ...one, condition: orNull(expression, one.condition) }));
}

/** Terraform 1.5.7 evaluates both sides of `||`; only a conditional guards its other branch. */
function orNull(expression: string, condition: string): string {
  return `${expression} == null ? true : ${condition}`;
}

function anyKeywords({ keywords }: FlatSchema, expression: string, name: string): Validation[] {
  const allowed = keywords['const'] === undefined ? keywords['enum'] : [keywords['const']];
  if (!isJsonList(allowed) || !allowed.every(isScalar)) return [];
  const values = allowed.filter((value) => value !== null);
  const literals = values.map((value) => hclLiteral(value));
  const condition =
    values.length === 1 ? `${expression} == ${literals.join()}` : `contains([${literals.join(', ')}], ${expression})`;
  return [
    { condition, must: `${name} must be ${values.length === 1 ? '' : 'one of '}${values.map(String).join(', ')}` },
  ];
}

function isScalar(value: JsonValue): boolean {
  return typeof value !== 'object' || value === null;
}

function typedKeywords(schema: FlatSchema, expression: string, name: string, depth: number): Validation[] {
  const types = typesOf(schema).filter((type) => type !== 'null');
  if (types.every((type) => type === 'number' || type === 'integer'))
    return numberKeywords(schema, types, expression, name);
  if (types.length !== 1) return [];
  switch (types[0]) {
    case 'string':
      return stringKeywords(schema, expression, name);
    case 'array':
      return listKeywords(schema, expression, name, depth);
    case 'object':
      return objectKeywords(schema, expression, name, depth);
    default:
      return [];
  }
}

function numberKeywords({ keywords }: FlatSchema, types: readonly string[], value: string, name: string): Validation[] {
  const found: Validation[] = [];
  if (types.length > 0 && !types.includes('number')) {
    found.push({ condition: `floor(${value}) == ${value}`, must: `${name} must be a whole number` });
  }
  const bounds = [
    ['minimum', '>=', 'at least'],
    ['exclusiveMinimum', '>', 'more than'],
    ['maximum', '<=', 'at most'],
    ['exclusiveMaximum', '<', 'less than'],
  ] as const;
  for (const [keyword, operator, words] of bounds) {
    const bound = keywords[keyword];
    if (typeof bound === 'number') {
      found.push({ condition: `${value} ${operator} ${bound}`, must: `${name} must be ${words} ${bound}` });
    }
  }
  const step = keywords['multipleOf'];
  if (typeof step === 'number') {
    found.push({ condition: `${value} % ${step} == 0`, must: `${name} must be a multiple of ${step}` });
  }
  return found;
}

function stringKeywords({ keywords }: FlatSchema, value: string, name: string): Validation[] {
  const found = sizeValidations(keywords['minLength'], keywords['maxLength'], `length(${value})`, name, 'character');
  const { pattern, format } = keywords;
  if (typeof pattern === 'string') {
    const condition = `can(regex(${hclString(goPattern(pattern))}, ${value}))`;
    found.push({ condition, must: `${name} must match ${pattern}` });
  }
  const known = typeof format === 'string' ? formatCondition(format, value) : undefined;
  if (known !== undefined) found.push({ condition: known.condition, must: `${name} must be ${known.words}` });
  return found;
}

/** Named groups as every version of Go spells them; the rest was checked to be RE2 when the blueprint was read. */
function goPattern(pattern: string): string {
  return pattern.replace(/\(\?<(?![=!])/g, '(?P<');
}

function sizeValidations(
  minimum: JsonValue | undefined,
  maximum: JsonValue | undefined,
  size: string,
  name: string,
  unit: string,
): Validation[] {
  const found: Validation[] = [];
  if (typeof minimum === 'number' && minimum > 0) {
    found.push({
      condition: `${size} >= ${minimum}`,
      must: `${name} must have at least ${minimum} ${unit}${minimum === 1 ? '' : 's'}`,
    });
  }
  if (typeof maximum === 'number') {
    found.push({
      condition: `${size} <= ${maximum}`,
      must: `${name} must have at most ${maximum} ${unit}${maximum === 1 ? '' : 's'}`,
    });
  }
  return found;
}

function listKeywords(schema: FlatSchema, value: string, name: string, depth: number): Validation[] {
  const { keywords } = schema;
  const found = sizeValidations(keywords['minItems'], keywords['maxItems'], `length(${value})`, name, 'element');
  if (keywords['uniqueItems'] === true) {
    const condition = `length(distinct(${value})) == length(${value})`;
    found.push({ condition, must: `${name} must not repeat elements` });
  }
  const items = asSchema(schema, keywords['items']);
  return items === undefined ? found : [...found, ...overAll(items, value, `each element of ${name}`, depth)];
}

function objectKeywords(schema: FlatSchema, value: string, name: string, depth: number): Validation[] {
  const { properties, additionalProperties, propertyNames, required } = schema.keywords;
  if (isJsonObject(properties)) {
    const isRequired = new Set(isJsonList(required) ? required : []);
    return Object.entries(properties).flatMap(([key, property]) => {
      const member = flattenSchema(schema.root, property);
      const called = depth === 0 ? `${name}.${key}` : `${key} of ${name}`;
      const found = validations(member, `${value}.${key}`, called, depth);
      if (isRequired.has(key) || isNullable(member) || member.keywords['default'] !== undefined) return found;
      return found.map((one) => ({ ...one, condition: orNull(`${value}.${key}`, one.condition) }));
    });
  }
  const { minProperties, maxProperties } = schema.keywords;
  const found = sizeValidations(minProperties, maxProperties, `length(${value})`, name, 'key');
  const keys = asSchema(schema, propertyNames);
  if (keys !== undefined) {
    const typed = { ...keys, keywords: { type: 'string', ...keys.keywords } };
    found.push(...overAll(typed, `keys(${value})`, `each key of ${name}`, depth));
  }
  const values = asSchema(schema, additionalProperties);
  if (values !== undefined) found.push(...overAll(values, `values(${value})`, `each value of ${name}`, depth));
  return found;
}

/** Deeper lists of lists than this are not looked into. */
const itemNames = ['item', 'inner', 'innermost'];

function overAll(schema: FlatSchema, collection: string, name: string, depth: number): Validation[] {
  const item = itemNames[depth];
  if (item === undefined) return [];
  return validations(schema, item, name, depth + 1).map(({ condition, must }) => ({
    condition: `alltrue([for ${item} in ${collection} : ${condition}])`,
    must,
  }));
}
