import type { ObjectValue, Value } from '../../hcl/value.ts';
import { setKey } from '../../hcl/values/sets.ts';
import { isMapping, isSequence, isWhollyKnown, nullValue, typeOf, unknownValue } from '../../hcl/values/values.ts';
import type { AttributeFacts, BlockFacts, TypeFacts } from '../facts/facts.ts';
import { attributeType } from '../facts/types-of-facts.ts';
import { frameworkReplacements } from './data/framework-replacements.ts';
import type { Updated } from './plan-google-update.ts';
import { outputOf } from './plan-plain.ts';
import type { ValueChange } from './plan-update.ts';

/**
 * What a provider plans for a resource that is there, when nothing else is known of it: written values as they are, computed ones as
 * before. Whether a change replaces the resource is known of the listed providers, and from the facts where they say it.
 */
export function planPlainUpdate(
  configuration: ObjectValue,
  prior: ObjectValue,
  facts: TypeFacts,
  provider: string,
): Updated {
  if (facts.type === 'terraform_data') return updateTerraformData(configuration, prior);
  const values = proposed(configuration, prior, facts);
  const changes: ValueChange[] = [];
  for (const [name, value] of values.entries) {
    const before = prior.entries.get(name) ?? nullValue({ kind: 'any' });
    if (!isEqual(before, value)) changes.push({ path: [name], replaces: replaces(name, facts, provider) });
  }
  return { values, changes };
}

function replaces(name: string, facts: TypeFacts, provider: string): boolean {
  if (facts.attributes?.[name]?.forceNew === true || facts.blocks?.[name]?.forceNew === true) return true;
  if (facts.framework !== true) return false;
  const listed = frameworkReplacements.get(provider);
  return listed === 'all' || (listed?.get(facts.type)?.includes(name) ?? false);
}

// A block that is not written is an empty list, which older states do not have.
function isEqual(a: Value, b: Value): boolean {
  if (a.kind === 'null' && (b.kind === 'null' || (isSequence(b) && b.items.length === 0))) return true;
  return isWhollyKnown(a) && isWhollyKnown(b) && setKey(a) === setKey(b);
}

function updateTerraformData(configuration: ObjectValue, prior: ObjectValue): Updated {
  const entries = new Map(configuration.entries);
  const changes: ValueChange[] = [];
  const differs = (name: string): boolean =>
    !isEqual(prior.entries.get(name) ?? nullValue({ kind: 'any' }), entries.get(name) ?? nullValue({ kind: 'any' }));
  const hasNewInput = differs('input');
  if (differs('triggers_replace')) changes.push({ path: ['triggers_replace'], replaces: true });
  if (hasNewInput) changes.push({ path: ['input'], replaces: false });
  const input = entries.get('input') ?? nullValue({ kind: 'any' });
  entries.set('id', prior.entries.get('id') ?? unknownValue({ kind: 'string' }));
  const before = prior.entries.get('output');
  // Once there is an output, an input that is taken away makes it unknown too.
  const changed = before === undefined ? outputOf(input) : unknownValue(typeOf(input));
  entries.set('output', hasNewInput || before === undefined ? changed : before);
  return { values: { ...configuration, entries }, changes };
}

/** The configuration with unset computed members as they are in the state; elements of lists are found by their index. */
function proposed(configuration: ObjectValue, prior: ObjectValue, facts: BlockFacts): ObjectValue {
  const entries = new Map(configuration.entries);
  for (const [name, attribute] of Object.entries(facts.attributes ?? {})) {
    const value = entries.get(name);
    if (value !== undefined) entries.set(name, proposedAttribute(value, prior.entries.get(name), attribute));
  }
  for (const [name, block] of Object.entries(facts.blocks ?? {})) {
    const value = entries.get(name);
    if (value !== undefined) entries.set(name, inEach(value, prior.entries.get(name), block));
  }
  return { ...configuration, entries };
}

function proposedAttribute(value: Value, prior: Value | undefined, facts: AttributeFacts): Value {
  if (facts.writeOnly === true) return nullValue(attributeType(facts));
  if (value.kind === 'null') {
    const isComputed = facts.mode === 'computed' || facts.mode === 'optional-computed';
    return isComputed ? (prior ?? unknownValue(attributeType(facts))) : value;
  }
  const { type } = facts;
  return typeof type === 'object' && 'nesting' in type ? inEach(value, prior, { attributes: type.attributes }) : value;
}

function inEach(value: Value, prior: Value | undefined, facts: BlockFacts): Value {
  if (value.kind === 'object') return prior?.kind === 'object' ? proposed(value, prior, facts) : value;
  if (value.kind === 'map') {
    const entries = new Map<string, Value>();
    for (const [key, member] of value.entries) {
      entries.set(
        key,
        inEach(member, prior !== undefined && isMapping(prior) ? prior.entries.get(key) : undefined, facts),
      );
    }
    return { ...value, entries };
  }
  // Elements of a set have no place by which to find their former selves.
  if (value.kind !== 'list') return value;
  const before = prior !== undefined && isSequence(prior) ? prior.items : [];
  return { ...value, items: value.items.map((item, index) => inEach(item, before[index], facts)) };
}
