import type { Type, Value } from '../../hcl/value.ts';
import { compareBytes } from '../../hcl/values/byte-order.ts';
import { parseNumber } from '../../hcl/values/number-text.ts';
import { boolValue, listValue, nullValue, numberValue, stringValue, unknownValue } from '../../hcl/values/values.ts';
import type { AttributeFacts, BlockFacts, NestedBlockFacts, TypeFacts } from '../facts/facts.ts';
import type { EmptyWhen, PlanningFacts, ReplacedWhen, ValueEffect } from '../facts/planning-facts.ts';
import { unsetBlocks } from '../facts/shape.ts';
import { attributeType, bodyType, nestedBlockType } from '../facts/types-of-facts.ts';

/** A type's facts prepared for planning: everything that is the same for all its instances. */
export interface BodyPlan {
  readonly attributes: ReadonlyMap<string, AttributePlan>;
  readonly blocks: ReadonlyMap<string, BlockPlan>;
  /** What each member is planned as when it is not written, in byte order of the names. */
  readonly unset: ReadonlyMap<string, Value>;
}

/** An attribute prepared for planning. */
export interface AttributePlan {
  readonly name: string;
  readonly facts: AttributeFacts;
  readonly type: Type;
  /** The provider gives it a value when it is not set. */
  readonly isComputed: boolean;
  readonly unset: Value;
  readonly effect?: ValueEffect;
  /** Decides in place of `forceNew` whether a change replaces the resource. */
  readonly replacedWhen?: ReplacedWhen;
}

/** A nested block prepared for planning. */
export interface BlockPlan {
  readonly name: string;
  readonly nesting: NestedBlockFacts['nesting'];
  /** Of one block. */
  readonly type: Type;
  readonly isComputed: boolean;
  /** Another number of blocks replaces the resource. */
  readonly forceNew: boolean;
  readonly body: BodyPlan;
  readonly unset: Value;
  readonly emptyWhen?: EmptyWhen;
}

const plans = new WeakMap<TypeFacts, BodyPlan>();

/** The prepared facts of a type; made once for each. */
export function typePlan(facts: TypeFacts): BodyPlan {
  const known = plans.get(facts);
  if (known !== undefined) return known;
  const plan = planOfBody(facts, { planning: facts.planning ?? {}, path: [], inSet: false });
  plans.set(facts, plan);
  return plan;
}

interface Place {
  readonly planning: PlanningFacts;
  readonly path: readonly string[];
  readonly inSet: boolean;
}

function planOfBody(facts: BlockFacts, place: Place): BodyPlan {
  const attributes = Object.entries(facts.attributes ?? {}).map(([name, each]) => planOfAttribute(name, each, place));
  const blocks = Object.entries(facts.blocks ?? {}).map(([name, each]) => planOfBlock(name, each, place));
  const unset = [...attributes, ...blocks].map(({ name, unset: value }): [string, Value] => [name, value]);
  return {
    attributes: byName(attributes),
    blocks: byName(blocks),
    unset: new Map(unset.sort(([a], [b]) => compareBytes(a, b))),
  };
}

function byName<T extends { readonly name: string }>(members: readonly T[]): ReadonlyMap<string, T> {
  return new Map(members.map((member) => [member.name, member]));
}

function planOfAttribute(name: string, facts: AttributeFacts, place: Place): AttributePlan {
  const type = attributeType(facts);
  const isComputed = facts.mode === 'computed' || facts.mode === 'optional-computed';
  const { values, replaced } = place.planning;
  const path = values === undefined && replaced === undefined ? '' : [...place.path, name].join('.');
  const effect = values?.[path];
  const replacedWhen = replaced?.[path];
  const unset = unsetValue(facts, type, isComputed, place.inSet, effect);
  return {
    name,
    facts,
    type,
    isComputed,
    unset,
    ...(effect !== undefined && { effect }),
    ...(replacedWhen !== undefined && { replacedWhen }),
  };
}

function unsetValue(
  facts: AttributeFacts,
  type: Type,
  isComputed: boolean,
  inSet: boolean,
  effect: ValueEffect | undefined,
): Value {
  if (facts.writeOnly === true || effect?.kind === 'always-null') return nullValue(type);
  const preset = defaultValue(facts, type);
  if (preset !== undefined && !suppresses(effect, preset)) return preset;
  if (isComputed) return unknownValue(type);
  if (!inSet) return nullValue(type);
  // In a set the provider's flat form has no nulls for what has a length.
  if (type.kind === 'string') return stringValue('');
  if (type.kind === 'list') return listValue(type.element, []);
  if (type.kind === 'set') return { kind: 'set', element: type.element, items: [] };
  return nullValue(type);
}

function defaultValue({ default: preset }: AttributeFacts, type: Type): Value | undefined {
  if (preset === undefined || preset === '') return undefined;
  const text = String(preset);
  if (type.kind === 'bool') return boolValue(text === 'true');
  if (type.kind === 'string') return stringValue(text);
  const number = type.kind === 'number' ? parseNumber(text) : undefined;
  return number && numberValue(number);
}

/** Whether the rule makes a known value of a primitive type one that is not sent. */
export function suppresses(effect: ValueEffect | undefined, value: Value): boolean {
  if (value.kind !== 'string' && value.kind !== 'bool') return false;
  const text = String(value.value);
  switch (effect?.kind) {
    case 'suppress':
      return effect.values.includes(text);
    case 'suppress-ending':
      return text.endsWith(effect.ending);
    case 'suppress-blank':
      return text.trim() === '';
    case 'suppress-unless-ipv6':
      return !isIpv6(text);
    default:
      return false;
  }
}

function isIpv6(text: string): boolean {
  return text.includes(':') && URL.canParse(`http://[${text}]/`);
}

function planOfBlock(name: string, facts: NestedBlockFacts, place: Place): BlockPlan {
  const path = [...place.path, name];
  const inSet = place.inSet || facts.nesting === 'set';
  const isComputed = facts.computed === true;
  const emptyWhen = place.planning.emptyBlocks?.[path.join('.')];
  const leftEmpty = emptyWhen?.kind === 'not-written';
  const isUnknown = isComputed && !leftEmpty && facts.nesting !== 'single';
  let body: BodyPlan | undefined;
  return {
    name,
    nesting: facts.nesting,
    get type() {
      return bodyType(facts);
    },
    isComputed,
    forceNew: facts.forceNew === true,
    get body() {
      body ??= planOfBody(facts, { ...place, path, inSet });
      return body;
    },
    unset: isUnknown ? unknownValue(nestedBlockType(facts)) : unsetBlocks(facts),
    ...(emptyWhen !== undefined && { emptyWhen }),
  };
}

/** Whether the provider is one of Google's, by its source address without host. */
export function isGoogle(provider: string): boolean {
  return provider === 'hashicorp/google' || provider === 'hashicorp/google-beta';
}
