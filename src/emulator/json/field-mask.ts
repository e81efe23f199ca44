import { oneofs } from '../../config-api/descriptors.ts';
import type { Json, JsonObject } from '../../config-api/json.ts';
import { fieldsOf, isMessage, type MessageName } from '../../config-api/methods.ts';
import { invalidField } from '../api-error.ts';
import { fieldName } from './decode.ts';
import { isObject } from './scalars.ts';

/** A path of a mask in JSON names; the last step may be the key of a map. */
export type MaskPath = readonly string[];

/**
 * Reads `labels,terraform_blueprint.inputValues` for a message, `*` as every field of it.
 * @throws ApiError when a path does not exist.
 * @see https://google.aip.dev/161
 */
export function parseMask(message: MessageName, mask: string): readonly MaskPath[] {
  const paths: MaskPath[] = [];
  for (const text of mask.split(',').map((path) => path.trim())) {
    if (text === '*') paths.push(...Object.keys(fieldsOf(message)).map((field) => [field]));
    else paths.push(parsePath(message, text));
  }
  return paths;
}

function parsePath(message: MessageName, text: string): MaskPath {
  const path: string[] = [];
  let type: string = message;
  for (const step of splitPath(text)) {
    const element: string | undefined = /^map<(.+)>$/.exec(type)?.[1];
    const name: string | undefined = element !== undefined ? step : isMessage(type) ? fieldName(type, step) : undefined;
    if (name === undefined || name === '') {
      throw invalidField('update_mask', `The field mask path '${text}' is not a field of ${message}`);
    }
    path.push(name);
    type = element ?? (isMessage(type) ? (fieldsOf(type)[name] ?? 'Value') : 'Value');
  }
  return path;
}

/** Splits at dots outside of backticks; map keys may stand in backticks. */
function splitPath(text: string): readonly string[] {
  const steps = [''];
  let isQuoted = false;
  for (const character of text) {
    if (character === '`') isQuoted = !isQuoted;
    else if (character === '.' && !isQuoted) steps.push('');
    else steps.push(`${steps.pop()}${character}`);
  }
  return steps;
}

/** `target` with the masked parts as `source` has them; what `source` does not have is removed. */
export function applyMask(
  message: MessageName,
  target: JsonObject,
  source: JsonObject,
  paths: readonly MaskPath[],
): JsonObject {
  return paths.reduce((result, path) => assign(message, result, source, path), target);
}

function assign(type: string, target: JsonObject, source: JsonObject, path: MaskPath): JsonObject {
  const [step = '', ...rest] = path;
  const given: Json | undefined = Object.hasOwn(source, step) ? source[step] : undefined;
  const value = rest.length === 0 ? given : nested(type, target, given, step, rest);
  const others = Object.entries(target).filter(
    ([name]) => name !== step && !(value !== undefined && excludes(type, step, name)),
  );
  return Object.fromEntries(value === undefined ? others : [...others, [step, value]]);
}

function nested(type: string, target: JsonObject, given: Json | undefined, step: string, rest: MaskPath): Json {
  const current = Object.hasOwn(target, step) ? target[step] : undefined;
  const inner = isMessage(type) ? (fieldsOf(type)[step] ?? 'Value') : (/^map<(.+)>$/.exec(type)?.[1] ?? 'Value');
  return assign(inner, isObject(current) ? current : {}, isObject(given) ? given : {}, rest);
}

/** Whether setting one field of a oneof unsets another. */
function excludes(type: string, field: string, other: string): boolean {
  const groups: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = oneofs;
  return Object.values(groups[type] ?? {}).some((members) => members.includes(field) && members.includes(other));
}
