import { isJsonObject } from '../../load/json-values.ts';
import { alignRows, hclLiteral, textOf } from '../languages/hcl-literal.ts';
import { asSchema, type FlatSchema, flattenSchema, isNullable, typesOf } from './flat-schema.ts';

/**
 * The Terraform type constraint for the values of a schema, over several lines where it has attributes. Schemas that no type fits
 * (several types, no type at all) become `any`; Terraform then takes what the value is.
 *
 * @param indent indentation of the line the type begins on
 * @see https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function terraformType(schema: FlatSchema, indent: string): string {
  const types = typesOf(schema).filter((type) => type !== 'null');
  const [type] = types;
  const isNumber = types.every((one) => one === 'number' || one === 'integer');
  if (type === undefined || (types.length > 1 && !isNumber)) return 'any';
  switch (type) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      return listType(schema, indent);
    case 'object':
      return objectType(schema, indent);
    default:
      return 'any';
  }
}

function listType(schema: FlatSchema, indent: string): string {
  if (schema.keywords['prefixItems'] !== undefined) return 'any';
  const items = asSchema(schema, schema.keywords['items']);
  return items === undefined ? 'any' : `list(${terraformType(items, indent)})`;
}

function objectType(schema: FlatSchema, indent: string): string {
  const { properties, additionalProperties, required } = schema.keywords;
  if (isJsonObject(properties)) {
    const inner = `${indent}  `;
    const names = Object.keys(properties);
    if (names.length === 0) return 'object({})';
    if (!names.every((name) => /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name))) return 'any';
    const isRequired = new Set(Array.isArray(required) ? required : []);
    const rows = names.map((name) => {
      const attribute = flattenSchema(schema.root, properties[name]);
      const text = attributeType(attribute, isRequired.has(name), inner);
      return { key: name, pointer: '', value: [{ text, pointer: '' }] };
    });
    return `object({\n${alignRows(rows)
      .map(({ key, value }) => `${inner}${key}${textOf(value)}\n`)
      .join('')}${indent}})`;
  }
  const values = asSchema(schema, additionalProperties);
  return values === undefined ? 'any' : `map(${terraformType(values, indent)})`;
}

function attributeType(attribute: FlatSchema, isRequired: boolean, indent: string): string {
  const type = terraformType(attribute, indent);
  if (isRequired) return type;
  const fallback = attribute.keywords['default'];
  if (fallback === undefined || isNullable(attribute)) return `optional(${type})`;
  return `optional(${type}, ${hclLiteral(fallback, indent)})`;
}
