import type { EffectiveDecision, Hierarchy, PolicyValue } from '../model.ts';
import { decideValue, type Match, type ValueAnswer } from './decide-value.ts';
import { canonicalNode, lineageOf } from './lineage.ts';
import { matchLocation } from './match-location.ts';
import { valueGroups } from './value-groups.ts';

/** How values of a constraint are compared. */
export interface ValueNotation {
  /**
   * `locations`: regions, zones and multi-regions of `gcp.resourceLocations`. Default `text`: exact, and names below organizations,
   * folders and projects by the hierarchy, project numbers being the same as ids.
   */
  readonly values?: 'text' | 'locations';
}

/**
 * What a list decision says of a value: denied entries first, then the allowed ones.
 *
 * @see https://cloud.google.com/resource-manager/docs/organization-policy/understanding-constraints#list-constraints
 */
export function matchesValue(
  value: string,
  decision: EffectiveDecision,
  hierarchy: Hierarchy,
  { values = 'text' }: ValueNotation = {},
): ValueAnswer {
  return decideValue(decision, (entry) => matchEntry(value, entry, hierarchy, values));
}

/** Whether one entry of a policy means a value. */
export function matchEntry(
  value: string,
  entry: PolicyValue,
  hierarchy: Hierarchy,
  values: 'text' | 'locations' = 'text',
): Match {
  if (entry.form === 'under') return matchUnder(value, entry.value, hierarchy);
  if (values === 'locations') return matchLocation(value, entry, hierarchy.valueGroups);
  if (entry.form === 'in') return matchGroup(value, entry.value, hierarchy);
  return canonicalResource(hierarchy, value) === canonicalResource(hierarchy, entry.value) ? 'yes' : 'no';
}

function matchUnder(value: string, above: string, hierarchy: Hierarchy): Match {
  const node = nodeOf(hierarchy, value);
  if (node === undefined) return 'maybe';
  const { nodes, isComplete } = lineageOf(hierarchy, node);
  if (nodes.includes(canonicalNode(hierarchy, above))) return 'yes';
  return isComplete ? 'no' : 'maybe';
}

function matchGroup(value: string, group: string, { valueGroups: own }: Hierarchy): Match {
  const members = own?.get(group) ?? valueGroups.get(group);
  if (members === undefined) return 'maybe';
  return members.includes(value) ? 'yes' : 'no';
}

const nodePattern = /^(organizations|folders|projects)\/([^/]+)/;

/** The node a value is or lies in: of `projects/p/global/networks/n` the project. */
function nodeOf(hierarchy: Hierarchy, value: string): string | undefined {
  const node = nodePattern.exec(relativeName(value))?.[0];
  if (node !== undefined) return canonicalNode(hierarchy, node);
  const asProject = canonicalNode(hierarchy, `projects/${value}`);
  return hierarchy.nodes.has(asProject) ? asProject : undefined;
}

/** A resource's name as it is compared: relative, with the id of its project. */
function canonicalResource(hierarchy: Hierarchy, value: string): string {
  return relativeName(value).replace(nodePattern, (node) => canonicalNode(hierarchy, node));
}

/** `projects/p/…` of a full resource name or a URL of Compute Engine. */
function relativeName(value: string): string {
  return value.replace(/^(?:https:)?\/\/[^/]+\/(?:compute\/[^/]+\/)?(?=(?:organizations|folders|projects)\/)/, '');
}
