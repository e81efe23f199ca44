import { enums, oneofs } from '../../config-api/descriptors.ts';
import type { Json, JsonObject } from '../../config-api/json.ts';
import { fieldsOf, isMessage, type MessageName } from '../../config-api/methods.ts';
import type { FieldViolation } from '../../config-api/status.ts';
import { isObject, scalarDecoders } from './scalars.ts';

/** What to do about unknown fields; faults are added to `violations`, at paths in proto names. */
export interface Decoding {
  readonly unknownFields: 'refuse' | 'ignore';
  readonly violations: FieldViolation[];
}

/** JSON name of a field given in either spelling; undefined when the message has no such field. */
export function fieldName(message: MessageName, name: string): string | undefined {
  const fields = fieldsOf(message);
  if (Object.hasOwn(fields, name)) return name;
  const camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return name.includes('_') && Object.hasOwn(fields, camel) ? camel : undefined;
}

/** A field's proto name. */
export function protoName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Reads a message: fields in camelCase, enums by name, null and unknown fields left out. */
export function decodeMessage(message: MessageName, json: Json, path: string, decoding: Decoding): JsonObject {
  if (!isObject(json)) {
    violate(
      decoding,
      path,
      `Proto field is not repeating or not a message, cannot start list or scalar: ${shown(json)}`,
    );
    return {};
  }
  const entries: [string, Json][] = [];
  for (const [given, value] of Object.entries(json)) {
    const name = fieldName(message, given);
    if (name === undefined) {
      unknownField(decoding, path, given);
      continue;
    }
    const type = fieldsOf(message)[name] ?? 'Value';
    if (value === null && type !== 'Value') continue;
    const decoded = decodeField(type, value, below(path, name), decoding);
    if (decoded === undefined) continue;
    if (entries.some(([other]) => other === name)) violate(decoding, below(path, name), 'is given twice');
    entries.push([name, decoded]);
  }
  checkOneofs(message, entries, path, decoding);
  return Object.fromEntries(entries);
}

/** Reads a value of any type of the table; undefined after a fault. */
export function decodeField(type: string, json: Json, path: string, decoding: Decoding): Json | undefined {
  if (type.endsWith('[]')) return decodeList(type.slice(0, -2), json, path, decoding);
  const element = /^map<(.+)>$/.exec(type)?.[1];
  if (element !== undefined) return decodeMap(element, json, path, decoding);
  if (isMessage(type)) return decodeMessage(type, json, path, decoding);
  const decoded = isEnum(type) ? decodeEnum(type, json) : scalarDecoders[type]?.(json);
  if (decoded === undefined) violate(decoding, path, `Invalid value (${publicName(type)}), ${shown(json)}`);
  return decoded;
}

function decodeList(type: string, json: Json, path: string, decoding: Decoding): Json | undefined {
  if (!Array.isArray(json)) {
    violate(decoding, path, `Proto field is repeated, but the value is not a list: ${shown(json)}`);
    return undefined;
  }
  return json.flatMap((item: Json, index) => decodeField(type, item, `${path}[${index}]`, decoding) ?? []);
}

function decodeMap(type: string, json: Json, path: string, decoding: Decoding): Json | undefined {
  if (!isObject(json)) {
    violate(decoding, path, `Proto field is a map, but the value is not an object: ${shown(json)}`);
    return undefined;
  }
  const entries: [string, Json][] = [];
  for (const [key, value] of Object.entries(json)) {
    const decoded = decodeField(type, value, `${path}[${JSON.stringify(key)}]`, decoding);
    if (decoded !== undefined) entries.push([key, decoded]);
  }
  return Object.fromEntries(entries);
}

function checkOneofs(message: string, entries: readonly [string, Json][], path: string, decoding: Decoding): void {
  const groups: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = oneofs;
  for (const [group, members] of Object.entries(groups[message] ?? {})) {
    const set = entries.map(([name]) => name).filter((name) => members.includes(name));
    if (set.length > 1) {
      violate(decoding, path, `oneof field '${group}' is already set. Cannot set '${protoName(set[1] ?? '')}'`);
    }
  }
}

/** Whether a type of the table is an enum. */
export function isEnum(type: string): type is keyof typeof enums {
  return Object.hasOwn(enums, type);
}

function decodeEnum(type: keyof typeof enums, json: Json): string | undefined {
  const values: Readonly<Record<string, number>> = enums[type];
  if (typeof json === 'string') return Object.hasOwn(values, json) ? json : undefined;
  return Object.keys(values).find((name) => values[name] === json);
}

function unknownField(decoding: Decoding, path: string, name: string): void {
  if (decoding.unknownFields === 'ignore') return;
  const at = path === '' ? '' : ` at '${path}'`;
  decoding.violations.push({
    field: path,
    description: `Invalid JSON payload received. Unknown name ${JSON.stringify(name)}${at}: Cannot find field.`,
  });
}

function violate(decoding: Decoding, path: string, description: string): void {
  decoding.violations.push({ field: path, description });
}

function below(path: string, name: string): string {
  return path === '' ? protoName(name) : `${path}.${protoName(name)}`;
}

function publicName(type: string): string {
  return isEnum(type) ? `type.googleapis.com/google.cloud.config.v1.${type}` : `TYPE_${type.toUpperCase()}`;
}

/** A value as messages show it: scalars in full up to a readable length, others by their kind. */
function shown(json: Json): string {
  if (typeof json === 'object' && json !== null) return Array.isArray(json) ? 'a list' : 'an object';
  const text = JSON.stringify(json);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
