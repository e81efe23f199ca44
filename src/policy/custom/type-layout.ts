import type { FieldType } from '../../cel/partial/partial-value.ts';
import type { AttributeFacts, BlockFacts, NestedBlockFacts, TypeFacts } from '../../terraform/facts/facts.ts';
import { type ApiExceptions, type ApiTarget, apiExceptions } from './api-exceptions.ts';
import { attributeType, camelCase } from './field-types.ts';
import { referencedCollection } from './resource-references.ts';
import { type TransformName, transformedKind } from './transforms.ts';

/** A step down a message: a field, or a key of a map. */
export type FieldStep = string | { readonly key: string };

/** Where an attribute goes. */
export interface AttributeLayout {
  readonly name: string;
  readonly facts: AttributeFacts;
  /** From the message that the nearest repeated block is, or the root. */
  readonly field: readonly FieldStep[];
  readonly as?: TransformName;
  /** Collection it names a member of, where the name is sent as a URL. */
  readonly collection?: string;
  readonly type: FieldType;
}

/** Where a nested block goes. */
export interface BlockLayout {
  readonly name: string;
  readonly facts: NestedBlockFacts;
  /** From the message that the nearest repeated block around it is, or the root; empty: it has no message of its own. */
  readonly field: readonly FieldStep[];
  /** It becomes elements of a list, or, with `map`, the entries of a map whose keys are one of its attributes. */
  readonly shape: 'message' | 'list' | 'map';
  readonly inside: LevelLayout;
  readonly present?: { readonly field: readonly FieldStep[]; readonly value: boolean | string };
}

/** What a level of a resource type consists of. */
export interface LevelLayout {
  readonly attributes: readonly AttributeLayout[];
  readonly blocks: readonly BlockLayout[];
}

/** Attributes that are parts of the URL or belong to the provider, whatever the facts say. */
const urlOnly = new Set(['id', 'project', 'timeouts', 'deletion_policy', 'terraform_labels']);

/** How the attributes of a resource type lie in the message constraints see. */
export function layOut(facts: TypeFacts): LevelLayout {
  return new Layouter(apiExceptions[facts.type] ?? {}, facts.api?.service).level(withEffectiveLabels(facts), [], []);
}

/** Name of the attribute that has the labels of the module and of the provider. */
export const allLabels = 'effective_labels';

/** Labels are sent with those the provider adds: `effective_labels` has them all. */
function withEffectiveLabels(facts: TypeFacts): BlockFacts {
  const attributes: Record<string, AttributeFacts> = { ...facts.attributes };
  const effective = attributes[allLabels];
  if (effective !== undefined && attributes['labels'] !== undefined) {
    delete attributes['labels'];
    attributes[allLabels] = { ...effective, api: 'labels' };
  }
  return { attributes, ...(facts.blocks && { blocks: facts.blocks }) };
}

/** Where an attribute goes, and as what. */
interface Place {
  readonly steps: readonly FieldStep[];
  readonly as?: TransformName;
}

class Layouter {
  private readonly exceptions: ApiExceptions;
  private readonly service: string | undefined;
  private readonly fields = new Map<BlockFacts, readonly FieldStep[] | undefined>();
  private readonly places = new Map<AttributeFacts, Place | undefined>();

  constructor(exceptions: ApiExceptions, service: string | undefined) {
    this.exceptions = exceptions;
    this.service = service;
  }

  /** `base` is the field path of the message that paths are relative to. */
  level(facts: BlockFacts, path: readonly string[], base: readonly FieldStep[]): LevelLayout {
    const attributes = Object.entries(facts.attributes ?? {}).flatMap(([name, attribute]) =>
      this.attribute(attribute, [...path, name], base),
    );
    const blocks = Object.entries(facts.blocks ?? {}).flatMap(([name, block]) =>
      this.block(block, [...path, name], base),
    );
    return { attributes, blocks };
  }

  private attribute(
    facts: AttributeFacts,
    path: readonly string[],
    base: readonly FieldStep[],
  ): readonly AttributeLayout[] {
    const place = this.placeOf(facts, path);
    const field = place && relativeTo(place.steps, base);
    if (place === undefined || field === undefined || field.length === 0) return [];
    const { as } = place;
    const type: FieldType = as === undefined ? attributeType(facts) : { kind: transformedKind(as) };
    const collection = referencedCollection(this.service, path);
    return [{ name: path.at(-1) ?? '', facts, field, type, ...(as && { as }), ...(collection && { collection }) }];
  }

  /** Where an attribute goes, from the root; undefined where it is not shown. Asked for on each level around it. */
  private placeOf(facts: AttributeFacts, path: readonly string[]): Place | undefined {
    if (!this.places.has(facts)) {
      const target = this.target(facts.api, path);
      this.places.set(
        facts,
        typeof target === 'string'
          ? { steps: readSteps(target) }
          : target && { ...target, steps: readSteps(target.field) },
      );
    }
    return this.places.get(facts);
  }

  private target(api: string | null | undefined, path: readonly string[]): ApiTarget | undefined {
    const { paths, isOtherShape } = this.exceptions;
    if (paths !== undefined) {
      const name = path.join('.');
      const own = paths[name] ?? paths[effectiveName(path)];
      if (own !== undefined && own !== null) return own;
      if (name in paths) return undefined;
    }
    if (isOtherShape === true) return undefined;
    if (api === null || (path.length === 1 && urlOnly.has(path[0] ?? ''))) return undefined;
    return api ?? this.ordinaryField(path).join('.');
  }

  /** The field of its own name, below that of the nearest block around it that has another one. */
  private ordinaryField(path: readonly string[]): readonly string[] {
    for (let length = path.length; length > 0; length--) {
      const block = this.exceptions.blocks?.[path.slice(0, length).join('.')];
      if (block !== undefined) return [...block.split('.'), ...path.slice(length).map(camelCase)];
    }
    return path.map(camelCase);
  }

  private block(facts: NestedBlockFacts, path: readonly string[], base: readonly FieldStep[]): readonly BlockLayout[] {
    if (path.length === 1 && urlOnly.has(path[0] ?? '')) return [];
    const own = this.ownField(facts, path);
    if (own === undefined) return [];
    const name = path.at(-1) ?? '';
    const present = this.presence(path, base);
    const common = { name, facts, ...(present && { present }) };
    const isSingle = facts.nesting === 'single' || (facts.maxItems === 1 && !this.isList(path));
    const field = relativeTo(own, base) ?? [];
    if (!isSingle) return field.length === 0 ? [] : [{ ...common, field, ...this.repeated(facts, path, own) }];
    // In another shape of the API a block has no one message: its attributes go to fields and annotations.
    const isSpread = this.exceptions.isOtherShape === true;
    return [{ ...common, field: isSpread ? [] : field, shape: 'message', inside: this.level(facts, path, base) }];
  }

  private ownField(facts: NestedBlockFacts, path: readonly string[]): readonly FieldStep[] | undefined {
    const isBare = isEmpty(facts) && this.exceptions.isOtherShape !== true;
    return this.fieldOf(facts, path) ?? (isBare ? this.ordinaryField(path) : undefined);
  }

  private repeated(
    facts: NestedBlockFacts,
    path: readonly string[],
    own: readonly FieldStep[],
  ): Pick<BlockLayout, 'shape' | 'inside'> {
    if (!this.isMap(facts, path, own)) return { shape: 'list', inside: this.level(facts, path, own) };
    const inside = this.level(facts, path, [...own, 'value']);
    const { attributes } = this.level({ attributes: facts.attributes ?? {} }, path, own);
    const keys = attributes.filter((attribute) => attribute.field[0] === 'key');
    return { shape: 'map', inside: { ...inside, attributes: [...keys, ...inside.attributes] } };
  }

  private isList(path: readonly string[]): boolean {
    return this.exceptions.lists?.includes(path.join('.')) === true;
  }

  private presence(path: readonly string[], base: readonly FieldStep[]): BlockLayout['present'] {
    const present = this.exceptions.present?.[path.join('.')];
    const field = present && relativeTo(readSteps(present.field), base);
    return present && field && { field, value: present.value };
  }

  /** The message of a block: what the fields of its attributes and blocks have in common; undefined when none of them is shown. */
  private fieldOf(facts: BlockFacts, path: readonly string[]): readonly FieldStep[] | undefined {
    if (!this.fields.has(facts)) this.fields.set(facts, this.findField(facts, path));
    return this.fields.get(facts);
  }

  private findField(facts: BlockFacts, path: readonly string[]): readonly FieldStep[] | undefined {
    const parents: (readonly FieldStep[])[] = [];
    for (const [name, attribute] of Object.entries(facts.attributes ?? {})) {
      const place = this.placeOf(attribute, [...path, name]);
      if (place !== undefined) parents.push(place.steps.slice(0, -1));
    }
    for (const [name, block] of Object.entries(facts.blocks ?? {})) {
      const field = this.fieldOf(block, [...path, name]);
      if (field !== undefined) parents.push(field.slice(0, -1));
    }
    if (parents.length === 0) return undefined;
    // The facts lack some names of fields below renamed blocks: what most of them begin with is right.
    const start = mostFrequent(parents.map(([step]) => step));
    return parents
      .filter(([step]) => isSameStep(start ?? '', step))
      .reduce(commonStart, parents.find(([step]) => isSameStep(start ?? '', step)) ?? []);
  }

  /** The entries of a map have a key and, below `value`, a message; a list of keys with plain values is a list. */
  private isMap(facts: BlockFacts, path: readonly string[], own: readonly FieldStep[]): boolean {
    const fields = Object.entries(facts.attributes ?? {}).flatMap(([name, attribute]) => {
      const place = this.placeOf(attribute, [...path, name]);
      return place === undefined || place.as !== undefined ? [] : [place.steps.slice(own.length)];
    });
    const isKey = (field: readonly FieldStep[]): boolean => field[0] === 'key' && field.length === 1;
    const isInValue = (field: readonly FieldStep[]): boolean => field[0] === 'value' && field.length > 1;
    return fields.some(isKey) && fields.some(isInValue) && fields.every((field) => isKey(field) || isInValue(field));
  }
}

function mostFrequent(steps: readonly (FieldStep | undefined)[]): FieldStep | undefined {
  const counts = new Map<FieldStep | undefined, number>();
  for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [undefined, 0])[0];
}

function effectiveName(path: readonly string[]): string {
  return path.length === 1 && path[0] === allLabels ? 'labels' : '';
}

function isEmpty(facts: BlockFacts): boolean {
  return Object.keys(facts.attributes ?? {}).length === 0 && Object.keys(facts.blocks ?? {}).length === 0;
}

function commonStart(a: readonly FieldStep[], b: readonly FieldStep[]): readonly FieldStep[] {
  const end = a.findIndex((step, index) => !isSameStep(step, b[index]));
  return end === -1 ? a : a.slice(0, end);
}

function relativeTo(path: readonly FieldStep[], base: readonly FieldStep[]): readonly FieldStep[] | undefined {
  return base.every((step, index) => isSameStep(step, path[index])) ? path.slice(base.length) : undefined;
}

function isSameStep(a: FieldStep, b: FieldStep | undefined): boolean {
  return typeof a === 'string' || typeof b !== 'object' ? a === b : a.key === b.key;
}

/** Reads `a.b[some.key]`. */
export function readSteps(path: string): readonly FieldStep[] {
  if (!path.includes('[')) return path === '' ? [] : path.split('.');
  return [...path.matchAll(/\[([^\]]+)\]|([^.[\]]+)/g)].map(([, key, name]) =>
    key === undefined ? (name ?? '') : { key },
  );
}
