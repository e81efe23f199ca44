import type { Location } from '../diagnostics/range.ts';
import type { LoadedBlueprint } from '../load/blueprint.ts';
import type { JsonObject } from '../load/document.ts';
import type { EnvironmentEntry } from './environment-index.ts';
import type { Provenance } from './resolved-environment.ts';
import type { SchemaView } from './schema-view.ts';
import type { MapSetting } from './setting.ts';

/** What the checks of an environment's parameters look at. */
export interface ParameterFacts {
  readonly entry: EnvironmentEntry;
  readonly blueprint: LoadedBlueprint;
  readonly view: SchemaView;
  /** With defaults and overrides; parameters of `inputsFrom` are absent. */
  readonly settings: MapSetting;
  /** `settings` as plain values. */
  readonly values: JsonObject;
  /** By pointer into the resolved `spec`. */
  readonly provenance: ReadonlyMap<string, Provenance>;
  /** Names of the parameters whose values come from other deployments. */
  readonly inputs: ReadonlySet<string>;
  /** Where faults stand that concern nothing the environment sets: its `spec.parameters` key, or what comes nearest. */
  readonly home: Location;
}
