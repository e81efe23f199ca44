import type { Type } from '../../hcl/value.ts';
import { anyType, boolType, numberType, stringType } from '../../hcl/values/types.ts';
import type { AttributeFacts, BlockFacts, NestedAttributeFacts, NestedBlockFacts, TypeText } from './facts.ts';

const ofAttribute = new WeakMap<AttributeFacts, Type>();
const ofBlock = new WeakMap<BlockFacts, Type>();

/** Terraform type of an attribute. */
export function attributeType(facts: AttributeFacts): Type {
  // Nine of ten are texts, numbers or truth values: nothing to remember.
  if (typeof facts.type === 'string') return readType(facts.type);
  const known = ofAttribute.get(facts);
  if (known !== undefined) return known;
  const type = isNested(facts.type) ? nestedType(facts.type) : readType(facts.type);
  ofAttribute.set(facts, type);
  return type;
}

/** The object type of a body: its attributes and nested blocks. */
export function bodyType(facts: BlockFacts): Type {
  const known = ofBlock.get(facts);
  if (known !== undefined) return known;
  const attributes = new Map<string, Type>();
  for (const [name, attribute] of Object.entries(facts.attributes ?? {}))
    attributes.set(name, attributeType(attribute));
  for (const [name, block] of Object.entries(facts.blocks ?? {})) attributes.set(name, nestedBlockType(block));
  const type: Type = { kind: 'object', attributes: new Map([...attributes].sort(([a], [b]) => (a < b ? -1 : 1))) };
  ofBlock.set(facts, type);
  return type;
}

/**
 * The type that all blocks of a name have together. What one block holds is found out when it is asked for: resources have hundreds of
 * nested blocks, and a module writes few of them.
 */
export function nestedBlockType(facts: NestedBlockFacts): Type {
  const { nesting } = facts;
  if (nesting === 'single') return bodyType(facts);
  return {
    kind: nesting,
    get element() {
      return bodyType(facts);
    },
  };
}

function nestedType({ nesting, attributes }: NestedAttributeFacts): Type {
  const type = bodyType({ attributes });
  return nesting === 'single' ? type : { kind: nesting, element: type };
}

function isNested(type: AttributeFacts['type']): type is NestedAttributeFacts {
  return typeof type === 'object' && 'nesting' in type;
}

const primitives: Readonly<Record<string, Type>> = {
  string: stringType,
  number: numberType,
  bool: boolType,
  dynamic: anyType,
};

/** A type as `terraform providers schema -json` writes it. What it does not know is read as `any`. */
export function readType(text: TypeText): Type {
  if (typeof text === 'string') return primitives[text] ?? anyType;
  const [kind, inner] = text;
  switch (kind) {
    case 'list':
    case 'set':
    case 'map':
      return { kind, element: isTypeText(inner) ? readType(inner) : anyType };
    case 'tuple':
      return { kind, elements: Array.isArray(inner) ? inner.map(readType) : [] };
    case 'object': {
      const attributes = isTypeText(inner) ? [] : Object.entries(inner);
      return { kind, attributes: new Map(attributes.map(([name, type]) => [name, readType(type)])) };
    }
    default:
      return anyType;
  }
}

function isTypeText(inner: TypeText | Readonly<Record<string, TypeText>> | readonly TypeText[]): inner is TypeText {
  return typeof inner === 'string' || (Array.isArray(inner) && typeof inner[0] === 'string');
}
