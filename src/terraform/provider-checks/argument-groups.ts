import { isWhollyKnown } from '../../hcl/values/values.ts';
import type { Group } from './compile-checks.ts';
import { placeOf, reportFinding, type Spot } from './report.ts';
import { inOrder, joinPath, listNames, memberAt, pointAt, type WrittenMember } from './written-members.ts';

/** Checks the groups of a body of which one must, or only one may, be set: a fault for each group, and for groups within each other one. */
export function checkGroups(spot: Spot, groups: readonly Group[]): void {
  const missing: Group[] = [];
  for (const group of groups) {
    const present = membersOf(spot, group);
    if (present.length === 0) missing.push(group);
    else if (group.kind === 'exactly-one') reportSeveral(spot, group, present);
  }
  for (const group of missing) if (!missing.some((other) => isWithin(other, group))) reportMissing(spot, group);
}

interface PresentMember extends WrittenMember {
  readonly isKnown: boolean;
}

function membersOf(spot: Spot, { members }: Group): PresentMember[] {
  return members.flatMap((path) => {
    const value = memberAt(spot.input.configuration, path);
    if (value === undefined) return [];
    return [{ name: joinPath(path), place: placeOf(value, spot), isKnown: isWhollyKnown(value) }];
  });
}

/** Whether the first group has only members of the second, and fewer of them: what satisfies it satisfies both. */
function isWithin(inner: Group, outer: Group): boolean {
  const names = new Set(outer.members.map(joinPath));
  return inner.members.length < names.size && inner.members.every((path) => names.has(joinPath(path)));
}

function reportMissing(spot: Spot, { kind, members }: Group): void {
  const names = members.map(joinPath);
  const expected = kind === 'exactly-one' ? 'exactly one' : 'at least one';
  reportFinding(spot, {
    code: 'missing-argument',
    message:
      names.length === 1
        ? `${listNames(names)} is not set`
        : `none of ${listNames(names)} is set, ${expected} is expected`,
    place: spot.place,
    args: { arguments: names.join(' ') },
  });
}

/** Members that hold something unknown may yet come to nothing. */
function reportSeveral(spot: Spot, { members }: Group, present: readonly PresentMember[]): void {
  const placed = inOrder(present.filter(({ isKnown }) => isKnown));
  const last = placed.at(-1);
  if (last === undefined || placed.length < 2) return;
  const names = members.map(joinPath);
  const choice = placed.length === names.length ? 'them' : listNames(names);
  reportFinding(spot, {
    code: 'conflicting-arguments',
    message: `${listNames(placed.map(({ name }) => name))} are set, only one of ${choice} may be`,
    place: last.place,
    related: placed.slice(0, -1).map(pointAt),
    hint: 'keep one of them',
    args: { arguments: placed.map(({ name }) => name).join(' '), group: names.join(' ') },
  });
}
