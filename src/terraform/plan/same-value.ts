import type { Value } from '../../hcl/value.ts';
import { setKey } from '../../hcl/values/sets.ts';
import { isMapping, isSequence, isWhollyKnown } from '../../hcl/values/values.ts';
import { normalizeJson } from './normalize-json.ts';

/** Whether the value is one that the provider development kit cannot tell from an unset one: null, empty, zero or false. */
export function isZero(value: Value): boolean {
  switch (value.kind) {
    case 'null':
      return true;
    case 'string':
      return value.value === '';
    case 'bool':
      return !value.value;
    case 'number':
      return value.value.mantissa === 0n && value.value.special !== '+Inf' && value.value.special !== '-Inf';
    default:
      return isSequence(value) ? value.items.length === 0 : isMapping(value) && value.entries.size === 0;
  }
}

/** Whether both are known and equal, an unset value and a zero one being the same. */
export function isSame(a: Value, b: Value): boolean {
  if (isZero(a) && isZero(b)) return true;
  return isWhollyKnown(a) && isWhollyKnown(b) && a.kind === b.kind && setKey(a) === setKey(b);
}

/**
 * Whether a provider that ignores some differences of an attribute probably ignores this one: the texts differ in case only, are links
 * to one resource in different spellings, the same JSON, or the same duration. Which of these an attribute's own check looks at is not
 * among the facts.
 */
export function isSuppressed(prior: Value, planned: Value): boolean {
  if (prior.kind !== 'string' || planned.kind !== 'string') return false;
  const [a, b] = [prior.value, planned.value];
  if (a === '' || b === '') return false;
  return a.toLowerCase() === b.toLowerCase() || isSameLink(a, b) || isSameJson(a, b) || isSameDuration(a, b);
}

const beforePath = /^(?:https?:)?\/\/[^/]+\/(?:[a-z]+\/)?(?:v\d\w*|alpha|beta)\//;

function isSameLink(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => text.replace(beforePath, '').replace(/^\/+/, ''));
  if (left === undefined || right === undefined) return false;
  if (left === right) return true;
  // A bare name stands for the resource of that name in the place at hand.
  if (!left.includes('/') || !right.includes('/')) return lastPart(left) === lastPart(right);
  return left.endsWith(`/${right}`) || right.endsWith(`/${left}`);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isSameJson(a: string, b: string): boolean {
  if (!/^\s*[[{]/.test(a) || !/^\s*[[{]/.test(b)) return false;
  const left = normalizeJson(a);
  return left !== undefined && left === normalizeJson(b);
}

const unitSeconds: ReadonlyMap<string, number> = new Map([
  ['h', 3600],
  ['m', 60],
  ['s', 1],
  ['ms', 0.001],
]);

function isSameDuration(a: string, b: string): boolean {
  const left = seconds(a);
  return left !== undefined && left === seconds(b);
}

function seconds(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:h|ms|m|s))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)) {
    total += Number(amount) * (unitSeconds.get(unit ?? '') ?? 0);
  }
  return total;
}
