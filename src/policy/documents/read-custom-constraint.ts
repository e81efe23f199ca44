import type { Location } from '../../diagnostics/range.ts';
import type { CustomConstraint } from '../model.ts';
import type { PlacedMap, PlacedNode } from './placed-node.ts';
import { checkNames, fault, isNothing, member, note, type Reading, textAt, textsAt } from './reading.ts';

const names = [
  'name',
  'resourceTypes',
  'methodTypes',
  'condition',
  'actionType',
  'displayName',
  'description',
  'updateTime',
];

/** Whether a map is the definition of a custom constraint, by what only those have. */
export function isCustomConstraint({ entries }: PlacedMap): boolean {
  const has = (...keys: readonly string[]): boolean => keys.some((key) => entries.has(key));
  return (
    has('actionType', 'action_type', 'methodTypes', 'method_types') ||
    (has('resourceTypes', 'resource_types') && has('condition'))
  );
}

/**
 * Reads the definition of a custom constraint.
 *
 * @param owner name and node where the definition is a member of a map and does not tell them
 * @see https://cloud.google.com/resource-manager/docs/organization-policy/reference/rest/v2/organizations.customConstraints
 */
export function readCustomConstraint(
  reading: Reading,
  map: PlacedMap,
  owner?: { readonly name: string; readonly node: string },
): CustomConstraint | undefined {
  checkNames(reading, map, reading.isTerraform ? [] : names, 'a custom constraint');
  const name = owner ? fromOwner(map, owner) : readName(reading, map);
  const resourceTypes = textsAt(reading, member(reading, map, 'resourceTypes'), 'resourceTypes');
  const methodTypes = textsAt(reading, member(reading, map, 'methodTypes'), 'methodTypes');
  const condition = readConditionText(reading, map);
  const actionType = readAction(reading, map);
  const displayName = textAt(reading, member(reading, map, 'displayName'), 'displayName');
  const description = textAt(reading, member(reading, map, 'description'), 'description');
  if (name === undefined || condition === undefined || actionType === undefined) return undefined;
  return {
    ...name,
    resourceTypes: resourceTypes.map(({ text }) => text),
    methodTypes: methodTypes.map(({ text }) => text),
    condition: condition.text,
    actionType,
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
    conditionLocation: condition.location,
    fieldLocations: placesOf(reading, map),
  };
}

function placesOf(reading: Reading, map: PlacedMap): Readonly<Record<string, Location>> {
  const placed = names.flatMap((name) => {
    const node = member(reading, map, name);
    return node ? [[name, node.location] as const] : [];
  });
  return Object.fromEntries(placed);
}

interface Named {
  readonly name: string;
  readonly organization: string;
  readonly location: Location;
}

function fromOwner(map: PlacedMap, { name, node }: { readonly name: string; readonly node: string }): Named {
  const full = name.startsWith('custom.') ? name : `custom.${name}`;
  return { name: full, organization: node, location: map.key ?? map.location };
}

function readName(reading: Reading, map: PlacedMap): Named | undefined {
  const node = member(reading, map, 'name');
  const text = textAt(reading, node, 'name');
  if (node === undefined || text === undefined) {
    fault(reading, 'custom-constraint', 'the custom constraint has no `name`', map.location, nameHint);
    return undefined;
  }
  const parts = /^(organizations\/[^/]+)\/customConstraints\/(.+)$/.exec(text);
  if (parts) return { organization: parts[1] ?? '', name: parts[2] ?? '', location: node.location };
  fault(reading, 'custom-constraint', `"${text}" is not the name of a custom constraint`, node.location, nameHint);
  return undefined;
}

const nameHint = 'write organizations/NUMBER/customConstraints/custom.NAME';

function readConditionText(
  reading: Reading,
  map: PlacedMap,
): { readonly text: string; readonly location: Location } | undefined {
  const node = member(reading, map, 'condition');
  if (node?.kind === 'scalar' && typeof node.value === 'boolean') {
    note(reading, 'condition', `the value ${node.value} is read as an expression`, node.location, 'put it in quotes');
    return { text: String(node.value), location: node.location };
  }
  const text = textAt(reading, node, 'condition');
  if (node !== undefined && text !== undefined) return { text, location: node.location };
  if (node === undefined || isNothing(node)) missing(reading, map, 'condition', 'say when it applies, in CEL');
  return undefined;
}

function readAction(reading: Reading, map: PlacedMap): 'ALLOW' | 'DENY' | undefined {
  const node = member(reading, map, 'actionType');
  const word = textAt(reading, node, 'actionType');
  if (node === undefined || word === undefined) {
    missing(reading, map, 'actionType', 'write ALLOW or DENY');
    return undefined;
  }
  const upper = word.toUpperCase();
  if (upper !== 'ALLOW' && upper !== 'DENY') {
    fault(reading, 'custom-constraint', `\`actionType\` is "${word}", it has to be ALLOW or DENY`, node.location);
    return undefined;
  }
  if (word !== upper) note(reading, 'action', `"${word}" is read as ${upper}`, node.location, `write ${upper}`);
  return upper;
}

function missing(reading: Reading, map: PlacedMap, name: string, hint: string): void {
  const place: PlacedNode | undefined = map.entries.get('name');
  fault(reading, 'custom-constraint', `the custom constraint has no \`${name}\``, (place ?? map).location, hint);
}
