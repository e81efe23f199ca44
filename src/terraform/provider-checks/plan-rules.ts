import { parseDuration } from '../../hcl/functions/duration.ts';
import type { ObjectValue, Value } from '../../hcl/value.ts';
import { isMapping, isSequence } from '../../hcl/values/values.ts';
import { writtenMembers } from '../facts/written-members.ts';
import { refusedCombinations } from './combination-rules.ts';
import { memberPath, placeOf, reportFinding, type Spot } from './report.ts';
import { quote, showValue } from './shown-value.ts';

type Sequence = Extract<Value, { readonly items: readonly Value[] }>;

/**
 * What the provider refuses only when it plans: null in lists, durations of `timeouts`, and its own rules about combinations. Null in the lists
 * of a data source or of the provider's configuration is refused at once.
 */
export function checkPlanRules(spot: Spot): void {
  const { facts, planned, configuration, place } = spot.input;
  if (facts.framework === true) return;
  if (planned !== undefined || facts.mode !== 'managed') checkNulls(spot, configuration, '');
  if (planned === undefined || facts.mode !== 'managed') return;
  checkTimeouts(spot, configuration);
  for (const message of refusedCombinations(facts, configuration, planned))
    reportFinding(spot, { code: 'refused-combination', message, place, args: { type: facts.type } });
}

function checkNulls(spot: Spot, value: Value, path: string): void {
  if (isSequence(value)) checkElements(spot, value, path);
  else if (isMapping(value)) {
    for (const [name, item] of value.kind === 'object' ? writtenMembers(value) : value.entries)
      if (isSequence(item) || isMapping(item)) checkNulls(spot, item, memberPath({ ...spot, path }, name));
  }
}

function checkElements(spot: Spot, list: Sequence, path: string): void {
  for (const [index, item] of list.items.entries()) {
    if (item.kind === 'null') reportNull(spot, list, item, path);
    else checkNulls(spot, item, list.kind === 'set' ? path : `${path}[${index}]`);
  }
}

function reportNull(spot: Spot, list: Value, item: Value, path: string): void {
  reportFinding(spot, {
    code: 'null-element',
    message: `\`${path}\` has null as an element, which providers do not take`,
    place: item.origin === undefined ? placeOf(list, spot) : placeOf(item, spot),
    hint: 'leave the element out; `compact` does so for texts, `[for x in list : x if x != null]` for anything',
    args: { argument: path },
  });
}

function checkTimeouts(spot: Spot, configuration: ObjectValue): void {
  const timeouts = configuration.entries.get('timeouts');
  if (timeouts?.kind !== 'object') return;
  for (const [name, value] of timeouts.entries) {
    if (value.kind !== 'string' || parseDuration(value.value) !== undefined) continue;
    const path = `timeouts.${name}`;
    reportFinding(spot, {
      code: 'value-format',
      message: `\`${path}\` is ${showValue(value, timeouts.sensitive === true)}, expected a duration such as ${quote('30m')}`,
      place: placeOf(value, { ...spot, place: placeOf(timeouts, spot) }),
      related: [{ message: 'it belongs to this resource', location: spot.input.place }],
      args: { argument: path },
    });
  }
}
