import type { Type, Value } from '../../hcl/value.ts';
import { nullValue } from '../../hcl/values/values.ts';
import type { AttributeFacts, BlockFacts, NestedBlockFacts } from './facts.ts';
import { attributeType, bodyType } from './types-of-facts.ts';

/** What a body may hold, ready for decoding. */
export interface Shape {
  /** Every attribute and block as it is when not written, names in byte order: null, an empty list or set. */
  readonly unset: ReadonlyMap<string, Value>;
  /** Names of arguments that must be written. */
  readonly required: readonly string[];
  /** Blocks of which some must be written, with how many. */
  readonly minItems: ReadonlyMap<string, number>;
  readonly attributes: ReadonlyMap<string, AttributeFacts>;
  readonly blocks: ReadonlyMap<string, BlockShape>;
}

/** A nested block; also an attribute that may be written as one. */
export interface BlockShape {
  readonly nesting: NestedBlockFacts['nesting'];
  readonly facts: BlockFacts;
  /** Object type of one block. */
  readonly type: Type;
  readonly maxItems?: number;
  /** An attribute that holds objects: Terraform lets it be written as blocks too. */
  readonly isAttribute?: true;
}

const shapes = new WeakMap<BlockFacts, Shape>();

/** The shape of a body; equal facts give the same object. */
export function shapeOf(facts: BlockFacts): Shape {
  const known = shapes.get(facts);
  if (known !== undefined) return known;
  const shape = makeShape(facts);
  shapes.set(facts, shape);
  return shape;
}

function makeShape(facts: BlockFacts): Shape {
  const attributes = new Map(Object.entries(facts.attributes ?? {}));
  const nested = Object.entries(facts.blocks ?? {});
  const unset = new Map<string, Value>();
  const blocks = new Map<string, BlockShape>();
  for (const [name, attribute] of attributes) {
    unset.set(name, nullValue(attributeType(attribute)));
    const written = writtenAsBlocks(attribute);
    if (written !== undefined) blocks.set(name, written);
  }
  for (const [name, block] of nested) {
    blocks.set(name, {
      nesting: block.nesting,
      facts: block,
      get type() {
        return bodyType(block);
      },
      ...maxItemsOf(block),
    });
    unset.set(name, unsetBlocks(block));
  }
  return {
    unset: new Map([...unset].sort((left, right) => (left[0] < right[0] ? -1 : 1))),
    required: [...attributes].filter(([, { mode }]) => mode === 'required').map(([name]) => name),
    minItems: new Map(nested.flatMap(([name, { minItems = 0 }]) => (minItems > 0 ? [[name, minItems]] : []))),
    attributes,
    blocks,
  };
}

function maxItemsOf({ maxItems }: NestedBlockFacts): Pick<BlockShape, 'maxItems'> {
  return maxItems === undefined ? {} : { maxItems };
}

/** The value of nested blocks of which none is written. Its type is found out when it is asked for. */
export function unsetBlocks(facts: NestedBlockFacts): Value {
  switch (facts.nesting) {
    case 'list':
    case 'set':
      return {
        kind: facts.nesting,
        get element() {
          return bodyType(facts);
        },
        items: [],
      };
    case 'map':
      return {
        kind: 'map',
        get element() {
          return bodyType(facts);
        },
        entries: new Map(),
      };
    case 'single':
      return {
        kind: 'null',
        get type() {
          return bodyType(facts);
        },
      };
  }
}

function writtenAsBlocks(attribute: AttributeFacts): BlockShape | undefined {
  const type = attributeType(attribute);
  if (attribute.mode === 'computed' || typeof attribute.type === 'string' || 'nesting' in attribute.type) return;
  if ((type.kind !== 'list' && type.kind !== 'set') || type.element.kind !== 'object') return;
  return { nesting: type.kind, facts: elementFacts(attribute), type: type.element, isAttribute: true };
}

// Nothing in such a block is required, and what it holds are attributes only, objects within being blocks again.
function elementFacts({ type }: AttributeFacts): BlockFacts {
  const [, element] = Array.isArray(type) ? type : [];
  const members: Readonly<Record<string, AttributeFacts['type']>> =
    Array.isArray(element) && element[0] === 'object' ? element[1] : {};
  return {
    attributes: Object.fromEntries(
      Object.entries(members).map(([name, member]): [string, AttributeFacts] => [
        name,
        { type: member, mode: 'optional' },
      ]),
    ),
  };
}
