import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import { readYamlStream } from '../../load/read-yaml.ts';
import { canonicalNode } from '../effective/lineage.ts';
import type { CustomConstraint, Hierarchy, Policy, PolicySet } from '../model.ts';
import { type PlacedMap, type PlacedNode, type PlacedSource, placeValue, textOf } from './placed-node.ts';
import { isCloudItem, readCloudItem, unwrapAsset, withBindings } from './read-cloud-items.ts';
import { isCustomConstraint, readCustomConstraint } from './read-custom-constraint.ts';
import { isFactoryMap, readFactoryPolicies } from './read-factory-policies.ts';
import { checkHierarchy, emptyHierarchy, type HierarchyParts, readHierarchy } from './read-hierarchy.ts';
import { readOldPolicy } from './read-old-policy.ts';
import { readPolicy } from './read-policy.ts';
import { checkNames, fault, isNothing, type Reading, startReading } from './reading.ts';

/** A text to read policies from. */
export interface PolicyText {
  /** As diagnostics name it; its folders may tell the node: `organizations/100/…`, `folders/200/…`. */
  readonly file: string;
  readonly text: string;
}

/**
 * Reads policies, custom constraints and the hierarchy from YAML or JSON texts of any dialect: policies of both versions of the API in
 * camel or snake case, single, as lists or as YAML streams, maps of policies as Cloud Foundation Fabric has them, `kind: Hierarchy`,
 * and what gcloud prints of organizations, folders, projects and tags. There is always a value; where an error was found it is not all there is, and nothing may be judged by it.
 */
export function readPolicySet(documents: readonly PolicyText[]): Outcome<PolicySet> {
  const gathered: Gathered = { policies: [], customConstraints: [], parts: emptyHierarchy(), diagnostics: [] };
  for (const { file, text } of documents) {
    const { value, diagnostics } = readYamlStream(text, file);
    gathered.diagnostics.push(...diagnostics);
    for (const document of value?.documents ?? []) {
      const source: PlacedSource = { file, text, positions: document.positions };
      gather(gathered, startReading(gathered.diagnostics), placeValue(document.value, source), source);
    }
  }
  gathered.diagnostics.push(...checkHierarchy(gathered.parts));
  return { value: policySet(gathered), diagnostics: gathered.diagnostics };
}

interface Gathered {
  readonly policies: Policy[];
  readonly customConstraints: CustomConstraint[];
  readonly parts: HierarchyParts;
  readonly diagnostics: Diagnostic[];
}

/** The set, nodes named as the hierarchy has them. */
function policySet({ policies, customConstraints, parts }: Gathered): PolicySet {
  const { domains, projectOfNumber, valueGroups } = parts;
  const nodes = withBindings(parts);
  const hierarchy: Hierarchy = { nodes, projectOfNumber, domains, ...(valueGroups.size > 0 && { valueGroups }) };
  return {
    policies: policies.map((policy) => ({ ...policy, node: canonicalNode(hierarchy, policy.node) })),
    customConstraints,
    hierarchy,
  };
}

function gather(gathered: Gathered, reading: Reading, given: PlacedNode, source: PlacedSource): void {
  const node = unwrapAsset(reading, given);
  if (isNothing(node)) return;
  if (node.kind === 'list') {
    for (const item of node.items) gather(gathered, reading, item, source);
    return;
  }
  if (node.kind !== 'map') {
    fault(reading, 'policy-syntax', 'a policy is a map', node.location, formsHint);
    return;
  }
  if (isCloudItem(node)) {
    readCloudItem(gathered.parts, node, gathered.diagnostics);
    return;
  }
  if (node.entries.has('kind')) gatherOfKind(gathered, reading, node, source);
  else if (listNames.some((name) => node.entries.get(name)?.kind === 'list'))
    gatherLists(gathered, reading, node, source);
  else gatherMap(gathered, reading, node);
}

const listNames = ['policies', 'customConstraints'] as const;

/** What the API answers when it is asked for all policies or custom constraints. */
function gatherLists(gathered: Gathered, reading: Reading, map: PlacedMap, source: PlacedSource): void {
  checkNames(reading, map, [...listNames, 'nextPageToken'], 'a list of policies');
  for (const name of listNames) {
    const listed = map.entries.get(name);
    if (listed) gather(gathered, reading, listed, source);
  }
  const token = map.entries.get('nextPageToken');
  if (token === undefined || isNothing(token) || textOf(map, 'nextPageToken') === '') return;
  const message = 'the list is not complete: `nextPageToken` says that there are more policies';
  fault(reading, 'policy-syntax', message, token.key ?? token.location, 'put the lists of all pages together');
}

const formsHint =
  'expected are policies (`name` and `spec`), custom constraints, maps of policies, and `kind: Hierarchy`';

/** Kinds of documents that may lie beside policies and are read by others. */
const otherKinds: readonly string[] = ['Blueprint', 'Environment', 'PolicyTest', 'PriceBook', 'Workspace'];

function gatherOfKind(gathered: Gathered, reading: Reading, map: PlacedMap, source: PlacedSource): void {
  const node = map.entries.get('kind');
  const kind = node?.kind === 'scalar' ? String(node.value) : '';
  if (kind === 'Hierarchy') {
    readHierarchy(gathered.parts, map, source, gathered.diagnostics);
    return;
  }
  if (otherKinds.includes(kind)) return;
  const near = suggest(kind, ['Hierarchy', ...otherKinds]);
  const hint = near === undefined ? formsHint : `did you mean \`${near}\`?`;
  fault(reading, 'policy-syntax', `documents of kind "${kind}" are not read`, (node ?? map).location, hint);
}

function gatherMap({ policies, customConstraints }: Gathered, reading: Reading, map: PlacedMap): void {
  const has = (name: string): boolean => map.entries.has(name);
  if (isFactoryMap(map)) {
    const content = readFactoryPolicies(reading, map);
    policies.push(...content.policies);
    customConstraints.push(...content.customConstraints);
  } else if (isCustomConstraint(map)) {
    const constraint = readCustomConstraint(reading, map);
    if (constraint) customConstraints.push(constraint);
  } else if (has('constraint')) pushFound(policies, readOldPolicy(reading, map));
  else if ((has('name') && ['spec', 'dryRunSpec', 'dry_run_spec', 'alternate'].some(has)) || isNamedPolicy(map))
    pushFound(policies, readPolicy(reading, map));
  else fault(reading, 'policy-syntax', 'the document is no policy', firstPlace(map), formsHint);
}

/** Whether a map has the name of a policy, whatever else is missing. */
function isNamedPolicy(map: PlacedMap): boolean {
  const name = map.entries.get('name');
  return name?.kind === 'scalar' && /\/policies\//.test(String(name.value));
}

function firstPlace(map: PlacedMap): PlacedNode['location'] {
  const [first] = map.entries.values();
  return first?.key ?? map.location;
}

function pushFound(policies: Policy[], policy: Policy | undefined): void {
  if (policy) policies.push(policy);
}
