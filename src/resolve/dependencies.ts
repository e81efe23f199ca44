import type { Workspace } from '../load/workspace.ts';
import {
  type EnvironmentEntry,
  type EnvironmentIndex,
  findEnvironment,
  indexEnvironments,
} from './environment-index.ts';
import { mergeLayers } from './layers.ts';
import { lineageOf } from './lineage.ts';
import type { ProvenanceSource } from './resolved-environment.ts';
import type { MapSetting, Setting } from './setting.ts';

/** A mention of another environment. */
export interface Mention {
  /** As written. */
  readonly reference: string;
  readonly source: ProvenanceSource;
  /** Absent when there is no such environment. */
  readonly target?: EnvironmentEntry;
}

const known = new WeakMap<EnvironmentIndex, Map<EnvironmentEntry, readonly Mention[]>>();

/** The environments that have to be deployed before this one: of `dependsOn`, then of `inputsFrom`. Remembered per workspace. */
export function dependenciesOf(workspace: Workspace, entry: EnvironmentEntry): readonly Mention[] {
  const index = indexEnvironments(workspace);
  const all = known.get(index) ?? new Map<EnvironmentEntry, readonly Mention[]>();
  known.set(index, all);
  const mentions =
    all.get(entry) ?? readMentions(index, entry, mergeLayers(index, lineageOf(workspace, index, entry).layers));
  all.set(entry, mentions);
  return mentions;
}

function readMentions(index: EnvironmentIndex, entry: EnvironmentEntry, spec: MapSetting): readonly Mention[] {
  const listed = itemsOf(spec.entries.get('dependsOn'));
  const inputs = spec.entries.get('inputsFrom');
  const sources =
    inputs?.kind === 'map' ? [...inputs.entries.values()].map((input) => memberOf(input, 'environment')) : [];
  return [...listed, ...sources].flatMap((setting) => {
    if (setting?.kind !== 'scalar' || typeof setting.value !== 'string') return [];
    const target = findMentioned(index, setting.value, entry);
    return [{ reference: setting.value, source: setting.source, ...(target && { target }) }];
  });
}

/** The items of a list, or those a list patch brings along. */
function itemsOf(setting: Setting | undefined): readonly Setting[] {
  if (setting?.kind === 'list') return setting.items;
  return setting?.kind === 'list patch' ? [...setting.prepended, ...setting.appended] : [];
}

function memberOf(setting: Setting, key: string): Setting | undefined {
  return setting.kind === 'map' ? setting.entries.get(key) : undefined;
}

/** What a name in `dependsOn` or `inputsFrom` means: as in `extends`, or else a short name that is unique in the workspace. */
export function findMentioned(
  index: EnvironmentIndex,
  reference: string,
  from: EnvironmentEntry,
): EnvironmentEntry | undefined {
  const near = findEnvironment(index, reference, from);
  const candidates = index.byShortName.get(reference) ?? [];
  return near ?? (candidates.length === 1 ? candidates[0] : undefined);
}
