import { isJsonObject } from '../load/json-values.ts';
import { mergeSettings } from './merge-settings.ts';
import { documentPlaces, type Positioned, readMap, readSetting } from './read-setting.ts';
import type { ProvenanceSource } from './resolved-environment.ts';
import { keyword, memberView, properties, type SchemaView } from './schema-view.ts';
import type { ListPatchSetting, MapSetting, Setting, SourceAt } from './setting.ts';

/** How deep defaults may call for further defaults; only schemas that refer to themselves get there. */
const maxDefaultDepth = 32;

/**
 * Settles what merging left open: values that are not set get the default of their schema (in maps and lists too, but no map is made up
 * to hold one), list patches the list they extend, and what is unset without a default goes away.
 */
export function fillDefaults(parameters: MapSetting, view: SchemaView, blueprint: Positioned): MapSetting {
  return new DefaultFiller(blueprint).fillMap(parameters, view, 0);
}

/** Defaults as settings; a view belongs to one blueprint. */
const defaults = new WeakMap<SchemaView, Setting>();

/** One pass over one parameter object. */
class DefaultFiller {
  private readonly sourceAt: SourceAt;

  constructor(blueprint: Positioned) {
    const placeOf = documentPlaces(blueprint);
    this.sourceAt = (pointer): ProvenanceSource => ({ kind: 'default', ...placeOf(pointer) });
  }

  fillMap(map: MapSetting, view: SchemaView, depth: number): MapSetting {
    const entries = new Map<string, Setting>();
    const declared = properties(view);
    for (const [key, setting] of map.entries) {
      const filled = this.fill(setting, memberView(view, key) ?? [], depth);
      if (filled !== undefined) entries.set(key, filled);
    }
    for (const [key, property] of declared) {
      const filled = map.entries.has(key) ? undefined : this.fill(undefined, property, depth);
      if (filled !== undefined) entries.set(key, filled);
    }
    return { ...map, entries };
  }

  private fill(setting: Setting | undefined, view: SchemaView, depth: number): Setting | undefined {
    switch (setting?.kind) {
      case undefined:
      case 'unset':
        return this.fillAbsent(setting, view, depth);
      case 'map':
        return this.fillMap(setting, view, depth);
      case 'list':
        return { ...setting, items: this.fillItems(setting.items, view, depth) };
      case 'list patch':
        return this.closePatch(setting, view, depth);
      case 'scalar':
        return setting;
    }
  }

  private fillItems(items: readonly Setting[], view: SchemaView, depth: number): readonly Setting[] {
    return items.map((item, index) => this.fill(item, memberView(view, index) ?? [], depth) ?? item);
  }

  private fillAbsent(unset: Setting | undefined, view: SchemaView, depth: number): Setting | undefined {
    const standard = depth < maxDefaultDepth ? this.defaultOf(view) : undefined;
    if (standard === undefined) return undefined;
    const setting = unset === undefined ? standard : { ...standard, overrode: [unset.source, ...unset.overrode] };
    return this.fill(setting, view, depth + 1);
  }

  /** A patch that no layer below settled extends the default list. */
  private closePatch(patch: ListPatchSetting, view: SchemaView, depth: number): Setting {
    const standard = patch.misplacedOn === undefined ? this.defaultOf(view) : undefined;
    const { source, overrode, prepended, appended } = patch;
    const onDefault = standard?.kind === 'list' ? mergeSettings(standard, { ...patch, closed: false }) : undefined;
    const list = onDefault ?? { kind: 'list', source, overrode, items: [...prepended, ...appended] };
    return list.kind === 'list' ? { ...list, items: this.fillItems(list.items, view, depth) } : list;
  }

  private defaultOf(view: SchemaView): Setting | undefined {
    const known = defaults.get(view);
    if (known !== undefined) return known;
    const standard = keyword(view, 'default');
    if (standard === undefined || standard.value === null) return undefined;
    const setting = isJsonObject(standard.value)
      ? readMap(standard.value, standard.pointer, this.sourceAt)
      : readSetting(standard.value, standard.pointer, this.sourceAt);
    defaults.set(view, setting);
    return setting;
  }
}
