import {
  type AttributePath,
  type FieldType,
  type MessageSchema,
  type MessageValue,
  type PartialValue,
  scalar,
  type UnknownValue,
} from '../../cel/partial/partial-value.ts';
import type { ObjectValue, Value } from '../../hcl/value.ts';
import { isSequence } from '../../hcl/values/values.ts';
import { convertLabels } from './convert-labels.ts';
import { convertValue } from './convert-value.ts';
import { expandReference } from './resource-references.ts';
import { transform } from './transforms.ts';
import { type AttributeLayout, allLabels, type BlockLayout, type FieldStep, type LevelLayout } from './type-layout.ts';

/** What a message is made from: planned values, and what the module says about them. */
export interface MessageSource {
  readonly values: ObjectValue;
  /** Undefined when it cannot be told which element of a set this is. */
  readonly configuration: ObjectValue | undefined;
  readonly path: AttributePath;
  /** The resource is new: what only the service fills in is not sent. */
  readonly isNew: boolean;
  /** Planned values of the whole resource. */
  readonly resource: ObjectValue;
}

/** A message that is being put together. */
export interface MessageDraft {
  readonly fields: Map<string, PartialValue | MessageDraft>;
  /** Written as a block; a message around a value that is set is there too. */
  isPresent: boolean;
  readonly path: AttributePath;
  /** It is a map, not a message. */
  readonly isMap?: true;
}

/** An empty draft. */
export function newDraft(path: AttributePath): MessageDraft {
  return { fields: new Map(), isPresent: true, path };
}

/** Writes the values of one level into a message. */
export function writeLevel(
  draft: MessageDraft,
  level: LevelLayout,
  schema: MessageSchema,
  source: MessageSource,
): void {
  for (const attribute of level.attributes) writeAttribute(draft, attribute, source);
  for (const block of level.blocks) writeBlock(draft, block, schema, source);
}

function writeAttribute(draft: MessageDraft, layout: AttributeLayout, source: MessageSource): void {
  const value = source.values.entries.get(layout.name);
  if (value === undefined || value.kind === 'null') return;
  const path = [...source.path, layout.name];
  if (value.kind === 'unknown' && isLeftToService(layout, source)) return;
  const converted =
    layout.name === allLabels
      ? convertLabels(value, layout.type, source.values, [...source.path, 'labels'])
      : convertValue(value, layout.type, path);
  const named =
    converted && layout.collection !== undefined
      ? expandReference(converted, layout.collection, source.resource)
      : converted;
  const sent = named && layout.as !== undefined ? transform(layout.as, named) : named;
  // What the service alone fills in says nothing of whether the message around it is sent.
  const isOutput = layout.facts.mode === 'computed' && value.kind === 'unknown' && source.isNew;
  if (sent !== undefined) write(draft, layout.field, sent, source.path, isOutput);
}

/** Not written in the module, and filled in by the service when it makes the resource: the request does not have it. */
function isLeftToService(layout: AttributeLayout, { configuration, isNew }: MessageSource): boolean {
  if (!isNew || layout.facts.mode !== 'optional-computed' || configuration === undefined) return false;
  const written = configuration.entries.get(layout.name);
  return written === undefined || written.kind === 'null';
}

function writeBlock(draft: MessageDraft, block: BlockLayout, schema: MessageSchema, source: MessageSource): void {
  const value = source.values.entries.get(block.name);
  if (value === undefined || value.kind === 'null') return;
  const path = [...source.path, block.name];
  const written = source.configuration?.entries.get(block.name);
  if (value.kind === 'unknown') {
    const isUnwritten = written !== undefined && isNothing(written) && block.facts.computed === true;
    if (!(isUnwritten && source.isNew)) writeUnknownBlock(draft, block, path);
    return;
  }
  const items = itemsOf(value).map((item, index): readonly [Value, ObjectValue | undefined, AttributePath] => [
    item,
    matching(written, value, index),
    block.facts.nesting === 'single' ? path : [...path, index],
  ]);
  if (block.shape === 'message') writeSingle(draft, block, schema, source, items[0]);
  else writeRepeated(draft, block, schema, source, items);
}

function writeUnknownBlock(draft: MessageDraft, block: BlockLayout, path: AttributePath): void {
  const unknown: PartialValue = { kind: 'unknown', paths: [path] };
  if (block.field.length > 0) write(draft, block.field, unknown, path);
  else for (const attribute of block.inside.attributes) write(draft, attribute.field, unknown, path);
  if (block.present !== undefined) write(draft, block.present.field, unknown, path);
}

type Item = readonly [value: Value, configuration: ObjectValue | undefined, path: AttributePath];

function writeSingle(
  draft: MessageDraft,
  block: BlockLayout,
  schema: MessageSchema,
  source: MessageSource,
  item: Item | undefined,
): void {
  if (item === undefined) return;
  const [value, configuration, path] = item;
  if (value.kind === 'unknown') writeUnknownBlock(draft, block, path);
  if (value.kind !== 'object') return;
  if (block.field.length > 0) {
    const message = descend(draft, block.field, path);
    if (message !== undefined) message.isPresent = true;
  }
  if (block.present !== undefined)
    write(draft, block.present.field, scalar(block.present.value, { paths: [path] }), path);
  writeLevel(draft, block.inside, schema, { ...source, values: value, configuration, path });
}

function writeRepeated(
  draft: MessageDraft,
  block: BlockLayout,
  schema: MessageSchema,
  source: MessageSource,
  items: readonly Item[],
): void {
  if (items.length === 0) return;
  const type = fieldType(schema, block.field);
  const element = type?.kind === 'list' ? type.element : type?.kind === 'map' ? type.value : undefined;
  if (element?.kind !== 'message') return;
  const made = items.map(([value, configuration, path]): PartialValue => {
    if (value.kind !== 'object') return { kind: 'unknown', paths: [path] };
    const inner = newDraft(path);
    writeLevel(inner, block.inside, element.schema, { ...source, values: value, configuration, path });
    return finishMessage(inner, element.schema);
  });
  const paths = [[...source.path, block.name]];
  if (block.shape === 'map') {
    const entries = made.flatMap((value): [string, PartialValue][] => {
      const key = value.kind === 'message' ? value.fields.get('key') : undefined;
      if (value.kind !== 'message' || key?.kind !== 'scalar') return [];
      const rest = [...value.fields].filter(([name]) => name !== 'key');
      return [[String(key.value), { ...value, fields: new Map(rest) }]];
    });
    // An entry whose key is not known may be any.
    const isOpen = entries.length < made.length;
    const others: UnknownValue = { kind: 'unknown', paths };
    write(
      draft,
      block.field,
      { kind: 'map', entries: new Map(entries), paths, ...(isOpen && { others }) },
      source.path,
    );
    return;
  }
  const before = readField(draft, block.field);
  const all = before?.kind === 'list' ? [...before.items, ...made] : made;
  write(draft, block.field, { kind: 'list', items: all, paths }, source.path);
}

function itemsOf(value: Value): readonly Value[] {
  return isSequence(value) ? value.items : [value];
}

function isNothing(value: Value): boolean {
  return value.kind === 'null' || (isSequence(value) && value.items.length === 0);
}

function matching(written: Value | undefined, value: Value, index: number): ObjectValue | undefined {
  if (written === undefined) return undefined;
  if (written.kind === 'object') return written;
  if (!isSequence(written) || !isSequence(value) || written.items.length !== value.items.length) return undefined;
  const item = written.items[index];
  return item?.kind === 'object' ? item : undefined;
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
  if (!isOutput) message.isPresent = true;
  const name = typeof last === 'object' ? last.key : last;
  const before = message.fields.get(name);
  const isMore = value.kind === 'list' || (value.kind === 'map' && before !== undefined && 'isMap' in before);
  if (before !== undefined && 'isMap' in before && value.kind === 'map') {
    for (const [key, entry] of value.entries) before.fields.set(key, entry);
  } else if (before === undefined || isMore) message.fields.set(name, value);
}

function descend(
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

function readField(draft: MessageDraft, steps: readonly FieldStep[]): PartialValue | undefined {
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
    return isThere(draft) ? message : { ...message, isUnset: true };
  }
  if (draft.isMap !== true) return undefined;
  const entries = [...draft.fields].filter((entry): entry is [string, PartialValue] => 'kind' in entry[1]);
  return { kind: 'map', entries: new Map(entries), paths: [draft.path] };
}

/** A message is there when it was written, or one below it. */
function isThere(draft: MessageDraft): boolean {
  return draft.isPresent || [...draft.fields.values()].some((field) => !('kind' in field) && isThere(field));
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
