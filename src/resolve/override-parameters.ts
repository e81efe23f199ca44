import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { applySet } from './apply-set.ts';
import { fillDefaults } from './defaults.ts';
import { findListPatchFaults, type ListPatchFault } from './list-patches.ts';
import { mergeMaps } from './merge-settings.ts';
import { type Overrides, valuesLayer } from './overrides.ts';
import type { Positioned } from './read-setting.ts';
import type { SchemaView } from './schema-view.ts';
import type { MapSetting } from './setting.ts';

/** The settings of `spec` after overrides and defaults. */
export interface OverriddenSettings {
  readonly spec: MapSetting;
  /** `parameters` of `spec`. */
  readonly parameters: MapSetting;
  /** What the command line set: the parameters of each values file, and all parameters after the `--set`s. */
  readonly layers: readonly MapSetting[];
  readonly faults: readonly ListPatchFault[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Lays values files over the documents, fills in defaults, and applies each `--set` to what is there then. */
export function overrideParameters(
  merged: MapSetting,
  view: SchemaView,
  blueprint: Positioned,
  overrides: Overrides,
): OverriddenSettings {
  const diagnostics: Diagnostic[] = [];
  const layers: MapSetting[] = [];
  const written = merged.entries.get('parameters');
  let parameters = written?.kind === 'map' ? written : emptyMap(merged);
  for (const file of overrides.valuesFiles) {
    const layer = valuesLayer(file);
    diagnostics.push(...layer.diagnostics);
    if (layer.value === undefined) continue;
    layers.push(layer.value);
    parameters = mergeMaps(parameters, layer.value);
  }
  const faults =
    layers.length === 0
      ? []
      : findListPatchFaults(parameters).map(({ path, ...fault }) => ({ ...fault, path: ['parameters', ...path] }));
  parameters = fillDefaults(parameters, view, blueprint);
  for (const argument of overrides.sets) {
    const outcome = applySet(parameters, view, argument);
    if ('fault' in outcome) diagnostics.push(outcome.fault);
    else parameters = outcome.parameters;
  }
  if (overrides.sets.length > 0) {
    layers.push(parameters);
    parameters = fillDefaults(parameters, view, blueprint);
  }
  const spec = { ...merged, entries: new Map(merged.entries).set('parameters', parameters) };
  return { spec, parameters, layers, faults, diagnostics };
}

function emptyMap(spec: MapSetting): MapSetting {
  return { kind: 'map', source: spec.source, overrode: [], entries: new Map(), closed: false };
}
