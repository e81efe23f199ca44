import type { Severity } from '../diagnostics/diagnostic.ts';
import type { LoadedBlueprint } from './blueprint.ts';
import type { SourceDocument } from './document.ts';
import type { Budget, Environment } from './environment.ts';

/** `imprint.yaml`, as `schemas/workspace.schema.json` describes it; every field is optional. */
export interface WorkspaceSettings {
  readonly apiVersion: 'imprint/v1';
  readonly kind: 'Workspace';
  readonly metadata?: { readonly name?: string };
  readonly spec: {
    /** Folders relative to the root; defaults `blueprints`, `environments`, `generated`. */
    readonly folders?: { readonly blueprints?: string; readonly environments?: string; readonly generated?: string };
    /** Level of a rule by code. */
    readonly rules?: Readonly<Record<string, Severity | 'off'>>;
    readonly waivers?: readonly Waiver[];
    /** File with prices of one's own, relative to the root; absent: list prices only. */
    readonly priceBook?: string;
    /** For environments without a budget of their own. */
    readonly budget?: Budget;
  };
}

/** A finding that is accepted for a time. */
export interface Waiver {
  /** Rule code. */
  readonly code: string;
  /** Organization policy constraint of the finding; absent means any. */
  readonly constraint?: string;
  /** Glob over resource addresses; absent means any. */
  readonly address?: string;
  /** Glob over environment names; absent means any. */
  readonly environment?: string;
  readonly owner: string;
  readonly reason: string;
  /** Last day, `YYYY-MM-DD`; absent means without end. */
  readonly expires?: string;
}

/** Everything read from one workspace. Documents with faults are left out of it and spoken of in the diagnostics. */
export interface Workspace {
  /** Absolute path; used for effects only, never shown. */
  readonly root: string;
  /** Absent when there is no `imprint.yaml`. */
  readonly settings?: SourceDocument<WorkspaceSettings>;
  /** By blueprint name, sorted; of a workspace that was read for some environments, those that these take. */
  readonly blueprints: ReadonlyMap<string, LoadedBlueprint>;
  /** Sorted by file. */
  readonly environments: readonly SourceDocument<Environment>[];
  /** Text of every file that was read, broken ones too, by file name as diagnostics spell it. */
  readonly sources: ReadonlyMap<string, string>;
}
