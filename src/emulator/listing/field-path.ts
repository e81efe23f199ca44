import type { Json } from '../../config-api/json.ts';
import { fieldsOf, isMessage, type MessageName } from '../../config-api/methods.ts';
import { fieldName } from '../json/decode.ts';
import { isObject } from '../json/scalars.ts';

/** A field path made out against a message. */
export interface FieldPath {
  /** Names as JSON spells them. */
  readonly steps: readonly string[];
  /** Type at its end, in the table's spelling; `Value` where anything may stand. */
  readonly type: string;
}

const freeForm: readonly string[] = ['Value', 'Any', 'Status'];

/** Makes out a path written in either spelling, into messages, lists of messages, maps and free-form JSON; undefined when there is none. */
export function resolveFieldPath(message: MessageName, path: readonly string[]): FieldPath | undefined {
  const steps: string[] = [];
  let type: string = message;
  for (const written of path) {
    const step = resolveStep(type, written);
    if (step === undefined) return undefined;
    steps.push(step.name);
    type = step.type;
  }
  return { steps, type };
}

function resolveStep(type: string, written: string): { readonly name: string; readonly type: string } | undefined {
  const element = /^map<(.+)>$/.exec(type)?.[1];
  if (element !== undefined) return { name: written, type: mapStep(element, written) };
  const inner = type.endsWith('[]') ? type.slice(0, -2) : type;
  if (freeForm.includes(inner)) return { name: written, type: 'Value' };
  const name = isMessage(inner) ? fieldName(inner, written) : undefined;
  return name === undefined || !isMessage(inner) ? undefined : { name, type: fieldsOf(inner)[name] ?? 'Value' };
}

/**
 * Below a map of messages either a key or, as the guide's `caiAssets.fullResourceName` shows, a field of every value.
 * @see https://docs.cloud.google.com/infrastructure-manager/docs/view-deployments
 */
function mapStep(element: string, written: string): string {
  if (!isMessage(element)) return element;
  const field = fieldName(element, written);
  return field === undefined ? (written === 'type' ? 'string' : element) : (fieldsOf(element)[field] ?? 'Value');
}

/** Every value a path leads to; lists and maps of messages are looked into. */
export function valuesAt(json: Json | undefined, steps: readonly string[]): readonly Json[] {
  if (json === undefined) return [];
  const [step, ...rest] = steps;
  if (step === undefined) return [json];
  if (Array.isArray(json)) return json.flatMap((item: Json) => valuesAt(item, steps));
  if (!isObject(json)) return [];
  if (Object.hasOwn(json, step)) return valuesAt(json[step], rest);
  const values = Object.values(json);
  if (step === 'type' && rest.length === 0 && values.every(isObject)) return Object.keys(json);
  return values.every(isObject) ? values.flatMap((value) => valuesAt(value, steps)) : [];
}
