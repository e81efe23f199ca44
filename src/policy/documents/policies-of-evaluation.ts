import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/range.ts';
import type { Evaluation, ResourceInstance } from '../../terraform/evaluation.ts';
import type { CustomConstraint, Policy, PolicyRule, PolicySet, PolicySpec, RuleKind } from '../model.ts';
import { placeTerraform } from './place-terraform.ts';
import type { PlacedMap } from './placed-node.ts';
import { readCustomConstraint } from './read-custom-constraint.ts';
import { readPolicy } from './read-policy.ts';
import { readValues } from './read-spec.ts';
import { booleanAt, fault, isOpenFault, mapAt, type Reading, startReading, textAt } from './reading.ts';

/** What a Terraform module sets. */
export type ModulePolicies = Pick<PolicySet, 'policies' | 'customConstraints'>;

/**
 * Reads the policies and custom constraints that an evaluated module makes: `google_org_policy_policy`,
 * `google_org_policy_custom_constraint`, and the older resources `google_organization_policy`, `google_folder_organization_policy` and
 * `google_project_organization_policy`. One that is not known is reported and left out.
 *
 * @see https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/org_policy_policy
 */
export function policiesOfEvaluation({ resources }: Evaluation): Outcome<ModulePolicies> {
  const policies: Policy[] = [];
  const customConstraints: CustomConstraint[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const resource of resources) {
    if (resource.mode !== 'managed' || !readers.has(resource.type)) continue;
    const reading = startReading([], true);
    const read = readResource(reading, resource);
    const isOpen = reading.open.size > 0;
    if (read?.policy && !isOpen) policies.push(read.policy);
    if (read?.customConstraint && !isOpen) customConstraints.push(read.customConstraint);
    // What else seems to be wrong may only follow from that.
    const found = isOpen ? reading.diagnostics.filter(isOpenFault) : reading.diagnostics;
    diagnostics.push(...found.map((diagnostic) => ({ ...diagnostic, address: resource.address })));
  }
  return { value: { policies, customConstraints }, diagnostics };
}

interface Read {
  readonly policy?: Policy | undefined;
  readonly customConstraint?: CustomConstraint | undefined;
}

function readResource(reading: Reading, { values, type, location }: ResourceInstance): Read | undefined {
  const placed = placeTerraform(values, location);
  const map: PlacedMap | undefined = placed.kind === 'map' ? { ...placed, location } : undefined;
  return map && readers.get(type)?.(reading, map);
}

type Reader = (reading: Reading, map: PlacedMap) => Read;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>(
  Object.entries({
    google_org_policy_policy: (reading: Reading, map: PlacedMap) => ({ policy: readPolicy(reading, map) }),
    google_org_policy_custom_constraint: (reading: Reading, map: PlacedMap) => ({
      customConstraint: readConstraint(reading, map),
    }),
    google_organization_policy: (reading: Reading, map: PlacedMap) => ({
      policy: readOld(reading, map, 'org_id', 'organizations'),
    }),
    google_folder_organization_policy: (reading: Reading, map: PlacedMap) => ({
      policy: readOld(reading, map, 'folder', 'folders'),
    }),
    google_project_organization_policy: (reading: Reading, map: PlacedMap) => ({
      policy: readOld(reading, map, 'project', 'projects'),
    }),
  }),
);

/** Terraform names the constraint and its organization in two attributes. */
function readConstraint(reading: Reading, map: PlacedMap): CustomConstraint | undefined {
  const name = textAt(reading, map.entries.get('name'), 'name');
  const parent = textAt(reading, map.entries.get('parent'), 'parent');
  if (name === undefined || parent === undefined) return undefined;
  return readCustomConstraint(reading, map, { name, node: parent });
}

/** The older resources: `list_policy`, `boolean_policy` or `restore_policy`. */
function readOld(reading: Reading, map: PlacedMap, owner: string, collection: string): Policy | undefined {
  const id = textAt(reading, map.entries.get(owner), owner);
  const constraint = textAt(reading, map.entries.get('constraint'), 'constraint')?.replace(/^constraints\//, '');
  if (id === undefined || constraint === undefined) return undefined;
  const spec = readOldSpec(reading, map);
  const node = id.startsWith(`${collection}/`) ? id : `${collection}/${id}`;
  return spec && { constraint, node, spec, location: map.location };
}

function readOldSpec(reading: Reading, map: PlacedMap): PolicySpec | undefined {
  const base = { inheritFromParent: false, reset: false };
  const restore = mapAt(reading, map.entries.get('restore_policy'), 'restore_policy');
  if (restore) return { ...base, rules: [], reset: true, location: restore.location };
  const boolean = mapAt(reading, map.entries.get('boolean_policy'), 'boolean_policy');
  if (boolean) {
    const enforce = booleanAt(reading, boolean.entries.get('enforced'), 'enforced') ?? false;
    return { ...base, rules: [rule({ kind: 'enforce', enforce }, boolean.location)], location: boolean.location };
  }
  const list = mapAt(reading, map.entries.get('list_policy'), 'list_policy');
  if (list) return readOldList(reading, list);
  const message = 'the policy has none of `list_policy`, `boolean_policy` and `restore_policy`';
  fault(reading, 'policy-rule', message, map.location, 'give it exactly one of them');
  return undefined;
}

function readOldList(reading: Reading, list: PlacedMap): PolicySpec {
  const side = (name: string): PlacedMap | undefined => mapAt(reading, list.entries.get(name), name);
  const [allow, deny] = [side('allow'), side('deny')];
  const all = (map: PlacedMap | undefined): boolean => booleanAt(reading, map?.entries.get('all'), 'all') ?? false;
  const values = (map: PlacedMap | undefined): ReturnType<typeof readValues> =>
    readValues(reading, map?.entries.get('values'), 'values');
  const kinds: RuleKind[] = [];
  if (all(allow)) kinds.push({ kind: 'allowAll' });
  if (all(deny)) kinds.push({ kind: 'denyAll' });
  const [allowed, denied] = [values(allow), values(deny)];
  if (allowed.length + denied.length > 0) kinds.push({ kind: 'values', allowed, denied });
  const inherit = booleanAt(reading, list.entries.get('inherit_from_parent'), 'inherit_from_parent') ?? false;
  const { location } = list;
  return { rules: kinds.map((kind) => rule(kind, location)), inheritFromParent: inherit, reset: false, location };
}

function rule(kind: RuleKind, location: Location): PolicyRule {
  return { kind, location };
}
