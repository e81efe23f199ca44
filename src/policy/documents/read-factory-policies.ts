import type { CustomConstraint, Policy, PolicyRule, RuleKind } from '../model.ts';
import type { PlacedMap } from './placed-node.ts';
import { readAttachment } from './policy-names.ts';
import { isCustomConstraint, readCustomConstraint } from './read-custom-constraint.ts';
import { makeRule, makeSpec, readValues } from './read-spec.ts';
import { booleanAt, checkNames, isNothing, mapAt, member, note, type Reading } from './reading.ts';

/** What a map of policies holds. */
export interface FactoryContent {
  readonly policies: readonly Policy[];
  readonly customConstraints: readonly CustomConstraint[];
}

/** Before the name of a constraint: what follows is a dry run. */
const dryRunPrefix = 'dry_run:';

/** Whether a map is one of the factory's: constraints as keys, maps as values, nothing else but `node`. */
export function isFactoryMap({ entries }: PlacedMap): boolean {
  const named = [...entries].filter(([key]) => key !== 'node');
  return (
    named.length > 0 &&
    named.every(
      ([key, node]) =>
        node.kind === 'map' && (/^(?:dry_run:)?[\w-]+(?:\.[\w-]+)+$/.test(key) || isCustomConstraint(node)),
    )
  );
}

/**
 * Reads the maps from which Cloud Foundation Fabric makes policies: `constraint: {inherit_from_parent, reset, rules: [{allow: {all |
 * values}, deny: …, enforce, condition, parameters}]}`; a key with `dry_run:` before it is a dry run. The node is the map's
 * `node`, or stands in the file's path.
 *
 * @see https://github.com/GoogleCloudPlatform/cloud-foundation-fabric/tree/master/modules/organization
 */
export function readFactoryPolicies(reading: Reading, map: PlacedMap): FactoryContent {
  // Snake case is this dialect's own.
  reading.noted.add('snake');
  const named = [...map.entries].filter(([key]) => key !== 'node');
  const place = named[0]?.[1].key ?? map.location;
  note(reading, 'factory', 'a map of policies, read as policies of the second version of the API', place);
  const node = readAttachment(reading, map, 'the map of policies', place);
  const policies: Policy[] = [];
  const customConstraints: CustomConstraint[] = [];
  for (const [key, entry] of named) {
    if (entry.kind !== 'map' || node === undefined) continue;
    if (isCustomConstraint(entry)) {
      const constraint = readCustomConstraint(reading, entry, { name: key, node });
      if (constraint) customConstraints.push(constraint);
    } else policies.push(...readEntry(reading, key, entry, node));
  }
  return { policies, customConstraints };
}

function readEntry(reading: Reading, key: string, entry: PlacedMap, node: string): Policy[] {
  const constraint = key.replace(dryRunPrefix, '');
  const location = entry.key ?? entry.location;
  const names = ['inherit_from_parent', 'inheritFromParent', 'reset', 'rules'];
  checkNames(reading, entry, [...names, 'dry_run'], `\`${constraint}\``);
  const spec = makeSpec(reading, entry, readFactoryRule);
  if (key.startsWith(dryRunPrefix)) return [{ constraint, node, dryRunSpec: spec, location }];
  const inner = mapAt(reading, entry.entries.get('dry_run'), 'dry_run');
  if (inner) checkNames(reading, inner, names, '`dry_run`');
  const dryRunSpec = inner && makeSpec(reading, inner, readFactoryRule);
  const hasOwn = [...entry.entries.keys()].some((name) => name !== 'dry_run') || dryRunSpec === undefined;
  return [{ constraint, node, ...(hasOwn && { spec }), ...(dryRunSpec && { dryRunSpec }), location }];
}

function readFactoryRule(reading: Reading, map: PlacedMap): PolicyRule | undefined {
  checkNames(reading, map, ['allow', 'deny', 'enforce', 'condition', 'parameters'], 'a rule');
  const allow = readSide(reading, map, 'allow');
  const deny = readSide(reading, map, 'deny');
  const enforceNode = member(reading, map, 'enforce');
  const enforce = enforceNode && !isNothing(enforceNode) ? booleanAt(reading, enforceNode, 'enforce') : undefined;
  const kinds: RuleKind[] = [];
  if (allow?.all === true) kinds.push({ kind: 'allowAll' });
  if (deny?.all === true) kinds.push({ kind: 'denyAll' });
  const [allowed, denied] = [allow?.values ?? [], deny?.values ?? []];
  if (allowed.length + denied.length > 0) kinds.push({ kind: 'values', allowed, denied });
  if (enforce !== undefined) kinds.push({ kind: 'enforce', enforce });
  return makeRule(reading, map, kinds);
}

interface Side {
  readonly all: boolean | undefined;
  readonly values: ReturnType<typeof readValues>;
}

function readSide(reading: Reading, rule: PlacedMap, name: 'allow' | 'deny'): Side | undefined {
  const map = mapAt(reading, member(reading, rule, name), name);
  if (map === undefined) return undefined;
  checkNames(reading, map, ['all', 'values'], `\`${name}\``);
  return {
    all: booleanAt(reading, member(reading, map, 'all'), 'all'),
    values: readValues(reading, member(reading, map, 'values'), 'values'),
  };
}
