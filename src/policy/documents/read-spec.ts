import type { JsonValue } from '../../load/document.ts';
import { isJsonObject } from '../../load/json-values.ts';
import type { PolicyRule, PolicySpec, PolicyValue, RuleKind, TagCondition } from '../model.ts';
import { type PlacedMap, type PlacedNode, plainValue } from './placed-node.ts';
import {
  booleanAt,
  checkNames,
  fault,
  isAbsent,
  isNothing,
  mapAt,
  mapsAt,
  member,
  note,
  type Reading,
  spelledIn,
  textAt,
  textsAt,
} from './reading.ts';
import { readTagCondition } from './tag-condition.ts';

/**
 * Reads `spec` or `dryRunSpec`; undefined where there is none. Rules with faults are reported and left out.
 *
 * @see https://cloud.google.com/resource-manager/docs/organization-policy/reference/rest/v2/organizations.policies#policyspec
 */
export function readSpec(reading: Reading, node: PlacedNode | undefined, what: string): PolicySpec | undefined {
  const map = mapAt(reading, node, what);
  if (map === undefined) return undefined;
  checkNames(reading, map, ['rules', 'inheritFromParent', 'reset', 'etag', 'updateTime'], `\`${what}\``);
  return makeSpec(reading, map, readRule);
}

/** The spec a map is, given how its rules are read; a reset beside anything else is a fault. */
export function makeSpec(
  reading: Reading,
  map: PlacedMap,
  readOne: (reading: Reading, map: PlacedMap) => PolicyRule | undefined,
): PolicySpec {
  const items = mapsAt(reading, member(reading, map, 'rules'), 'rules');
  const rules = items.flatMap((item) => readOne(reading, item) ?? []);
  const inheritFromParent = booleanAt(reading, member(reading, map, 'inheritFromParent'), 'inheritFromParent') ?? false;
  const reset = booleanAt(reading, member(reading, map, 'reset'), 'reset') ?? false;
  const location = map.key ?? map.location;
  if (reset && (items.length > 0 || inheritFromParent)) {
    const other = items.length > 0 ? 'rules' : `\`${spelledIn(reading, 'inheritFromParent')}\``;
    const hint = 'a reset stands alone: remove either';
    fault(reading, 'policy-rule', `\`reset\` and ${other} exclude each other`, location, hint);
  }
  return { rules, inheritFromParent, reset, location };
}

const kindNames = ['values', 'allowAll', 'denyAll', 'enforce'] as const;

function readRule(reading: Reading, map: PlacedMap): PolicyRule | undefined {
  checkNames(reading, map, [...kindNames, 'condition', 'parameters', 'resourceTypes'], 'a rule');
  const kinds = kindNames.flatMap((name) => {
    const value = member(reading, map, name);
    const kind = value && !isNothing(value) ? readKind(reading, name, value) : undefined;
    return kind ? [kind] : [];
  });
  return makeRule(reading, map, kinds);
}

function readKind(reading: Reading, name: (typeof kindNames)[number], node: PlacedNode): RuleKind | undefined {
  if (name === 'values') {
    const map = mapAt(reading, node, 'values');
    if (map === undefined) return undefined;
    checkNames(reading, map, ['allowedValues', 'deniedValues'], '`values`');
    return {
      kind: 'values',
      allowed: readValues(reading, member(reading, map, 'allowedValues'), 'allowedValues'),
      denied: readValues(reading, member(reading, map, 'deniedValues'), 'deniedValues'),
    };
  }
  const isSet = booleanAt(reading, node, name);
  if (name === 'enforce') return isSet === undefined ? undefined : { kind: 'enforce', enforce: isSet };
  return isSet ? { kind: name } : undefined;
}

/** Puts a rule together from the kinds it was found to be of; anything but one is a fault. */
export function makeRule(reading: Reading, map: PlacedMap, kinds: readonly RuleKind[]): PolicyRule | undefined {
  const [kind, other] = kinds;
  if (kind === undefined || other !== undefined) {
    const message =
      kind === undefined
        ? 'the rule says nothing: it has none of `values`, `allowAll`, `denyAll` and `enforce`'
        : `the rule has both \`${kind.kind}\` and \`${other?.kind}\``;
    fault(reading, 'policy-rule', message, map.location, 'give each rule exactly one of them');
    return undefined;
  }
  const conditionNode = member(reading, map, 'condition');
  const condition = readCondition(reading, conditionNode);
  if (condition === undefined && !isAbsent(reading, conditionNode)) return undefined;
  const parameters = readParameters(reading, member(reading, map, 'parameters'));
  return { kind, ...(condition && { condition }), ...(parameters && { parameters }), location: map.location };
}

function readCondition(reading: Reading, node: PlacedNode | undefined): TagCondition | undefined {
  if (node?.kind === 'scalar' && node.value !== null && !reading.isTerraform)
    return readTagCondition(reading, String(node.value), node);
  const map = mapAt(reading, node, 'condition');
  if (map === undefined) return undefined;
  checkNames(reading, map, ['expression', 'title', 'description', 'location'], '`condition`');
  const expression = member(reading, map, 'expression');
  const text = textAt(reading, expression, 'expression');
  if (expression === undefined || text === undefined) {
    fault(reading, 'policy-condition', 'the condition has no `expression`', map.location);
    return undefined;
  }
  return readTagCondition(reading, text, expression);
}

/** Values of a list rule, prefixes taken apart. A value with a colon that starts with no prefix is taken as it stands. */
export function readValues(reading: Reading, node: PlacedNode | undefined, what: string): readonly PolicyValue[] {
  return textsAt(reading, node, what).map(({ text, node: { location } }) => {
    const prefixed = /^(is|in|under):(.*)$/s.exec(text);
    if (prefixed === null) return { form: 'is', value: text, location };
    // The pattern has no other first words.
    const form = prefixed[1] as PolicyValue['form'];
    return { form, value: prefixed[2] ?? '', location };
  });
}

/** Parameters of a managed constraint: a map, or, in Terraform, its JSON. */
function readParameters(
  reading: Reading,
  node: PlacedNode | undefined,
): Readonly<Record<string, JsonValue>> | undefined {
  if (node === undefined || isNothing(node)) return undefined;
  if (node.kind === 'map') return Object.fromEntries([...node.entries].map(([key, value]) => [key, plainValue(value)]));
  const parsed = node.kind === 'scalar' && typeof node.value === 'string' ? parseJson(node.value) : undefined;
  if (isJsonObject(parsed)) {
    note(reading, 'parameters', 'the JSON text is read as a map', node.location);
    return parsed;
  }
  if (reading.isTerraform && node.kind === 'scalar' && node.value === '') return undefined;
  mapAt(reading, node, 'parameters');
  return undefined;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    // JSON text holds JSON values.
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
