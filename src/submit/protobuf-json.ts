import { enums } from '../config-api/descriptors.ts';
import { fieldsOf, isMessage } from '../config-api/methods.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A value of the service's JSON as generated clients take it, by the type that the table of messages gives it: the well-known types
 * (`Value`, `FieldMask`, `Timestamp`, `bytes`) have another form there. Members that are no fields are left out.
 * @see https://protobuf.dev/programming-guides/json/
 */
export function toProtobuf(type: string, json: unknown): unknown {
  return convert(type, json, { wellKnown: toWellKnown, hasNulls: true });
}

/** The opposite of `toProtobuf`: unset fields (`null`) are left out, enum numbers become names, int64 a text. */
export function fromProtobuf(type: string, message: unknown): unknown {
  return convert(type, message, { wellKnown: fromWellKnown, hasNulls: false });
}

interface Direction {
  readonly wellKnown: (type: string, value: unknown) => unknown;
  /** Whether `null` in the place of a `Value` is one; else it says that the field is not set. */
  readonly hasNulls: boolean;
}

function convert(type: string, value: unknown, direction: Direction): unknown {
  const ofMap = /^map<(.+)>$/.exec(type)?.[1];
  // Casts: a value of a list, map or message type has that form.
  if (type.endsWith('[]'))
    return (value as readonly unknown[]).map((item) => convert(type.slice(0, -2), item, direction));
  if (ofMap !== undefined) return mapValues(value as Fields, (member) => convert(ofMap, member, direction));
  if (!isMessage(type)) return direction.wellKnown(type, value);
  const types: Fields = fieldsOf(type);
  const members = Object.entries(value as Fields).flatMap(([key, member]) => {
    const fieldType = types[key];
    if (typeof fieldType !== 'string' || member === undefined) return [];
    if (member === null && !(fieldType === 'Value' && direction.hasNulls)) return [];
    return [[key, convert(fieldType, member, direction)]];
  });
  return Object.fromEntries(members);
}

function toWellKnown(type: string, json: unknown): unknown {
  switch (type) {
    case 'Value':
      return toValue(json);
    case 'FieldMask':
      return { paths: String(json).split(',').map(snakeCase) };
    case 'Timestamp': {
      const milliseconds = Date.parse(String(json));
      return {
        seconds: Math.floor(milliseconds / 1_000),
        nanos: (((milliseconds % 1_000) + 1_000) % 1_000) * 1_000_000,
      };
    }
    case 'bytes':
      return Buffer.from(String(json), 'base64');
    default:
      return json;
  }
}

function fromWellKnown(type: string, message: unknown): unknown {
  switch (type) {
    case 'Value':
      return fromValue(message as Fields);
    case 'FieldMask':
      return ((message as { readonly paths?: readonly string[] }).paths ?? []).map(camelCase).join(',');
    case 'Timestamp':
      return fromTimestamp(message as { readonly seconds?: unknown; readonly nanos?: unknown });
    case 'bytes':
      return Buffer.from(message as Uint8Array).toString('base64');
    case 'int64':
      return String(message);
    default:
      return typeof message === 'number' && type in enums ? enumName(type, message) : message;
  }
}

function toValue(json: unknown): unknown {
  if (json === null || json === undefined) return { nullValue: 'NULL_VALUE' };
  if (typeof json === 'string') return { stringValue: json };
  if (typeof json === 'number') return { numberValue: json };
  if (typeof json === 'boolean') return { boolValue: json };
  if (Array.isArray(json)) return { listValue: { values: json.map(toValue) } };
  return { structValue: { fields: mapValues(json as Fields, toValue) } };
}

/** The member that is set tells the kind; clients that add a `kind` of their own do no harm. */
function fromValue(value: Fields): unknown {
  // Casts: the published form of a list and of a struct.
  const { listValue, structValue, stringValue, numberValue, boolValue } = value;
  if (listValue) return ((listValue as { values?: readonly Fields[] }).values ?? []).map(fromValue);
  if (structValue)
    return mapValues((structValue as { fields?: Fields }).fields ?? {}, (one) => fromValue(one as Fields));
  return stringValue ?? numberValue ?? boolValue ?? null;
}

function fromTimestamp({ seconds, nanos }: { readonly seconds?: unknown; readonly nanos?: unknown }): string {
  const whole = new Date(Number(seconds ?? 0) * 1_000).toISOString().slice(0, -'.000Z'.length);
  return `${whole}.${String(nanos ?? 0).padStart(9, '0')}Z`;
}

function enumName(type: string, number: number): unknown {
  // Cast: the table holds names with their numbers.
  const values = enums[type as keyof typeof enums] as Readonly<Record<string, number>>;
  return Object.keys(values).find((name) => values[name] === number) ?? number;
}

function mapValues(record: Fields, change: (value: unknown) => unknown): Fields {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** Field paths of a mask in proto spelling. */
function snakeCase(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function camelCase(path: string): string {
  return path.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
