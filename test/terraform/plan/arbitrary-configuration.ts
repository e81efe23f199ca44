import type { ObjectValue, Type, Value } from '../../../src/hcl/value.ts';
import { setValue } from '../../../src/hcl/values/sets.ts';
import {
  boolValue,
  integerValue,
  isMapping,
  isSequence,
  mapValue,
  nullValue,
  objectValue,
  stringValue,
  unknownValue,
} from '../../../src/hcl/values/values.ts';
import type { AttributeFacts, BlockFacts } from '../../../src/terraform/facts/facts.ts';
import { attributeType, bodyType } from '../../../src/terraform/facts/types-of-facts.ts';
import { fc } from '../../properties.ts';

/** Configurations in the shape of a type; `unknowns`: also with values that are not known. */
export function configurationOf(facts: BlockFacts, unknowns: boolean): fc.Arbitrary<ObjectValue> {
  return fc.infiniteStream(fc.nat(1_000_000)).map((numbers) => {
    const next = (limit: number): number => Number(numbers.next().value) % limit;
    return body(facts, next, unknowns, 0);
  });
}

type Next = (limit: number) => number;

function body(facts: BlockFacts, next: Next, unknowns: boolean, depth: number): ObjectValue {
  const entries = new Map<string, Value>();
  for (const [name, attribute] of Object.entries(facts.attributes ?? {})) {
    entries.set(name, attributeValue(attribute, next, unknowns));
  }
  for (const [name, block] of Object.entries(facts.blocks ?? {})) {
    const type = bodyType(block);
    const item = (): Value => body(block, next, unknowns, depth + 1);
    const count = depth > 3 ? 0 : [0, 0, 1, 2][next(4)];
    const items = Array.from({ length: Math.min(count ?? 0, block.maxItems ?? 9) }, item);
    if (block.nesting === 'single') entries.set(name, items[0] ?? nullValue(type));
    else if (unknowns && next(12) === 0) entries.set(name, unknownValue({ kind: block.nesting, element: type }));
    else if (block.nesting === 'set') entries.set(name, setValue(type, items));
    else if (block.nesting === 'list') entries.set(name, { kind: 'list', element: type, items });
  }
  return objectValue(entries);
}

function attributeValue(facts: AttributeFacts, next: Next, unknowns: boolean): Value {
  const type = attributeType(facts);
  if (facts.mode === 'computed' || (facts.mode !== 'required' && next(2) === 0)) return nullValue(type);
  const choices = facts.enum?.filter((each) => typeof each === 'string') ?? [];
  const choice = choices[next(Math.max(choices.length, 1))];
  if (type.kind === 'string' && choice !== undefined && next(4) > 0) return stringValue(choice);
  return someValue(type, next, unknowns);
}

const texts = [
  '',
  'a',
  'US',
  'projects/p/regions/r',
  '{"b": 1, "a": "<x>"}',
  'folders/123',
  '3600s',
  'automatic',
  '10.0.0.0/8',
];

function someValue(type: Type, next: Next, unknowns: boolean): Value {
  if (unknowns && next(8) === 0) return unknownValue(type);
  const many = (element: Type): Value[] => Array.from({ length: next(3) }, () => someValue(element, next, unknowns));
  switch (type.kind) {
    case 'number':
      return integerValue(next(3));
    case 'bool':
      return boolValue(next(2) === 0);
    case 'list':
      return { kind: 'list', element: type.element, items: many(type.element) };
    case 'set':
      return setValue(type.element, many(type.element));
    case 'map':
      return mapValue(type.element, new Map(many(type.element).map((value, index) => [`k${index}`, value])));
    case 'object':
      return objectValue(new Map([...type.attributes].map(([name, each]) => [name, someValue(each, next, unknowns)])));
    default:
      return stringValue(texts[next(texts.length)] ?? '');
  }
}

/** The value as a state would have it after apply: what was not known has become something. */
export function applied(value: Value): Value {
  const { sensitive: _sensitive, ...bare } = value;
  if (value.kind === 'unknown') return someKnown(value.type);
  if (isSequence(value)) {
    const items = value.items.map(applied);
    return value.kind === 'set' ? setValue(value.element, items) : { ...value, items };
  }
  if (!isMapping(value)) return bare;
  return { ...value, entries: new Map([...value.entries].map(([key, member]) => [key, applied(member)])) };
}

function someKnown(type: Type): Value {
  switch (type.kind) {
    case 'number':
      return integerValue(7);
    case 'bool':
      return boolValue(true);
    case 'list':
    case 'set':
      return { kind: type.kind, element: type.element, items: [] };
    case 'map':
      return mapValue(type.element, new Map());
    case 'object':
      return objectValue(new Map([...type.attributes].map(([name, each]) => [name, someKnown(each)])));
    default:
      return stringValue('made-up');
  }
}
