import type { FieldSchema, FieldType, MessageSchema } from '../../cel/partial/partial-value.ts';
import type { TypeFacts } from '../../terraform/facts/facts.ts';
import { apiExceptions } from './api-exceptions.ts';
import { type FieldStep, type LevelLayout, layOut } from './type-layout.ts';

/** A resource type as constraints see it. */
export interface ApiType {
  readonly layout: LevelLayout;
  readonly schema: MessageSchema;
}

const known = new WeakMap<TypeFacts, ApiType>();

/** The message of a resource type: its fields, and where each attribute goes. Worked out once for each type. */
export function apiType(facts: TypeFacts): ApiType {
  const before = known.get(facts);
  if (before !== undefined) return before;
  const layout = layOut(facts);
  const exceptions = apiExceptions[facts.type];
  const draft = new SchemaDraft(facts.api?.kind ?? facts.type);
  draft.add(layout, []);
  for (const field of ['name', ...(exceptions?.fields ?? [])]) draft.put(field.split('.'), { kind: 'any' }, []);
  const result: ApiType = { layout, schema: draft.finish(exceptions?.isOtherShape === true) };
  known.set(facts, result);
  return result;
}

/** A schema that is being put together. */
class SchemaDraft {
  readonly name: string;
  readonly fields = new Map<string, FieldSchema | SchemaDraft>();
  /** The fields are those of the elements of a list, or of a map's values. */
  shape: 'message' | 'list' | 'map' = 'message';
  path: readonly string[] = [];

  constructor(name: string) {
    this.name = name;
  }

  add(level: LevelLayout, path: readonly string[]): void {
    for (const attribute of level.attributes) this.put(attribute.field, attribute.type, [...path, attribute.name]);
    for (const block of level.blocks) {
      const own = [...path, block.name];
      const message = block.field.length === 0 ? this : this.child(block.field, own);
      if (block.present !== undefined)
        this.put(block.present.field, { kind: typeof block.present.value === 'string' ? 'string' : 'bool' }, own);
      if (block.shape === 'message') this.add(block.inside, own);
      else if (message !== undefined) {
        message.shape = block.shape;
        message.add(block.inside, own);
      }
    }
  }

  put(steps: readonly FieldStep[], type: FieldType, path: readonly string[]): void {
    const [step, next] = steps;
    if (typeof step !== 'string') return;
    if (typeof next === 'object') this.setIfNew(step, { kind: 'map', value: type }, path.slice(0, -1));
    else if (next === undefined) this.setIfNew(step, type, path);
    else this.child([step], path.slice(0, -1))?.put(steps.slice(1), type, path);
  }

  private setIfNew(name: string, type: FieldType, path: readonly string[]): void {
    if (!this.fields.has(name)) this.fields.set(name, { type, path });
  }

  private child(steps: readonly FieldStep[], path: readonly string[]): SchemaDraft | undefined {
    const [step, ...rest] = steps;
    if (typeof step !== 'string') return this;
    const present = this.fields.get(step);
    const child = present instanceof SchemaDraft ? present : new SchemaDraft(step);
    if (present === undefined) {
      child.path = path;
      this.fields.set(step, child);
    } else if (present !== child) return undefined;
    return rest.length === 0 ? child : child.child(rest, path);
  }

  finish(isOpen: boolean): MessageSchema {
    const fields = new Map<string, FieldSchema>();
    for (const [name, field] of this.fields)
      fields.set(name, field instanceof SchemaDraft ? { type: field.type(isOpen), path: field.path } : field);
    return { name: this.name, fields, ...(isOpen && { isOpen }) };
  }

  private type(isOpen: boolean): FieldType {
    const message: FieldType = { kind: 'message', schema: this.finish(isOpen) };
    if (this.shape === 'list') return { kind: 'list', element: message };
    return this.shape === 'map' ? { kind: 'map', value: message } : message;
  }
}
