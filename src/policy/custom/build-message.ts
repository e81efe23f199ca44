import {
  type AttributePath,
  type ListValue,
  type MessageSchema,
  type PartialValue,
  scalar,
  type UnknownValue,
} from '../../cel/partial/partial-value.ts';
import type { ObjectValue, Value } from '../../hcl/value.ts';
import { isSequence } from '../../hcl/values/values.ts';
import { convertLabels } from './convert-labels.ts';
import { convertValue, setMarks } from './convert-value.ts';
import { descend, fieldType, finishMessage, type MessageDraft, newDraft, readField, write } from './message-draft.ts';
import { expandReference } from './resource-references.ts';
import { transform } from './transforms.ts';
import { type AttributeLayout, allLabels, type BlockLayout, type LevelLayout } from './type-layout.ts';

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
  if (sent !== undefined)
    write(draft, layout.field, mayBeNull(value, layout) ? asOptional(sent) : sent, source.path, isOutput);
}

function mayBeNull(value: Value, { facts }: AttributeLayout): boolean {
  return value.kind === 'unknown' && value.refinement?.notNull !== true && facts.mode !== 'required';
}

function asOptional(value: PartialValue): PartialValue {
  return value.kind === 'unknown' ? { ...value, isOptional: true } : value;
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
  if (block.present !== undefined) write(draft, block.present.field, unknown, path);
  if (block.shape !== 'message') return;
  // Not all that stands in a block goes below its field.
  for (const attribute of block.inside.attributes) write(draft, attribute.field, unknown, path);
  for (const inner of block.inside.blocks) writeUnknownBlock(draft, inner, path);
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
  const own: ListValue = { kind: 'list', items: made, paths, ...(block.facts.nesting === 'set' && setMarks(made)) };
  const before = readField(draft, block.field);
  // What is not known of the order of those before it stays so.
  const all = before?.kind === 'list' ? { ...before, ...own, items: [...before.items, ...made] } : own;
  write(draft, block.field, all, source.path);
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
