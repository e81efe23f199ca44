import { enums } from '../../config-api/descriptors.ts';
import type { Json } from '../../config-api/json.ts';
import { fieldsOf, isMessage, type MessageName } from '../../config-api/methods.ts';
import { isEnum } from './decode.ts';
import { isObject } from './scalars.ts';

const typePrefix = 'type.googleapis.com/google.cloud.config.v1.';

/** A message with every enum as its number (`enum-encoding=int`); what it holds is otherwise unchanged. */
export function withEnumNumbers(type: string, json: Json): Json {
  if (type.endsWith('[]')) {
    const element = type.slice(0, -2);
    return Array.isArray(json) ? json.map((item: Json) => withEnumNumbers(element, item)) : json;
  }
  const element = /^map<(.+)>$/.exec(type)?.[1];
  if (element !== undefined) return mapObject(json, (value) => withEnumNumbers(element, value));
  if (isEnum(type)) return enumNumber(type, json);
  if (type === 'Any') return anyWithEnumNumbers(json);
  if (!isMessage(type)) return json;
  return mapObject(json, (value, name) => withEnumNumbers(fieldsOf(type)[name] ?? 'Value', value));
}

function anyWithEnumNumbers(json: Json): Json {
  const type = isObject(json) ? json['@type'] : undefined;
  if (typeof type !== 'string' || !type.startsWith(typePrefix)) return json;
  const message: string = type.slice(typePrefix.length);
  return isMessage(message) ? withEnumNumbers(message satisfies MessageName, json) : json;
}

function enumNumber(type: keyof typeof enums, json: Json): Json {
  const values: Readonly<Record<string, number>> = enums[type];
  return typeof json === 'string' && Object.hasOwn(values, json) ? (values[json] ?? json) : json;
}

function mapObject(json: Json, change: (value: Json, name: string) => Json): Json {
  if (!isObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, change(value, name)]));
}
