import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of terraform that recordings are made with. */
export const recordedVersion = '1.11.4';

/** What a program says of one module, in a form that is the same in every run. */
export interface Recording {
  /** Of the module. */
  readonly name: string;
  /** Verdict of `terraform validate`. */
  readonly valid: boolean;
  /** Diagnostics of `terraform validate`, in its order. */
  readonly findings: readonly Finding[];
  /** Resource instances of the state before planning, as the state file has them. Absent: there was none. */
  readonly state?: StateFile;
  /** What `terraform plan` says. Absent when the module is not valid. */
  readonly plan?: RecordedPlan;
}

/** A Terraform state, version 4. */
export interface StateFile {
  readonly resources: readonly { readonly instances: readonly unknown[] }[];
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** A diagnostic; without place when it is about the module as a whole. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What planning led to. */
export interface RecordedPlan {
  /** Diagnostics that validating does not have; an error means that there is no plan. */
  readonly findings: readonly Finding[];
  /** By address. Absent when planning was refused. */
  readonly resources?: Readonly<Record<string, ResourceChange>>;
  /** By name. Absent when planning was refused. */
  readonly outputs?: Readonly<Record<string, Change>>;
}

/** A change, as the plan JSON has it. Integers beyond 2^53 are text. */
export interface Change {
  readonly actions: readonly string[];
  /** Absent when the value is unknown as a whole. */
  readonly after?: unknown;
  readonly unknown: unknown;
  readonly sensitive: unknown;
}

/** A change of a resource instance. */
export interface ResourceChange extends Change {
  /** Why it is replaced or deleted. Absent when terraform gives no reason. */
  readonly reason?: string;
  /** Attributes whose change replaces it. Absent: none. */
  readonly replacePaths?: unknown;
  /** Where it stood in the state, when it is moved. */
  readonly previousAddress?: string;
  /** The id it is imported from. Absent: it is not imported. */
  readonly importing?: unknown;
}

/** Reads the recordings of all modules in a folder: files with one JSON object a line. By name of the module. */
export function recordingsOf(folder: string): ReadonlyMap<string, Recording> {
  const files = readdirSync(folder).filter((entry) => entry.endsWith('.jsonl'));
  const lines = files.sort().flatMap((entry) => readFileSync(join(folder, entry), 'utf8').split('\n'));
  return new Map(
    lines
      .filter((line) => line !== '')
      .map((line) => {
        // What the recorder wrote; a test asks terraform again for a sample.
        const recording = JSON.parse(line) as Recording;
        return [recording.name, recording];
      }),
  );
}

/** The text of a file of recordings. Keys sorted. */
export function writeRecordings(recordings: readonly Recording[]): string {
  return recordings.map((each) => `${JSON.stringify(sortKeys(each))}\n`).join('');
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sortKeys(member)]));
}
