import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ParameterFacts } from './parameter-facts.ts';
import { showPath } from './parameter-path.ts';
import { argumentNote, sourceLocation } from './provenance.ts';
import { keyword, memberView, type SchemaView } from './schema-view.ts';
import type { MapSetting, Setting } from './setting.ts';

/** Warns at the key of deprecated parameters that are given, and refuses one that is given beside its replacement. */
export function checkDeprecations(facts: ParameterFacts): readonly Diagnostic[] {
  return checkMap(facts.settings, facts.view, []);
}

function checkMap(map: MapSetting, view: SchemaView, path: readonly (string | number)[]): readonly Diagnostic[] {
  return [...map.entries].flatMap(([name, setting]) => {
    const member = memberView(view, name) ?? [];
    const at = [...path, name];
    const isUsed = keyword(member, 'deprecated')?.value === true && setting.source.kind !== 'default';
    return [...(isUsed ? [deprecated(setting, member, map, at)] : []), ...checkInside(setting, member, at)];
  });
}

function checkInside(setting: Setting, view: SchemaView, path: readonly (string | number)[]): readonly Diagnostic[] {
  if (setting.kind === 'map') return checkMap(setting, view, path);
  if (setting.kind !== 'list') return [];
  return setting.items.flatMap((item, index) => checkInside(item, memberView(view, index) ?? [], [...path, index]));
}

function deprecated(
  setting: Setting,
  view: SchemaView,
  siblings: MapSetting,
  path: readonly (string | number)[],
): Diagnostic {
  const name = showPath(path);
  const location = sourceLocation(setting.source, 'key');
  const note = argumentNote(setting.source);
  const replacement = keyword(view, 'x-replaced-by')?.value;
  const other = typeof replacement === 'string' ? siblings.entries.get(replacement) : undefined;
  if (other !== undefined && other.source.kind !== 'default') {
    const place = sourceLocation(other.source, 'key');
    return {
      code: 'replaced-parameter',
      severity: 'error',
      message: `\`${name}\` is given although its replacement \`${replacement}\` is${note}`,
      ...(location && { location }),
      ...(place && { related: [{ message: `\`${replacement}\` is set here`, location: place }] }),
      hint: `remove \`${name}\``,
      args: { key: name },
    };
  }
  return {
    code: 'deprecated-parameter',
    severity: 'warning',
    message: `\`${name}\` is deprecated${note}`,
    ...(location && { location }),
    hint: typeof replacement === 'string' ? `set \`${replacement}\` instead` : 'remove it',
    args: { key: name },
  };
}
