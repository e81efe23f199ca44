import type { ObjectValue, Value } from '../../hcl/value.ts';
import { isWhollyKnown } from '../../hcl/values/values.ts';
import { checkGroups } from './argument-groups.ts';
import type { BodyChecks, MemberChecks, Path } from './compile-checks.ts';
import { memberPath, placeOf, reportFinding, type Spot } from './report.ts';
import { inOrder, isSet, joinPath, listNames, memberAt, pointAt, type WrittenMember } from './written-members.ts';

/**
 * Rules between the members of a body, as terraform-plugin-sdk checks them: a group is looked at where its block is written, one fault
 * for each group. Unknown members are taken for neither set nor unset.
 */
export function checkRelations(spot: Spot, checks: BodyChecks, body: ObjectValue): void {
  checkGroups(spot, checks.groups);
  const conflicts: Conflict[] = [];
  for (const member of checks.related) {
    const value = body.entries.get(member.name);
    if (value === undefined || !isSet(value)) continue;
    checkRequiredWith(spot, member, value);
    const conflict = findConflict(spot, member, value);
    if (conflict !== undefined) conflicts.push(conflict);
  }
  reportConflicts(spot, conflicts);
}

/** Fires for an unknown member too, but not when the other is unknown. */
function checkRequiredWith(spot: Spot, { name, requiredWith }: MemberChecks, value: Value): void {
  if (requiredWith === undefined) return;
  const missing = requiredWith.filter((path) => memberAt(spot.input.configuration, path) === undefined);
  if (missing.length === 0) return;
  const names = missing.map(joinPath);
  reportFinding(spot, {
    code: 'missing-argument',
    message: `\`${memberPath(spot, name)}\` is set, which needs ${listNames(names)} too`,
    place: placeOf(value, spot),
    args: { argument: memberPath(spot, name), arguments: names.join(' ') },
  });
}

interface Conflict extends WrittenMember {
  readonly others: readonly WrittenMember[];
}

/** Of the members that a member must not be set together with, those that are. */
function findConflict(spot: Spot, { name, conflictsWith }: MemberChecks, value: Value): Conflict | undefined {
  if (conflictsWith === undefined || !isWhollyKnown(value)) return undefined;
  const own = memberPath(spot, name);
  const others = conflictsWith.flatMap((path) => {
    const other = isNeverChecked(spot, own, path) ? undefined : memberAt(spot.input.configuration, path);
    return other === undefined || other.kind === 'unknown'
      ? []
      : [{ name: joinPath(path), place: placeOf(other, spot) }];
  });
  return others.length === 0 ? undefined : { name: own, place: placeOf(value, spot), others };
}

/**
 * Pairs that the provider declares with a path it does not find itself (`boot_disk.initialize_params` for `boot_disk.0.initialize_params`),
 * so that it never refuses them.
 */
const neverChecked: ReadonlySet<string> = new Set([
  'boot_disk.source boot_disk.initialize_params',
  'transfer_spec.transfer_options.delete_objects_unique_in_sink transfer_spec.transfer_options.delete_objects_from_source_after_transfer',
  'transfer_spec.transfer_options.delete_objects_from_source_after_transfer transfer_spec.transfer_options.delete_objects_unique_in_sink',
  'replication_spec.transfer_options.delete_objects_unique_in_sink transfer_spec.transfer_options.delete_objects_from_source_after_transfer',
  'replication_spec.transfer_options.delete_objects_from_source_after_transfer transfer_spec.transfer_options.delete_objects_unique_in_sink',
]);

function isNeverChecked({ input }: Spot, own: string, other: Path): boolean {
  return (
    /^google_(?:compute_instance|storage_transfer_job)/.test(input.facts.type) &&
    neverChecked.has(`${own} ${joinPath(other)}`)
  );
}

/** One fault for members that exclude each other, at the last of them that says so. */
function reportConflicts(spot: Spot, conflicts: readonly Conflict[]): void {
  const told = new Set<string>();
  for (const conflict of inOrder(conflicts).reverse()) {
    const { name, place, others } = conflict;
    if (others.every((other) => told.has(`${name} ${other.name}`))) continue;
    const together = [conflict, ...others];
    for (const one of together) for (const other of together) told.add(`${one.name} ${other.name}`);
    reportFinding(spot, {
      code: 'conflicting-arguments',
      message: `\`${name}\` cannot be set together with ${listNames(others.map((other) => other.name))}`,
      place,
      related: inOrder(others).map(pointAt),
      hint: 'keep one of them',
      args: { argument: name, arguments: others.map((other) => other.name).join(' ') },
    });
  }
}
