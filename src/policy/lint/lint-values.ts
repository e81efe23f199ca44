import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { Constraint } from '../constraints.ts';
import { locationGroups } from '../effective/location-groups.ts';
import { isKnownLocationGroup, isRegion, isZone } from '../effective/match-location.ts';
import type { Policy, PolicyRule, PolicySpec, PolicyValue } from '../model.ts';
import { found } from './lint-report.ts';

/** A policy holds this many values, allowed and denied ones of all rules together. */
const maxValues = 500;
/** And this many bytes of them. */
const maxBytes = 32 * 1024;

/** Constraints of which only one side may be set. */
const oneSided: ReadonlyMap<string, 'allowed' | 'denied'> = new Map([
  ['gcp.restrictNonCmekServices', 'denied'],
  ['gcp.restrictCmekCryptoKeyProjects', 'allowed'],
]);

/** What is wrong with the values of one spec. Without the constraint only what holds for all of them is checked. */
export function lintValues(
  { constraint: name }: Policy,
  spec: PolicySpec,
  constraint: Constraint | undefined,
  ownGroups: ReadonlyMap<string, unknown> = new Map(),
): readonly Diagnostic[] {
  const values = spec.rules.flatMap((rule) => valuesOf(rule));
  const diagnostics = [...lintSize(spec, values), ...spec.rules.flatMap((rule) => lintSides(name, rule))];
  for (const value of values) {
    diagnostics.push(...lintForm(value));
    if (constraint?.kind === 'list') diagnostics.push(...lintSupport(constraint, value));
    if (name === 'gcp.resourceLocations') diagnostics.push(...lintLocation(value, ownGroups));
  }
  return [...diagnostics, ...spec.rules.flatMap(lintContradictions)];
}

function valuesOf({ kind }: PolicyRule): readonly PolicyValue[] {
  return kind.kind === 'values' ? [...kind.allowed, ...kind.denied] : [];
}

function lintSize({ location }: PolicySpec, values: readonly PolicyValue[]): Diagnostic[] {
  const bytes = values.reduce((sum, value) => sum + Buffer.byteLength(show(value)), 0);
  if (values.length > maxValues)
    return [
      found('policy-limit', `the policy has ${values.length} values, at most ${maxValues} are allowed`, location),
    ];
  if (bytes <= maxBytes) return [];
  return [found('policy-limit', `the policy's values have ${bytes} bytes, at most ${maxBytes} are allowed`, location)];
}

/** Keys of customers: services may only be denied, projects of keys only be allowed. */
function lintSides(constraint: string, { kind, location }: PolicyRule): Diagnostic[] {
  const side = oneSided.get(constraint);
  if (side === undefined || kind.kind === 'enforce') return [];
  const isWrong =
    kind.kind === 'values' ? kind[side === 'denied' ? 'allowed' : 'denied'].length > 0 : isAll(kind.kind, side);
  if (!isWrong) return [];
  const hint = `write \`${side}Values\``;
  return [found('policy-value', `${constraint} takes ${side} values only`, location, { hint })];
}

/** Services may not be denied as a whole either, since some have no keys of customers. */
function isAll(kind: 'allowAll' | 'denyAll', side: 'allowed' | 'denied'): boolean {
  return side === 'denied' || kind === 'denyAll';
}

function lintForm(value: PolicyValue): Diagnostic[] {
  if (value.value.trim() === '') return [found('policy-value', 'the value is empty', value.location)];
  if (value.value.includes('${')) {
    const message = `"${value.value}" has a placeholder that was not filled in`;
    return [found('policy-value', message, value.location, { hint: 'write the value itself' })];
  }
  if (value.value.trim() !== value.value) {
    const message = `"${value.value}" has white space around it, and matches nothing`;
    return [found('policy-value', message, value.location, { severity: 'warning', hint: 'remove the white space' })];
  }
  const [, prefix] = /^(in|under|is)\s*:/i.exec(value.value) ?? [];
  if (value.form === 'is' && prefix !== undefined) {
    const message = `"${value.value}" is taken as it stands: \`${prefix.toLowerCase()}:\` is lowercase, and has no white space`;
    const hint = `write \`${prefix.toLowerCase()}:\``;
    return [found('policy-value', message, value.location, { severity: 'warning', hint })];
  }
  if (value.form === 'under' && !/^(?:organizations\/\d+|folders\/\d+|projects\/[^/]+)$/.test(value.value)) {
    const hint = 'write organizations/NUMBER, folders/NUMBER or projects/ID after `under:`';
    return [found('policy-value', `"${value.value}" is no node of a hierarchy`, value.location, { hint })];
  }
  return [];
}

function lintSupport({ name, supportsIn, supportsUnder }: Constraint, value: PolicyValue): Diagnostic[] {
  const isSupported = value.form === 'in' ? supportsIn : value.form === 'under' ? supportsUnder : true;
  if (isSupported) return [];
  const hint = value.form === 'in' ? 'list the values themselves' : 'list the nodes themselves';
  return [found('policy-value', `${name} does not take \`${value.form}:\``, value.location, { hint })];
}

/** One wrong group makes the whole policy be refused; a location that is none matches nothing. */
function lintLocation({ form, value, location }: PolicyValue, ownGroups: ReadonlyMap<string, unknown>): Diagnostic[] {
  const text = value.toLowerCase();
  if (form === 'under' || ownGroups.has(text) || isKnownLocationGroup(text)) return [];
  if (form === 'in' || text.endsWith('-locations')) {
    const group = text.replace(/-locations?$/, '');
    const isGroup = isRegion(group) || locationGroups.has(group);
    const near = isGroup ? group : suggest(group, locationGroups.keys());
    const hint = near === undefined ? undefined : `did you mean \`in:${near}-locations\`?`;
    // Countries and low-carbon regions have groups too, which are not all listed.
    const severity = text.endsWith('-locations') ? 'warning' : 'error';
    const message = `there is no location group "${value}", as far as is known`;
    return [found('policy-value', message, location, { severity, hint })];
  }
  if (isRegion(text) || isZone(text) || /^[a-z]+\d?$/.test(text)) return [];
  const hint = 'write a region, a zone, a multi-region or a group such as in:eu-locations';
  return [found('policy-value', `"${value}" is no location`, location, { severity: 'warning', hint })];
}

function lintContradictions({ kind }: PolicyRule): Diagnostic[] {
  if (kind.kind !== 'values') return [];
  const denied = new Map(kind.denied.map((value) => [show(value), value]));
  return kind.allowed.flatMap((value) => {
    const other = denied.get(show(value));
    if (other === undefined) return [];
    const related = [{ message: 'denied here', location: other.location }];
    const message = `${show(value)} is both allowed and denied, denied counts`;
    return [found('policy-value', message, value.location, { severity: 'warning', related })];
  });
}

function show({ form, value }: PolicyValue): string {
  return form === 'is' ? value : `${form}:${value}`;
}
