import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/range.ts';
import { placeFault } from '../../load/place-fault.ts';
import { validateDocument } from '../../load/read-document.ts';
import type { EffectiveTags, HierarchyNode } from '../model.ts';
import { childItems, childMap, type PlacedMap, type PlacedSource, plainValue, textOf, textsOf } from './placed-node.ts';

/** What `kind: Hierarchy` documents say, as it is gathered. */
export interface HierarchyParts {
  readonly nodes: Map<string, HierarchyNode>;
  readonly projectOfNumber: Map<string, string>;
  readonly domains: Map<string, readonly string[]>;
  readonly valueGroups: Map<string, readonly string[]>;
  /** Tags that stand apart from the nodes they are bound to, whose names may be those by number. */
  readonly bindings: TagBinding[];
  /** Where each node and its parent are written. */
  readonly places: Map<string, { readonly id: Location; readonly parent?: Location }>;
}

/** A tag bound to a node, by name (`100/env`, `prod`) or by id (`tagKeys/1`, `tagValues/2`). */
export interface TagBinding {
  readonly node: string;
  readonly key: string;
  readonly value: string;
}

/** Parts of a hierarchy of which nothing is known yet. */
export function emptyHierarchy(): HierarchyParts {
  return {
    nodes: new Map(),
    projectOfNumber: new Map(),
    domains: new Map(),
    valueGroups: new Map(),
    bindings: [],
    places: new Map(),
  };
}

/** Adds what a `kind: Hierarchy` document says; what does not fit its schema is reported, and nothing is added then. */
export function readHierarchy(
  parts: HierarchyParts,
  root: PlacedMap,
  source: PlacedSource,
  diagnostics: Diagnostic[],
): void {
  const faults = validateDocument(plainValue(root), 'Hierarchy');
  diagnostics.push(...faults.map((found) => placeFault(found, source)));
  if (faults.length > 0) return;
  const spec = childMap(root, 'spec');
  const organization = spec && childMap(spec, 'organization');
  if (spec === undefined || organization === undefined) return;
  addOrganization(parts, organization, diagnostics);
  for (const folder of childItems(spec, 'folders')) addNode(parts, folder, 'folders', diagnostics);
  for (const project of childItems(spec, 'projects')) addNode(parts, project, 'projects', diagnostics);
  for (const [name, members] of childMap(spec, 'valueGroups')?.entries ?? [])
    parts.valueGroups.set(name, textsOf(members));
}

function addOrganization(parts: HierarchyParts, map: PlacedMap, diagnostics: Diagnostic[]): void {
  const customerId = textOf(map, 'customerId');
  const name = `organizations/${textOf(map, 'id') ?? ''}`;
  const node: HierarchyNode = { name, ...(customerId !== undefined && { customerId }), tags: readTags(map) };
  add(parts, node, map, diagnostics);
  if (customerId !== undefined) parts.domains.set(customerId, textsOf(map.entries.get('domains')));
}

function addNode(parts: HierarchyParts, map: PlacedMap, collection: string, diagnostics: Diagnostic[]): void {
  const [parent, number] = [textOf(map, 'parent'), textOf(map, 'number')];
  const name = `${collection}/${textOf(map, 'id') ?? ''}`;
  const node: HierarchyNode = {
    name,
    ...(parent !== undefined && { parent }),
    ...(number !== undefined && { number }),
    ...displayNameOf(map),
    tags: readTags(map),
  };
  add(parts, node, map, diagnostics);
  if (number === undefined) return;
  const other = parts.projectOfNumber.get(number);
  if (other !== undefined && other !== name) {
    const location = map.entries.get('number')?.location ?? map.location;
    const message = `${name} has the number of ${other}`;
    diagnostics.push({ code: 'policy-node', severity: 'error', message, location });
  } else parts.projectOfNumber.set(number, name);
}

/** `displayName`, where there is one. */
export function displayNameOf(map: PlacedMap): { readonly displayName?: string } {
  const displayName = textOf(map, 'displayName');
  return displayName === undefined ? {} : { displayName };
}

function add({ nodes, places }: HierarchyParts, node: HierarchyNode, map: PlacedMap, diagnostics: Diagnostic[]): void {
  const id = map.entries.get('id')?.location ?? map.location;
  const parent = map.entries.get('parent')?.location;
  const first = places.get(node.name);
  if (first) {
    const related = [{ message: 'first described here', location: first.id }];
    const message = `${node.name} is described twice`;
    const hint = 'remove one of them';
    diagnostics.push({ code: 'policy-node', severity: 'error', message, location: id, related, hint });
    return;
  }
  nodes.set(node.name, node);
  places.set(node.name, { id, ...(parent && { parent }) });
}

/** Tags by name (`100/env`) and by id (`tagKeys/1`): the two are told apart by their form. */
function readTags(map: PlacedMap): EffectiveTags {
  const byName = new Map<string, string>();
  const byId = new Map<string, string>();
  const tags = childMap(map, 'tags');
  for (const key of tags?.entries.keys() ?? []) {
    const value = tags && textOf(tags, key);
    if (value !== undefined) (isTagId(key) ? byId : byName).set(key, value);
  }
  return { byName, byId };
}

/** Whether the key of a tag is an id rather than a name. */
export function isTagId(key: string): boolean {
  return /^tagKeys\/\d+$/.test(key);
}

/** What is wrong with the hierarchy as a whole: parents that are not there, and circles. */
export function checkHierarchy({ nodes, places }: HierarchyParts): readonly Diagnostic[] {
  return [...nodes.values()].flatMap(({ name, parent }): Diagnostic[] => {
    const location = places.get(name)?.parent;
    if (parent === undefined || location === undefined) return [];
    const about = { code: 'policy-node', severity: 'error', location } as const;
    if (!nodes.has(parent)) {
      const hint = 'describe it too, or write the parent that is';
      return [{ ...about, message: `the parent ${parent} of ${name} is not in the hierarchy`, hint }];
    }
    return isInCircle(nodes, name) ? [{ ...about, message: `${name} stands above itself` }] : [];
  });
}

function isInCircle(nodes: ReadonlyMap<string, HierarchyNode>, name: string): boolean {
  const seen = new Set<string>();
  let at = nodes.get(name)?.parent;
  while (at !== undefined && at !== name && !seen.has(at)) {
    seen.add(at);
    at = nodes.get(at)?.parent;
  }
  return at === name;
}
