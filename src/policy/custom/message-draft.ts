import { isOptional } from '../../cel/partial/elements.ts';
import {
  type AttributePath,
  derived,
  type FieldType,
  type MessageSchema,
  type MessageValue,
  type PartialValue,
  type UnknownValue,
} from '../../cel/partial/partial-value.ts';
import type { FieldStep } from './type-layout.ts';

/** A message that is being put together. */
export interface MessageDraft {
  readonly fields: Map<string, PartialValue | MessageDraft>;
  /** Written as a block; a message around a value that is set is there too. */
  isPresent: boolean;
  /** A value that may turn out to be null, and with it a message that has nothing else. Absent: there is none. */
  presence?: UnknownValue;
  readonly path: AttributePath;
  /** It is a map, not a message. */
  readonly isMap?: true;
}

/** An empty draft. */
export function newDraft(path: AttributePath): MessageDraft {
  return { fields: new Map(), isPresent: true, path };
}

/**
 * Puts a value at a path; what stands there already stays where two attributes name the same field. With `isOutput` the message around
 * it is not there by that.
 */
export function write(
  draft: MessageDraft,
  steps: readonly FieldStep[],
  value: PartialValue,
  path: AttributePath,
  isOutput = false,
): void {
  const last = steps.at(-1);
  if (last === undefined) return;
  const message = descend(draft, steps.slice(0, -1), path, typeof last === 'object');
  if (message === undefined) return;
  if (!isOutput && isOptional(value)) message.presence ??= derived(value);
  else if (!isOutput) message.isPresent = true;
  const name = typeof last === 'object' ? last.key : last;
  const before = message.fields.get(name);
  if (before !== undefined && 'isMap' in before && value.kind === 'map') {
    for (const [key, entry] of value.entries) before.fields.set(key, entry);
  } else if (before === undefined || isMore(before, value)) message.fields.set(name, value);
}

/** Whether a value says more of a field than what stands there: the whole of a list, or that a part of it is not known. */
function isMore(before: PartialValue | MessageDraft, value: PartialValue): boolean {
  if (!('kind' in before)) return value.kind === 'unknown';
  if (before.kind === 'unknown') return false;
  return value.kind === 'list' || (value.kind === 'unknown' && before.kind !== 'scalar');
}

/** The draft of the message at a path, made where there is none; undefined where something else stands there. */
export function descend(
  draft: MessageDraft,
  steps: readonly FieldStep[],
  path: AttributePath,
  isMap = false,
): MessageDraft | undefined {
  let current = draft;
  for (const [index, step] of steps.entries()) {
    if (typeof step !== 'string') return undefined;
    const next = current.fields.get(step);
    const wantsMap = isMap && index === steps.length - 1;
    const draftOfNext = openDraft(next, path, wantsMap);
    if (draftOfNext === undefined) return undefined;
    if (draftOfNext !== next) current.fields.set(step, draftOfNext);
    current = draftOfNext;
  }
  return current;
}

function openDraft(
  present: PartialValue | MessageDraft | undefined,
  path: AttributePath,
  isMap: boolean,
): MessageDraft | undefined {
  const empty: MessageDraft = { fields: new Map(), isPresent: false, path, ...(isMap && { isMap }) };
  if (present === undefined) return empty;
  if (!('kind' in present)) return present;
  if (!isMap || present.kind !== 'map') return undefined;
  for (const [key, value] of present.entries) empty.fields.set(key, value);
  return empty;
}

/** What stands at a path already; undefined for nothing, and for messages that are being put together. */
export function readField(draft: MessageDraft, steps: readonly FieldStep[]): PartialValue | undefined {
  let current: PartialValue | MessageDraft | undefined = draft;
  for (const step of steps) {
    if (current === undefined || 'kind' in current || typeof step !== 'string') return undefined;
    current = current.fields.get(step);
  }
  return current !== undefined && 'kind' in current ? current : undefined;
}

/** The message of a draft. */
export function finishMessage(draft: MessageDraft, schema: MessageSchema): MessageValue {
  const fields = new Map<string, PartialValue>();
  for (const [name, value] of draft.fields) {
    if ('kind' in value) fields.set(name, value);
    else {
      const finished = finishInner(value, schema.fields.get(name)?.type);
      if (finished !== undefined) fields.set(name, finished);
    }
  }
  return { kind: 'message', schema, fields, paths: draft.path.length === 0 ? [] : [draft.path] };
}

function finishInner(draft: MessageDraft, type: FieldType | undefined): PartialValue | undefined {
  if (!draft.isPresent && draft.fields.size === 0) return undefined;
  if (type?.kind === 'message') {
    const message = finishMessage(draft, type.schema);
    if (isThere(draft)) return message;
    const presence = presenceOf(draft);
    return presence === undefined ? { ...message, isUnset: true } : { ...message, presence };
  }
  if (draft.isMap !== true) return undefined;
  const entries = [...draft.fields].filter((entry): entry is [string, PartialValue] => 'kind' in entry[1]);
  return { kind: 'map', entries: new Map(entries), paths: [draft.path] };
}

/** A message is there when it was written, or one below it. */
function isThere(draft: MessageDraft): boolean {
  return draft.isPresent || [...draft.fields.values()].some((field) => !('kind' in field) && isThere(field));
}

/** What decides whether a message is there that is not there for certain. */
function presenceOf(draft: MessageDraft): UnknownValue | undefined {
  if (draft.presence !== undefined) return draft.presence;
  for (const field of draft.fields.values()) {
    const inner = 'kind' in field ? undefined : presenceOf(field);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** The type of the field at a path. */
export function fieldType(schema: MessageSchema, steps: readonly FieldStep[]): FieldType | undefined {
  let type: FieldType | undefined = { kind: 'message', schema };
  for (const step of steps) {
    if (type?.kind !== 'message' || typeof step !== 'string') return undefined;
    type = type.schema.fields.get(step)?.type;
  }
  return type;
}
