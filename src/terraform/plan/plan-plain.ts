import type { ObjectValue, Value } from '../../hcl/value.ts';
import { withoutMarks } from '../../hcl/values/marks.ts';
import { parseNumber } from '../../hcl/values/number-text.ts';
import { setValue } from '../../hcl/values/sets.ts';
import { isSequence, numberValue, stringValue, typeOf, unknownValue } from '../../hcl/values/values.ts';
import type { AttributeFacts, BlockFacts, TypeFacts } from '../facts/facts.ts';
import { attributeType } from '../facts/types-of-facts.ts';
import { frameworkDefaults } from './data/framework-defaults.ts';

/**
 * What a provider plans for a new resource when nothing else is known of it: written values as they are, unknown what the provider
 * computes. So do providers written with terraform-plugin-framework, apart from the defaults that are listed.
 */
export function planPlainCreate(configuration: ObjectValue, facts: TypeFacts, provider: string): ObjectValue {
  if (facts.type === 'terraform_data') return planTerraformData(configuration);
  const planned = planPlainBody(configuration, facts);
  const defaults = frameworkDefaults.get(provider)?.get(facts.type);
  if (defaults === undefined) return planned;
  const entries = new Map(planned.entries);
  for (const [name, value] of Object.entries(defaults)) {
    const written = configuration.entries.get(name);
    if (entries.has(name) && (written === undefined || written.kind === 'null')) entries.set(name, plainValue(value));
  }
  return { ...planned, entries };
}

function plainValue(value: string | number | boolean): Value {
  if (typeof value === 'string') return stringValue(value);
  if (typeof value === 'boolean') return { kind: 'bool', value };
  return numberValue(parseNumber(String(value)) ?? { mantissa: 0n, exponent: 0 });
}

// `output` becomes the input, whose type is known before its value is.
function planTerraformData(configuration: ObjectValue): ObjectValue {
  const entries = new Map(configuration.entries);
  const input = entries.get('input');
  entries.set('id', unknownValue({ kind: 'string' }, { notNull: true }));
  if (input !== undefined) entries.set('output', outputOf(input));
  return { ...configuration, entries };
}

/** What `terraform_data` plans as `output` for a changed input. */
export function outputOf(input: Value): Value {
  // The provider sees no marks, so what it computes has none.
  if (input.kind === 'null') return withoutMarks(input);
  return unknownValue(typeOf(input));
}

/** Plain rules for a body: unset computed attributes are unknown, all else is as written. */
export function planPlainBody(configuration: ObjectValue, facts: BlockFacts): ObjectValue {
  const entries = new Map(configuration.entries);
  for (const [name, attribute] of Object.entries(facts.attributes ?? {})) {
    const value = entries.get(name);
    if (value !== undefined) entries.set(name, planPlainAttribute(value, attribute));
  }
  for (const [name, block] of Object.entries(facts.blocks ?? {})) {
    const value = entries.get(name);
    if (value !== undefined) entries.set(name, inEach(value, block));
  }
  return { ...configuration, entries };
}

function planPlainAttribute(value: Value, facts: AttributeFacts): Value {
  if (facts.writeOnly === true) return { kind: 'null', type: attributeType(facts) };
  if (value.kind === 'null') {
    const isComputed = facts.mode === 'computed' || facts.mode === 'optional-computed';
    return isComputed ? { ...unknownValue(attributeType(facts)), ...(value.sensitive && { sensitive: true }) } : value;
  }
  const { type } = facts;
  return typeof type === 'object' && 'nesting' in type ? inEach(value, { attributes: type.attributes }) : value;
}

function inEach(value: Value, facts: BlockFacts): Value {
  if (value.kind === 'object') return planPlainBody(value, facts);
  if (value.kind === 'map') {
    const entries = new Map<string, Value>();
    for (const [key, member] of value.entries) entries.set(key, inEach(member, facts));
    return { ...value, entries };
  }
  if (!isSequence(value)) return value;
  const items = value.items.map((item) => inEach(item, facts));
  if (value.kind !== 'set') return { ...value, items };
  const { sensitive, origin } = value;
  return { ...setValue(value.element, items), ...(sensitive && { sensitive }), ...(origin && { origin }) };
}
