import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { suggest } from '../diagnostics/suggest.ts';
import { mergeSettings } from './merge-settings.ts';
import { findEquals, parsePath } from './parameter-path.ts';
import { readSetting } from './read-setting.ts';
import type { ProvenanceSource } from './resolved-environment.ts';
import { scanSecrets } from './scan-secrets.ts';
import { allowedTypes, memberView, properties, type SchemaView } from './schema-view.ts';
import { readSetValue } from './set-value.ts';
import type { ListSetting, MapSetting, Setting } from './setting.ts';

/** What came of one `--set`: the parameters with it, or why it is refused. */
export type SetOutcome = { readonly parameters: MapSetting } | { readonly fault: Diagnostic };

/** Why a path leads nowhere. */
interface PathFault {
  readonly fault: string;
  readonly hint?: string;
}

/**
 * Applies `path=value` to parameters with their defaults filled in: the one value at the path changes, everything beside it stays. A map given
 * as value is merged in; an index one past the end of a list appends.
 */
export function applySet(parameters: MapSetting, view: SchemaView, argument: string): SetOutcome {
  const equals = findEquals(argument);
  const path = equals < 0 ? undefined : parsePath(argument.slice(0, equals));
  if (path === undefined) return { fault: malformed(argument, equals) };
  const shown = `--set ${argument.slice(0, equals)}`;
  const leaf = viewAlong(view, path);
  const read = readSetValue(argument.slice(equals + 1), leaf);
  if ('fault' in read) return { fault: refused(shown, read) };
  const put = (text: string): MapSetting | PathFault => {
    const source: ProvenanceSource = { kind: 'command line', argument: text };
    return placeInMap(parameters, view, path, { value: readSetting(read.value, '', () => source), source });
  };
  const placed = put(`--set ${argument}`);
  if ('fault' in placed) return { fault: refused(shown, placed) };
  // The argument is shown wherever the value is: one that holds a secret is kept without it.
  const masked = holdsSecret(placed, view, `--set ${argument}`) ? put(`${shown}=***`) : placed;
  return 'fault' in masked ? { fault: refused(shown, masked) } : { parameters: masked };
}

function holdsSecret(parameters: MapSetting, view: SchemaView, argument: string): boolean {
  return scanSecrets(parameters, view).some(
    ({ source }) => source.kind === 'command line' && source.argument === argument,
  );
}

/** What is put in place, and who does so. */
interface Placement {
  readonly value: Setting;
  readonly source: ProvenanceSource;
}

function place(
  setting: Setting | undefined,
  view: SchemaView,
  path: readonly string[],
  what: Placement,
  above: string,
): Setting | PathFault {
  if (path.length === 0) return mergeSettings(setting, what.value);
  const isAbsent = setting === undefined || setting.kind === 'unset';
  if (setting?.kind === 'list') return placeInList(setting, view, path, what, above);
  if (setting?.kind === 'map') return placeInMap(setting, view, path, what);
  const types = allowedTypes(view);
  if (!isAbsent || (types.length > 0 && !types.includes('object')))
    return {
      fault: types.includes('array')
        ? `there is no item ${path[0]}: \`${above}\` is not set`
        : `\`${above}\` is no map`,
    };
  const { source } = what;
  return placeInMap({ kind: 'map', source, overrode: [], entries: new Map(), closed: false }, view, path, what);
}

function placeInMap(
  map: MapSetting,
  view: SchemaView,
  path: readonly string[],
  what: Placement,
): MapSetting | PathFault {
  const [key = '', ...rest] = path;
  const member = memberView(view, key);
  if (member === undefined) return unknownName(key, view);
  const placed = place(map.entries.get(key), member, rest, what, key);
  if ('fault' in placed) return placed;
  return { ...map, entries: new Map(map.entries).set(key, placed) };
}

function placeInList(
  list: ListSetting,
  view: SchemaView,
  path: readonly string[],
  what: Placement,
  above: string,
): Setting | PathFault {
  const [key = '', ...rest] = path;
  const index = /^\d{1,9}$/.test(key) ? Number(key) : Number.NaN;
  if (!(index <= list.items.length))
    return { fault: `there is no item ${key}: \`${above}\` is a list of ${list.items.length}, counted from 0` };
  const placed = place(list.items[index], memberView(view, index) ?? [], rest, what, `${above}[${index}]`);
  return 'fault' in placed ? placed : { ...list, items: withItem(list.items, index, placed) };
}

function withItem(items: readonly Setting[], index: number, item: Setting): readonly Setting[] {
  return [...items.slice(0, index), item, ...items.slice(index + 1)];
}

function unknownName(key: string, view: SchemaView): PathFault {
  const meant = suggest(key, properties(view).keys());
  const fault = `there is no parameter \`${key}\``;
  return meant === undefined ? { fault } : { fault, hint: `did you mean \`${meant}\`?` };
}

/** The schema at a path; empty where it says nothing. */
function viewAlong(view: SchemaView, path: readonly string[]): SchemaView {
  let at = view;
  for (const key of path) {
    const isItem = /^\d+$/.test(key) && allowedTypes(at).includes('array');
    at = memberView(at, isItem ? Number(key) : key) ?? [];
  }
  return at;
}

function malformed(argument: string, equals: number): Diagnostic {
  const shown = equals < 0 ? '--set' : `--set ${argument.slice(0, equals)}`;
  return refused(shown, {
    fault: equals < 0 ? 'there is no `=` between path and value' : 'the path cannot be read',
    hint: 'write `--set name=value`, `--set map.key=value` or `--set list[0]=value`',
  });
}

function refused(shown: string, { fault, hint }: PathFault): Diagnostic {
  return {
    code: 'invalid-override',
    severity: 'error',
    message: `\`${shown}\`: ${fault}`,
    ...(hint !== undefined && { hint }),
    args: { argument: shown },
  };
}
