import type { ObjectValue, Value } from '../../hcl/value.ts';
import { zero } from '../../hcl/values/number.ts';
import { boolValue, isSequence, numberValue, stringValue } from '../../hcl/values/values.ts';
import { isZero } from './same-value.ts';
import type { BodyPlan } from './type-plan.ts';

/**
 * The planned values of a resource that is updated, as they come out of the provider development kit's flat form: in blocks of a list
 * that hold anything, what is null becomes empty, zero or false. Attributes of the resource itself stay null.
 */
export function zeroNulls(plan: BodyPlan, values: ObjectValue): ObjectValue {
  const entries = new Map(values.entries);
  for (const { name, nesting, body } of plan.blocks.values()) {
    const blocks = entries.get(name);
    if (nesting !== 'list' || blocks === undefined || !isSequence(blocks) || blocks.items.length === 0) continue;
    const items = blocks.items.map((item) => (item.kind === 'object' ? zeroElement(body, item) : item));
    entries.set(name, { ...blocks, items });
  }
  return { ...values, entries };
}

function zeroElement(body: BodyPlan, element: ObjectValue): ObjectValue {
  if ([...element.entries.values()].every(isZero)) return element;
  const inner = zeroNulls(body, element);
  const entries = new Map(inner.entries);
  for (const { name, facts } of body.attributes.values()) {
    const value = entries.get(name);
    if (value?.kind === 'null' && facts.writeOnly !== true) entries.set(name, zeroOf(value));
  }
  return { ...inner, entries };
}

function zeroOf(value: Extract<Value, { readonly kind: 'null' }>): Value {
  const { type, kind: _kind, ...info } = value;
  switch (type.kind) {
    case 'string':
      return { ...stringValue(''), ...info };
    case 'number':
      return { ...numberValue(zero), ...info };
    case 'bool':
      return { ...boolValue(false), ...info };
    case 'list':
    case 'set':
      return { kind: type.kind, element: type.element, items: [], ...info };
    case 'map':
      return { kind: 'map', element: type.element, entries: new Map(), ...info };
    default:
      return value;
  }
}
