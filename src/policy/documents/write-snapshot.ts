import { stringify } from 'yaml';
import { compareText } from '../../diagnostics/order.ts';
import type { JsonObject, JsonValue } from '../../load/document.ts';
import type {
  CustomConstraint,
  EffectiveTags,
  Hierarchy,
  HierarchyNode,
  Policy,
  PolicyRule,
  PolicySet,
  PolicySpec,
  PolicyValue,
} from '../model.ts';

/** A file of a snapshot. */
export interface SnapshotFile {
  /** Relative to the snapshot's folder: `hierarchy.yaml`, `folder-200.yaml`. */
  readonly file: string;
  readonly text: string;
}

/**
 * A policy set as files, sorted: `hierarchy.yaml` when there is an organization, `custom-constraints.yaml`, and a file of policies for
 * each node, all as the second version of the API spells them. Reading them gives the same set again.
 */
export function writeSnapshot(set: PolicySet): readonly SnapshotFile[] {
  const files: SnapshotFile[] = [];
  const organization = [...set.hierarchy.nodes.values()].find(({ name }) => name.startsWith('organizations/'));
  if (organization) files.push({ file: 'hierarchy.yaml', text: hierarchyText(set.hierarchy, organization) });
  if (set.customConstraints.length > 0) {
    const sorted = [...set.customConstraints].sort((a, b) => compareText(a.name, b.name));
    files.push({ file: 'custom-constraints.yaml', text: streamOf(sorted.map(constraintDocument)) });
  }
  const nodes = new Set(set.policies.map(({ node }) => node));
  for (const node of nodes) {
    const own = set.policies.filter((policy) => policy.node === node);
    const sorted = own.sort((a, b) => compareText(a.constraint, b.constraint));
    files.push({ file: `${node.replace('s/', '-')}.yaml`, text: streamOf(sorted.map(policyDocument)) });
  }
  return files.sort((a, b) => compareText(a.file, b.file));
}

/** Documents as one YAML text. */
function streamOf(documents: readonly JsonObject[]): string {
  return documents.map((document) => stringify(document, { lineWidth: 0 })).join('---\n');
}

function hierarchyText({ nodes, domains, valueGroups }: Hierarchy, organization: HierarchyNode): string {
  const below = (collection: string): readonly HierarchyNode[] =>
    [...nodes.values()]
      .filter(({ name, parent }) => name.startsWith(collection) && parent !== undefined)
      .sort((a, b) => compareText(a.name, b.name));
  const folders = below('folders/').map(nodeDocument);
  const projects = below('projects/').map(nodeDocument);
  const { customerId } = organization;
  const known = customerId === undefined ? [] : (domains.get(customerId) ?? []);
  const document: JsonObject = {
    apiVersion: 'imprint/v1',
    kind: 'Hierarchy',
    spec: {
      organization: {
        id: idOf(organization),
        ...(customerId !== undefined && { customerId }),
        ...(known.length > 0 && { domains: known }),
        ...tagsOf(organization.tags),
      },
      ...(valueGroups && { valueGroups: Object.fromEntries(valueGroups) }),
      ...(folders.length > 0 && { folders }),
      ...(projects.length > 0 && { projects }),
    },
  };
  return stringify(document, { lineWidth: 0 });
}

function nodeDocument(node: HierarchyNode): JsonObject {
  const isFolder = node.name.startsWith('folders/');
  return {
    id: idOf(node),
    ...(node.number !== undefined && { number: node.number }),
    ...(node.parent !== undefined && { parent: node.parent }),
    ...(isFolder && node.displayName !== undefined && { displayName: node.displayName }),
    ...tagsOf(node.tags),
  };
}

function idOf({ name }: HierarchyNode): string {
  return name.slice(name.indexOf('/') + 1);
}

function tagsOf({ byName, byId }: EffectiveTags): { readonly tags?: JsonObject } {
  const tags = [...byName, ...byId].sort(([a], [b]) => compareText(a, b));
  return tags.length > 0 ? { tags: Object.fromEntries(tags) } : {};
}

/** A policy as the API spells it. */
export function policyDocument({ node, constraint, spec, dryRunSpec }: Policy): JsonObject {
  return {
    name: `${node}/policies/${constraint}`,
    ...(spec && { spec: specDocument(spec) }),
    ...(dryRunSpec && { dryRunSpec: specDocument(dryRunSpec) }),
  };
}

function specDocument({ rules, inheritFromParent, reset }: PolicySpec): JsonObject {
  return {
    ...(inheritFromParent && { inheritFromParent }),
    ...(reset && { reset }),
    ...(rules.length > 0 && { rules: rules.map(ruleDocument) }),
  };
}

function ruleDocument({ kind, condition, parameters }: PolicyRule): JsonObject {
  return {
    ...(condition && { condition: { expression: condition.expression } }),
    ...kindDocument(kind),
    ...(parameters && { parameters }),
  };
}

function kindDocument(kind: PolicyRule['kind']): JsonObject {
  switch (kind.kind) {
    case 'enforce':
      return { enforce: kind.enforce };
    case 'values':
      return {
        values: { ...valuesDocument('allowedValues', kind.allowed), ...valuesDocument('deniedValues', kind.denied) },
      };
    default:
      return { [kind.kind]: true };
  }
}

function valuesDocument(name: string, values: readonly PolicyValue[]): JsonObject {
  return values.length > 0 ? { [name]: values.map(shown) } : {};
}

/** `is:` is written where the value has a colon, since it is needed there. */
function shown({ form, value }: PolicyValue): JsonValue {
  return form === 'is' && !value.includes(':') ? value : `${form}:${value}`;
}

function constraintDocument(constraint: CustomConstraint): JsonObject {
  const { organization, name, resourceTypes, methodTypes, condition, actionType, displayName, description } =
    constraint;
  return {
    name: `${organization}/customConstraints/${name}`,
    resourceTypes,
    methodTypes,
    condition,
    actionType,
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
  };
}
