import type { Location, Range } from '../diagnostics/range.ts';
import type { LoadedBlueprint } from '../load/blueprint.ts';
import type { JsonObject } from '../load/document.ts';
import type { Budget, DeploymentSettings } from '../load/environment.ts';

/** One environment after inheritance, defaults and overrides. */
export interface ResolvedEnvironment {
  /** Full name `<blueprint>/<environment>`. */
  readonly name: string;
  /** Short name. */
  readonly shortName: string;
  /** File of the environment's own document. */
  readonly file: string;
  /** `metadata.name` of the environment's own document: where faults stand that concern nothing it sets. */
  readonly nameLocation: Location;
  readonly blueprint: LoadedBlueprint;
  /** Project id. */
  readonly project: string;
  /** Region in which Infrastructure Manager runs. */
  readonly location: string;
  /** With `id` and `terraformVersion` always filled in. */
  readonly deployment: DeploymentSettings & { readonly id: string; readonly terraformVersion: string };
  /** Every parameter that has a value, keys sorted; those of `inputsFrom` are absent. */
  readonly parameters: JsonObject;
  readonly usage: JsonObject;
  /** Absent when the environment has none of its own. */
  readonly budget?: Budget;
  /** Folder of the policy hierarchy, relative to the workspace root; absent when none is named. */
  readonly policies?: string;
  /** Full names, sorted. */
  readonly dependsOn: readonly string[];
  /** Parameter name to source, with the environment's full name. */
  readonly inputsFrom: Readonly<Record<string, { readonly environment: string; readonly output: string }>>;
  /** Files the result was made from: own document, bases, blueprint; sorted. */
  readonly files: readonly string[];
  /**
   * Who set each value, by pointer into the resolved `spec` (`/parameters/region`, `/project`, `/deployment/labels/team`).
   * Has an entry for every leaf, list and map; of a map that several documents fill, the newest that does, with the others in `overrode`. `provenanceOf` falls back to the nearest ancestor.
   */
  readonly provenance: ReadonlyMap<string, Provenance>;
}

/** Who set a value, and what it took the place of. */
export interface Provenance {
  readonly source: ProvenanceSource;
  /** Earlier settings of the same value, newest first; empty when none. */
  readonly overrode: readonly ProvenanceSource[];
}

/** One setting of a value. `key` is the range of its key in the same file; absent for items of lists. */
export type ProvenanceSource =
  | { readonly kind: 'document'; readonly location: Location; readonly key?: Range }
  /** A default: of the blueprint's parameter schema (with its place), or of imprint itself (without). */
  | { readonly kind: 'default'; readonly location?: Location; readonly key?: Range }
  /** `--set` (argument text as typed, secrets masked), or a `--values-file` (with its place). */
  | {
      readonly kind: 'command line';
      readonly argument: string;
      readonly location?: Location;
      readonly key?: Range;
    };
