import type { CallExpression, Expression, ObjectItem } from '../../hcl/ast.ts';
import type { JsonObject, JsonValue } from '../../load/document.ts';
import { constantOf } from './constant.ts';

/** The JSON Schema of the values of a Terraform type constraint; `{}` (anything) for `any` and for what is no type. */
export function schemaOfType(type: Expression): JsonObject {
  if (type.kind === 'reference') return primitives[type.name] ?? {};
  if (type.kind === 'parenthesized') return schemaOfType(type.expression);
  return type.kind === 'call' ? schemaOfCall(type) : {};
}

const primitives: Readonly<Record<string, JsonObject>> = {
  string: { type: 'string' },
  number: { type: 'number' },
  bool: { type: 'boolean' },
};

function schemaOfCall({ name, args }: CallExpression): JsonObject {
  const [argument] = args;
  if (argument === undefined) return {};
  switch (name) {
    case 'list':
      return { type: 'array', items: schemaOfType(argument) };
    case 'set':
      return { type: 'array', items: schemaOfType(argument), uniqueItems: true };
    case 'map':
      return { type: 'object', additionalProperties: schemaOfType(argument) };
    case 'tuple':
      return argument.kind === 'tuple' ? { type: 'array', prefixItems: argument.items.map(schemaOfType) } : {};
    case 'object':
      return argument.kind === 'object' ? schemaOfObject(argument.items) : {};
    default:
      return {};
  }
}

function schemaOfObject(items: readonly ObjectItem[]): JsonObject {
  const properties: Record<string, JsonValue> = {};
  const required: string[] = [];
  for (const { bareKey, key, value } of items) {
    const name = bareKey ?? constantOf(key);
    if (typeof name !== 'string') continue;
    const isOptional = value.kind === 'call' && value.name === 'optional';
    const [type = value, fallback] = isOptional ? value.args : [value];
    const standard = fallback && constantOf(fallback);
    properties[name] = { ...schemaOfType(type), ...(standard != null && { default: standard }) };
    if (!isOptional) required.push(name);
  }
  return { type: 'object', ...(required.length > 0 && { required }), properties, additionalProperties: false };
}
