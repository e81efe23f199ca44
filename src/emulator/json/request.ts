import type { Json, JsonObject } from '../../config-api/json.ts';
import { limits } from '../../config-api/limits.ts';
import { fieldsOf, isMessage, type Method, pathVariable, queryParameters } from '../../config-api/methods.ts';
import { ApiError, invalidFields } from '../api-error.ts';
import type { Behaviour } from '../options.ts';
import { type Decoding, decodeField, decodeMessage, fieldName, protoName } from './decode.ts';
import { isObject } from './scalars.ts';

/** Parameters every Google API takes; none is a field of a request. */
const systemParameters: readonly string[] = [
  '$.xgafv',
  '$alt',
  '$fields',
  '$key',
  '$prettyPrint',
  'access_token',
  'alt',
  'callback',
  'fields',
  'key',
  'oauth_token',
  'prettyPrint',
  'quotaUser',
  'uploadType',
  'upload_protocol',
];

/**
 * Reads a method's request message from path, query and body.
 * @throws ApiError `INVALID_ARGUMENT` with every fault found.
 */
export function decodeRequest(
  method: Method,
  resource: string,
  query: URLSearchParams,
  body: Uint8Array,
  behaviour: Behaviour,
): JsonObject {
  const decoding: Decoding = { unknownFields: behaviour.unknownFields, violations: [] };
  const fromBody = method.body === undefined ? {} : decodeBody(method, method.body, body, decoding);
  const fromQuery = decodeQuery(method, query, decoding);
  const request = withPath({ ...fromBody, ...fromQuery }, pathVariable(method).field, resource, decoding);
  for (const field of method.requiredQuery ?? []) {
    if (request[field] === undefined || request[field] === '') {
      decoding.violations.push({ field: protoName(field), description: 'is required' });
    }
  }
  if (decoding.violations.length > 0) throw invalidFields(decoding.violations);
  return request;
}

function decodeBody(method: Method, field: string, body: Uint8Array, decoding: Decoding): JsonObject {
  const json = parseBody(body);
  if (field === '*') return decodeMessage(method.request, json, '', decoding);
  const type = fieldsOf(method.request)[field];
  if (type === undefined || !isMessage(type)) return {};
  return { [field]: decodeMessage(type, json, protoName(field), decoding) };
}

function parseBody(body: Uint8Array): Json {
  if (body.byteLength > limits.payloadBytes) {
    throw new ApiError('INVALID_ARGUMENT', `Request payload size exceeds the limit: ${limits.payloadBytes} bytes.`);
  }
  if (body.byteLength === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as Json; // JSON.parse yields JSON
  } catch (error) {
    throw new ApiError('INVALID_ARGUMENT', `Invalid JSON payload received. ${(error as Error).message}`);
  }
}

function decodeQuery(method: Method, query: URLSearchParams, decoding: Decoding): JsonObject {
  const result: Record<string, Json> = {};
  for (const name of new Set(query.keys())) {
    if (systemParameters.includes(name)) continue;
    const [head = '', ...rest] = name.split('.');
    const field = fieldName(method.request, head);
    if (field === undefined || !queryParameters(method).includes(field)) {
      unknownParameter(decoding, name);
      continue;
    }
    const value = decodeParameter(method, field, rest, query.getAll(name), decoding);
    if (value !== undefined) result[field] = value;
  }
  return result;
}

function decodeParameter(
  method: Method,
  field: string,
  rest: readonly string[],
  values: readonly string[],
  decoding: Decoding,
): Json | undefined {
  const type = fieldsOf(method.request)[field] ?? 'string';
  if (type.endsWith('[]')) return decodeField(type, values, protoName(field), decoding);
  const text = values.at(-1) ?? '';
  if (isMessage(type) && rest.length === 1) {
    return decodeMessage(type, { [rest[0] ?? '']: text }, protoName(field), decoding);
  }
  const isBool = type === 'bool' && /^(true|false)$/i.test(text);
  const isNumber = !['string', 'bool', 'FieldMask'].includes(type) && /^\d+$/.test(text);
  return decodeField(
    type,
    isBool ? text.toLowerCase() === 'true' : isNumber ? Number(text) : text,
    protoName(field),
    decoding,
  );
}

function unknownParameter(decoding: Decoding, name: string): void {
  if (decoding.unknownFields === 'ignore') return;
  const shown = JSON.stringify(name);
  decoding.violations.push({
    field: name,
    description: `Invalid JSON payload received. Unknown name ${shown}: Cannot bind query parameter. Field ${shown} could not be found in request message.`,
  });
}

/** Sets the field the path fills; a body that names another resource is refused. */
function withPath(request: JsonObject, field: string, resource: string, decoding: Decoding): JsonObject {
  const [head = '', tail] = field.split('.');
  if (tail === undefined) return { ...request, [head]: resource };
  const message = request[head];
  const inner: JsonObject = isObject(message) ? message : {};
  const given = inner[tail];
  if (given !== undefined && given !== '' && given !== resource) {
    decoding.violations.push({ field: protoName(field), description: `must be '${resource}' as in the path` });
  }
  return { ...request, [head]: { ...inner, [tail]: resource } };
}
