import type { RelatedLocation } from '../../diagnostics/diagnostic.ts';
import type { ObjectValue, TextPlace, Value } from '../../hcl/value.ts';
import { isWhollyKnown } from '../../hcl/values/values.ts';
import type { BodyChecks, Group, MemberChecks, Path } from './compile-checks.ts';
import { memberPath, placeOf, reportFinding, type Spot } from './report.ts';

/**
 * Rules between the members of a body, as terraform-plugin-sdk checks them: a group is looked at where its block is written, one fault
 * for each group. Unknown members are taken for neither set nor unset.
 */
export function checkRelations(spot: Spot, checks: BodyChecks, body: ObjectValue): void {
  for (const group of checks.groups) checkGroup(spot, group);
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

/** Null and a list of no blocks count as not set; an empty text, `false` and an unknown value as set. */
function isSet(value: Value): boolean {
  if (value.kind === 'null') return false;
  const isBlocks = (value.kind === 'list' || value.kind === 'set') && value.element.kind === 'object';
  return !isBlocks || value.items.length > 0;
}

/** The member at a path, through the first element of lists; undefined when it is not set or its block is unknown. */
function memberAt(root: ObjectValue, path: Path): Value | undefined {
  let current: Value | undefined = root;
  for (const [index, name] of path.entries()) {
    if (index > 0 && (current?.kind === 'list' || current?.kind === 'set')) current = current.items[0];
    if (current?.kind !== 'object') return undefined;
    current = current.entries.get(name);
  }
  return current !== undefined && isSet(current) ? current : undefined;
}

function checkGroup(spot: Spot, { kind, members }: Group): void {
  const { configuration } = spot.input;
  const values = members.map((path) => ({ path, value: memberAt(configuration, path) }));
  const present = values.flatMap(({ path, value }) => (value === undefined ? [] : [{ path, value }]));
  const names = members.map(quotePath);
  if (present.length === 0) {
    const expected = kind === 'exactly-one' ? 'exactly one' : 'at least one';
    const only = names.length === 1;
    reportFinding(spot, {
      code: 'missing-argument',
      message: only ? `${names[0]} is not set` : `none of ${listOf(names)} is set, ${expected} is expected`,
      place: spot.place,
      args: { arguments: members.map(join).join(' ') },
    });
    return;
  }
  const known = present.filter(({ value }) => isWhollyKnown(value));
  if (kind === 'at-least-one' || known.length < 2) return;
  const placed = inOrder(
    known.map(({ path, value }) => ({ name: quotePath(path), place: placeOf(value, spot), path })),
  );
  const last = placed.at(-1);
  if (last === undefined) return;
  const others = placed.slice(0, -1);
  reportFinding(spot, {
    code: 'conflicting-arguments',
    message: `${listOf(placed.map(({ name }) => name))} are set, only one of ${listOf(names)} may be`,
    place: last.place,
    related: others.map(pointAt),
    hint: 'keep one of them',
    args: { arguments: placed.map(({ path }) => join(path)).join(' '), group: members.map(join).join(' ') },
  });
}

/** Fires for an unknown member too, but not when the other is unknown. */
function checkRequiredWith(spot: Spot, { name, requiredWith }: MemberChecks, value: Value): void {
  if (requiredWith === undefined) return;
  const missing = requiredWith.filter((path) => memberAt(spot.input.configuration, path) === undefined);
  if (missing.length === 0) return;
  const names = missing.map(quotePath);
  reportFinding(spot, {
    code: 'missing-argument',
    message: `\`${memberPath(spot, name)}\` is set, which needs ${listOf(names)} too`,
    place: placeOf(value, spot),
    args: { argument: memberPath(spot, name), arguments: missing.map(join).join(' ') },
  });
}

interface Conflict {
  readonly name: string;
  readonly place: TextPlace;
  readonly others: readonly { readonly name: string; readonly place: TextPlace }[];
}

/** Of the members that a member must not be set together with, those that are. */
function findConflict(spot: Spot, { name, conflictsWith }: MemberChecks, value: Value): Conflict | undefined {
  if (conflictsWith === undefined || !isWhollyKnown(value)) return undefined;
  const own = memberPath(spot, name);
  const others = conflictsWith.flatMap((path) => {
    const other = isNeverChecked(spot, own, path) ? undefined : memberAt(spot.input.configuration, path);
    return other === undefined || other.kind === 'unknown' ? [] : [{ name: join(path), place: placeOf(other, spot) }];
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
    neverChecked.has(`${own} ${join(other)}`)
  );
}

/** One fault for members that exclude each other, at the last of them that says so. */
function reportConflicts(spot: Spot, conflicts: readonly Conflict[]): void {
  const told = new Set<string>();
  for (const conflict of inOrder(conflicts).reverse()) {
    const { name, place, others } = conflict;
    if (told.has(name) && others.every((other) => told.has(other.name))) continue;
    for (const member of [conflict, ...others]) told.add(member.name);
    reportFinding(spot, {
      code: 'conflicting-arguments',
      message: `\`${name}\` cannot be set together with ${listOf(others.map((other) => `\`${other.name}\``))}`,
      place,
      related: inOrder(others).map((other) => pointAt({ ...other, name: `\`${other.name}\`` })),
      hint: 'keep one of them',
      args: { argument: name, arguments: others.map((other) => other.name).join(' ') },
    });
  }
}

function pointAt({ name, place }: { readonly name: string; readonly place: TextPlace }): RelatedLocation {
  return { message: `${name} is set here`, location: place };
}

function inOrder<T extends { readonly name: string; readonly place: TextPlace }>(items: readonly T[]): T[] {
  return [...items].sort(
    (a, b) =>
      compare(a.place.file, b.place.file) || a.place.range.start - b.place.range.start || compare(a.name, b.name),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function join(path: Path): string {
  return path.join('.');
}

function quotePath(path: Path): string {
  return `\`${join(path)}\``;
}

function listOf(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
