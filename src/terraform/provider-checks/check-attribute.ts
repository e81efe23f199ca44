import type { RelatedLocation } from '../../diagnostics/diagnostic.ts';
import type { TextPlace, Value } from '../../hcl/value.ts';
import { isMapping, isSequence, isWhollyKnown } from '../../hcl/values/values.ts';
import type { ValueRule } from '../facts/facts.ts';
import { checkKey, checkValue } from './check-value.ts';
import type { AttributeChecks } from './compile-checks.ts';
import { memberPath, placeOf, reportFinding, type Spot } from './report.ts';
import { quote, showValue } from './shown-value.ts';
import type { ValueFault } from './value-rule.ts';

/** Checks an attribute that is not null. */
export function checkAttribute(spot: Spot, checks: AttributeChecks, value: Value): void {
  const path = memberPath(spot, checks.name);
  if (checks.isComputedOnly) {
    reportComputed(spot, path, value);
    return;
  }
  if (checks.facts.writeOnly === true) checkWriteOnly(spot, path, value);
  const target: Target = {
    spot,
    path,
    value,
    isSensitive: spot.isSensitive || checks.facts.sensitive === true || value.sensitive === true,
    isDeferred: spot.isDeferred || !isWhollyKnown(value),
  };
  checkCount(target, checks);
  checkWithin(target, checks);
  if (checks.isDeprecated && !target.isDeferred) {
    reportFinding(spot, {
      code: 'deprecated-argument',
      severity: 'warning',
      message: `\`${path}\` is deprecated`,
      place: placeOf(value, spot),
      args: { argument: path },
    });
  }
}

type Sequence = Extract<Value, { readonly items: readonly Value[] }>;
type Mapping = Extract<Value, { readonly entries: ReadonlyMap<string, Value> }>;

/** What is checked, with what a report about it needs. */
interface Target {
  readonly spot: Spot;
  readonly path: string;
  readonly value: Value;
  readonly isSensitive: boolean;
  readonly isDeferred: boolean;
}

function checkWithin(target: Target, { rule, items }: AttributeChecks): void {
  const { value } = target;
  if (isSequence(value)) {
    if (items !== undefined) checkElements(target, value, items);
  } else if (isMapping(value)) checkEntries(target, value, rule, items);
  else checkOne(target, value, rule);
}

function checkElements(target: Target, { kind, items }: Sequence, rule: ValueRule): void {
  for (const [index, item] of items.entries()) {
    checkOne(kind === 'set' ? target : { ...target, path: `${target.path}[${index}]` }, item, rule);
  }
}

function checkEntries(target: Target, map: Mapping, { keys }: ValueRule, items: ValueRule | undefined): void {
  for (const [key, item] of map.entries) {
    if (keys !== undefined) checkMapKey(target, key, item, keys);
    if (items !== undefined) checkOne({ ...target, path: `${target.path}[${quote(key)}]` }, item, items);
  }
}

function checkOne(target: Target, value: Value, rule: ValueRule): void {
  const fault = checkValue(value, rule);
  if (fault === undefined) return;
  const shown = showValue(value, target.isSensitive);
  report(target, value, fault, `\`${target.path}\` is ${shown}, expected ${fault.expected}`, {
    argument: target.path,
    value: shown,
    expected: fault.expected,
  });
}

function checkMapKey(target: Target, key: string, value: Value, rule: ValueRule): void {
  const fault = checkKey(key, rule);
  if (fault === undefined) return;
  report(target, value, fault, `\`${target.path}\` has the key ${quote(key)}, expected ${fault.expected}`, {
    argument: target.path,
    key,
    expected: fault.expected,
  });
}

/** Providers count the elements of a list only when all of them are known. */
function checkCount(target: Target, { facts: { minItems, maxItems } }: AttributeChecks): void {
  const { value, path } = target;
  if (!isSequence(value) || !isWhollyKnown(value)) return;
  const count = value.items.length;
  if (count >= (minItems ?? 0) && count <= (maxItems ?? Number.POSITIVE_INFINITY)) return;
  const limit = count < (minItems ?? 0) ? `at least ${minItems}` : `at most ${maxItems}`;
  const noun = count === 1 ? 'element' : 'elements';
  report(
    target,
    value,
    { code: 'value-length', expected: limit },
    `\`${path}\` has ${count} ${noun}, expected ${limit}`,
    {
      argument: path,
      count: String(count),
      expected: limit,
    },
  );
}

function report(
  { spot, value: whole, isDeferred, isSensitive }: Target,
  value: Value,
  fault: ValueFault,
  message: string,
  args: Readonly<Record<string, string>>,
): void {
  const place = placeOf(value, spot);
  const hints = [
    ...(fault.hint === undefined || isSensitive ? [] : [fault.hint]),
    ...(isDeferred ? ['terraform refuses it as soon as the rest of what it belongs to is known'] : []),
  ];
  reportFinding(spot, {
    code: fault.code,
    message,
    place,
    ...(isDeferred || fault.isWarning === true ? { severity: 'warning' as const } : {}),
    ...(hints.length === 0 ? {} : { hint: hints.join('; ') }),
    related: placesAround(spot, whole, place),
    args,
  });
}

/** Places that Terraform names instead of the value's own: the whole list for its element, the resource for what is in a set. */
function placesAround(spot: Spot, whole: Value, place: TextPlace): RelatedLocation[] {
  const list = placeOf(whole, spot);
  const places: RelatedLocation[] = [];
  if (!isSame(list, place)) places.push({ message: 'it is part of this value', location: list });
  if (spot.isInSet && !isSame(spot.input.place, place))
    places.push({ message: 'it belongs to this resource', location: spot.input.place });
  return places;
}

function isSame(a: TextPlace, b: TextPlace): boolean {
  return a.file === b.file && a.range.start === b.range.start && a.range.end === b.range.end;
}

function reportComputed(spot: Spot, path: string, value: Value): void {
  reportFinding(spot, {
    code: 'computed-argument',
    message: `\`${path}\` cannot be set: the provider decides its value`,
    place: placeOf(value, spot),
    severity: spot.isDeferred ? 'warning' : 'error',
    hint: 'take it out',
    args: { argument: path },
  });
}

function checkWriteOnly(spot: Spot, path: string, value: Value): void {
  const version = spot.input.terraformVersion;
  if (version === undefined || isAtLeast111(version)) return;
  reportFinding(spot, {
    code: 'newer-terraform',
    message: `\`${path}\` is a write-only argument, which came with Terraform 1.11, but the module is run by ${version}`,
    place: placeOf(value, spot),
    args: { argument: path, since: '1.11', version },
  });
}

function isAtLeast111(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 11);
}
