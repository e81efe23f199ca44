import type { Location, Range } from '../diagnostics/range.ts';

/** The rendered files of one environment with their source map: the only thing `submit` takes. */
export interface Bundle {
  readonly formatVersion: 1;
  /** Full name of the environment. */
  readonly environment: string;
  readonly blueprint: { readonly name: string; readonly version: string };
  /** What `main.yaml` says, for programs. */
  readonly submission: Submission;
  /** Sorted by path. */
  readonly files: readonly BundleFile[];
  /** `sha256:<hex>` over the paths and bytes of the files below `infrastructure-manager/` other than `main.yaml`: what is uploaded. */
  readonly moduleHash: string;
  /** `sha256:<hex>` over paths, bytes and modes of all files. */
  readonly contentHash: string;
}

/** The deployment as submitted, its source aside. */
export interface Submission {
  /** Project id. */
  readonly project: string;
  /** Region in which Infrastructure Manager runs. */
  readonly location: string;
  readonly deploymentId: string;
  /** Fields of the `Deployment` message as the service's JSON spells them; a field that is not set is absent. */
  readonly deployment: {
    /** `projects/<project>/serviceAccounts/<email>`. */
    readonly serviceAccount?: string;
    readonly tfVersionConstraint: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly workerPool?: string;
    readonly artifactsGcsBucket?: string;
    readonly quotaValidation?: 'ENABLED' | 'ENFORCED';
    readonly providerConfig?: { readonly sourceType: 'SERVICE_MAINTAINED' };
    readonly importExistingResources?: boolean;
  };
  /** Full names of environments that are deployed before, sorted. */
  readonly dependsOn: readonly string[];
  /** Variables that another deployment's output fills, by name. */
  readonly externalValues: Readonly<Record<string, { readonly environment: string; readonly output: string }>>;
}

/** One rendered file. */
export interface BundleFile {
  /** Below `generated/<blueprint>/<env>/`, with `/`: `infrastructure-manager/main.tf`. */
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
  readonly sourceMap: SourceMap;
}

/** Segments sorted by `generated.start`, not overlapping; gaps (text of ours with no author) have none. */
export type SourceMap = readonly SourceMapSegment[];

/** Which authored text wrote a piece of a generated file. */
export interface SourceMapSegment {
  readonly generated: Range;
  /** Template text or expression that wrote it; for generated files the schema or value it was made from. */
  readonly source: Location;
  /** Whether generated and source text are the same characters, so that offsets inside map one to one. */
  readonly verbatim: boolean;
  /** Pointer of the value shown (`/parameters/region`), when the piece shows one. */
  readonly pointer?: string;
}
