import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { canonicalNode } from '../effective/lineage.ts';
import type { HierarchyNode } from '../model.ts';
import { childItems, childMap, type PlacedMap, type PlacedNode, textOf } from './placed-node.ts';
import { isCustomConstraint } from './read-custom-constraint.ts';
import { displayNameOf, type HierarchyParts, isTagId } from './read-hierarchy.ts';
import { fault, isNothing, type Reading } from './reading.ts';

const managerPrefix = '//cloudresourcemanager.googleapis.com/';

/** What an asset of Cloud Asset Inventory holds; anything else as it is. Policies that lie beside what it holds are a fault. */
export function unwrapAsset(reading: Reading, node: PlacedNode): PlacedNode {
  if (node.kind !== 'map' || !node.entries.has('assetType')) return node;
  const policies = node.entries.get('orgPolicy');
  if (policies) {
    const message = 'policies that Cloud Asset Inventory exports as the content type ORG_POLICY are not read';
    const hint = 'export the asset type orgpolicy.googleapis.com/Policy as the content type RESOURCE';
    fault(reading, 'policy-syntax', message, policies.key ?? policies.location, hint);
  }
  const data = childMap(node, 'resource')?.entries.get('data');
  return data && !isNothing(data) ? data : node;
}

/** Whether a map is an organization, folder, project or tag binding as gcloud prints them, or a row of `gcloud org-policies list`. */
export function isCloudItem(map: PlacedMap): boolean {
  return cloudItemKind(map) !== undefined;
}

type CloudItemKind = 'found' | 'organization' | 'folder' | 'project' | 'binding' | 'row';

function cloudItemKind(map: PlacedMap): CloudItemKind | undefined {
  const has = (name: string): boolean => map.entries.has(name);
  const name = textOf(map, 'name') ?? '';
  if (has('constraint')) return isRow(map) ? 'row' : undefined;
  if (hasPolicy(map)) return undefined;
  if (/^cloudresourcemanager\.googleapis\.com\/(?:Organization|Folder|Project)$/.test(textOf(map, 'assetType') ?? ''))
    return 'found';
  if (has('projectId')) return 'project';
  if (/^organizations\/\d+$/.test(name)) return 'organization';
  if (/^folders\/\d+$/.test(name)) return 'folder';
  return has('tagValue') && has('parent') ? 'binding' : undefined;
}

function isRow(map: PlacedMap): boolean {
  return [textOf(map, 'listPolicy'), textOf(map, 'booleanPolicy')].every((word) => word !== undefined);
}

/** Whether something in a map is of policies or custom constraints, which must not be passed over. */
function hasPolicy(map: PlacedMap): boolean {
  const words = ['spec', 'dryRunSpec', 'dry_run_spec', 'alternate', 'kind'];
  return isCustomConstraint(map) || [...map.entries.keys()].some((key) => words.includes(key) || key.includes('.'));
}

/** Adds what one of these tells. What is about to be deleted, and what is not set, is passed over. */
export function readCloudItem(parts: HierarchyParts, map: PlacedMap, diagnostics: Diagnostic[]): void {
  const state = textOf(map, 'lifecycleState') ?? textOf(map, 'state');
  if (state === 'DELETE_REQUESTED' || state === 'DELETE_IN_PROGRESS') return;
  const kind = cloudItemKind(map);
  if (kind !== undefined) readers[kind](parts, map, diagnostics);
}

const readers: Readonly<
  Record<CloudItemKind, (parts: HierarchyParts, map: PlacedMap, diagnostics: Diagnostic[]) => void>
> = {
  found: readFound,
  organization: (parts, map) => readOrganization(parts, map, textOf(map, 'name') ?? ''),
  folder: (parts, map) => put(parts, map, textOf(map, 'name') ?? '', parentOf(map)),
  project: readProject,
  binding: readBinding,
  row: (_, map, diagnostics) => reportRow(map, diagnostics),
};

/** A result of `gcloud asset search-all-resources`. */
function readFound(parts: HierarchyParts, map: PlacedMap): void {
  const name = (textOf(map, 'name') ?? '').replace(managerPrefix, '');
  if (name.startsWith('organizations/')) {
    readOrganization(parts, map, name);
    return;
  }
  const parent = textOf(map, 'parentFullResourceName')?.replace(managerPrefix, '');
  const attributes = childMap(map, 'additionalAttributes');
  const projectId = attributes && textOf(attributes, 'projectId');
  const node = name.startsWith('projects/') && projectId !== undefined ? `projects/${projectId}` : name;
  const number = name.startsWith('projects/') ? textOf(map, 'project')?.replace('projects/', '') : undefined;
  put(parts, map, node, parent, number);
}

function readOrganization(parts: HierarchyParts, map: PlacedMap, name: string): void {
  const owner = childMap(map, 'owner');
  const customerId = textOf(map, 'directoryCustomerId') ?? (owner && textOf(owner, 'directoryCustomerId'));
  put(parts, map, name, undefined);
  const node = parts.nodes.get(name);
  if (node === undefined || customerId === undefined) return;
  parts.nodes.set(name, { ...node, customerId });
  // An organization is shown by its first domain.
  const domain = textOf(map, 'displayName');
  if (domain?.includes('.')) parts.domains.set(customerId, [domain]);
}

function readProject(parts: HierarchyParts, map: PlacedMap): void {
  const number = textOf(map, 'projectNumber') ?? /^projects\/(\d+)$/.exec(textOf(map, 'name') ?? '')?.[1];
  put(parts, map, `projects/${textOf(map, 'projectId') ?? ''}`, parentOf(map), number);
}

/** `folders/200`, or `{type: folder, id: 200}`. */
function parentOf(map: PlacedMap): string | undefined {
  const parent = childMap(map, 'parent');
  return parent ? `${textOf(parent, 'type') ?? ''}s/${textOf(parent, 'id') ?? ''}` : textOf(map, 'parent');
}

/** Adds a node, or what is not known of it yet; an organization that is only named as a parent is added too. */
function put(parts: HierarchyParts, map: PlacedMap, name: string, parent?: string, number?: string): void {
  const known: HierarchyNode = parts.nodes.get(name) ?? { name, tags: { byName: new Map(), byId: new Map() } };
  const node: HierarchyNode = {
    ...known,
    ...(parent !== undefined && { parent }),
    ...(number !== undefined && { number }),
    ...displayNameOf(map),
  };
  parts.nodes.set(name, node);
  parts.places.set(name, { id: map.location, ...(node.parent !== undefined && { parent: map.location }) });
  if (number !== undefined) parts.projectOfNumber.set(number, name);
  if (parent?.startsWith('organizations/') && !parts.nodes.has(parent)) {
    parts.nodes.set(parent, { name: parent, tags: { byName: new Map(), byId: new Map() } });
    parts.places.set(parent, { id: map.location });
  }
  for (const tag of childItems(map, 'tags')) readTag(parts, name, tag);
}

function readTag(parts: HierarchyParts, node: string, tag: PlacedMap): void {
  const [key, value] = [textOf(tag, 'tagKey'), textOf(tag, 'tagValue')];
  const [keyId, valueId] = [textOf(tag, 'tagKeyId'), textOf(tag, 'tagValueId')];
  if (key !== undefined && value !== undefined) parts.bindings.push({ node, key, value: shortName(value) });
  if (keyId !== undefined && valueId !== undefined) parts.bindings.push({ node, key: keyId, value: valueId });
}

/** A result of `gcloud resource-manager tags bindings list`: it names the value, and by it the key. */
function readBinding(parts: HierarchyParts, map: PlacedMap, diagnostics: Diagnostic[]): void {
  const node = (textOf(map, 'parent') ?? '').replace(managerPrefix, '');
  const words = /^(.+)\/([^/]+)$/.exec(textOf(map, 'tagValueNamespacedName') ?? '');
  if (words) {
    parts.bindings.push({ node, key: words[1] ?? '', value: words[2] ?? '' });
    return;
  }
  const value = map.entries.get('tagValue') ?? map;
  diagnostics.push({
    code: 'policy-node',
    severity: 'error',
    message: `the tag bound to ${node} is not told by name`,
    location: value.location,
    hint: 'add `tagValueNamespacedName`: the organization, the key and the value, such as 100/env/prod',
  });
}

function shortName(value: string): string {
  return value.slice(value.lastIndexOf('/') + 1);
}

/** The list names the policies that are set, but does not hold them. */
function reportRow(map: PlacedMap, diagnostics: Diagnostic[]): void {
  const words = [textOf(map, 'listPolicy'), textOf(map, 'booleanPolicy')];
  const constraint = textOf(map, 'constraint') ?? '';
  if (words.every((word) => word === '-')) return;
  const place = map.entries.get('constraint') ?? map;
  diagnostics.push({
    code: 'policy-syntax',
    severity: 'error',
    message: `this is a row of \`gcloud org-policies list\`, which does not tell what the policy for ${constraint} says`,
    location: place.location,
    hint: `use the output of \`gcloud org-policies describe ${constraint} --format=json\` with the same --organization, --folder or --project`,
  });
}

/** The nodes with the tags that stand apart from them. */
export function withBindings({ nodes, bindings, projectOfNumber }: HierarchyParts): ReadonlyMap<string, HierarchyNode> {
  const tagged = new Map(nodes);
  const names = { nodes, projectOfNumber, domains: new Map() };
  for (const { node: name, key, value } of bindings) {
    const node = tagged.get(canonicalNode(names, name));
    if (node === undefined) continue;
    const side = isTagId(key) ? 'byId' : 'byName';
    const tags = { ...node.tags, [side]: new Map([...node.tags[side], [key, value]]) };
    tagged.set(node.name, { ...node, tags });
  }
  return tagged;
}
