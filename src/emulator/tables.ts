import type { Deployment } from '../config-api/deployment.ts';
import type { DeploymentGroup, DeploymentGroupRevision } from '../config-api/deployment-group.ts';
import type { IamPolicy } from '../config-api/iam-policy.ts';
import type { JsonObject } from '../config-api/json.ts';
import type { Preview, ResourceChange, ResourceDrift } from '../config-api/preview.ts';
import type { Resource, Revision } from '../config-api/revision.ts';
import type { AutoMigrationConfig } from '../config-api/service-resources.ts';
import type { FaultRecord } from './faults/fault-list.ts';
import type { Provisioning } from './groups/unit-task.ts';
import type { LockRecord } from './operations/lock-record.ts';
import type { OperationRecord } from './operations/operation-record.ts';
import type { Quota } from './quotas/quota.ts';
import type { DriftRecord } from './run/drift.ts';
import type { UploadSession } from './storage/uploads.ts';

/**
 * Values by resource name. Values are plain JSON (a field may be bytes or a list of bytes) and never changed in place, so that a
 * store may write them down as they come: a table that is added here is kept on disk without further ado.
 */
export interface Table<T> {
  get(name: string): T | undefined;
  put(name: string, value: T): void;
  delete(name: string): void;
  /**
   * Values whose name is `parent/collection/id`, in the order of their names (numbers in them by size).
   * `-` for a segment of the parent stands for any.
   */
  children(parent: string): readonly T[];
  /** Number of children of a parent without `-`. */
  count(parent: string): number;
  values(): Iterable<T>;
  /** Number of all values. */
  readonly size: number;
}

/** What is remembered of a request id (5.15). */
export interface RequestRecord {
  /** Its own name in the table. */
  readonly name: string;
  /** Method and content of the request. */
  readonly fingerprint: string;
  /** The operation as it was first answered. */
  readonly operation: JsonObject;
  readonly timeMs: number;
}

/** Something made by chance, so that it cannot be told from the seed. */
export interface SecretRecord {
  readonly name: string;
  /** Hexadecimal digits. */
  readonly value: string;
}

/** A number that only grows; `markNames` has the names of all of them. */
export interface Mark {
  readonly value: number;
}

/** Names in the table of marks. */
export const markNames = {
  /** The last number given out by `world.next()`. */
  counter: 'emulator/marks/counter',
  /** The last generation of an object. */
  generation: 'emulator/marks/generation',
  /** The time of a virtual clock. */
  clock: 'emulator/marks/clock',
} as const;

/** Everything the emulator knows, but for buckets and objects. */
export interface Tables {
  readonly deployments: Table<Deployment>;
  readonly revisions: Table<Revision>;
  readonly resources: Table<Resource>;
  readonly operations: Table<OperationRecord>;
  readonly previews: Table<Preview>;
  readonly resourceChanges: Table<ResourceChange>;
  readonly resourceDrifts: Table<ResourceDrift>;
  /** Locks in force, by the name of the deployment. */
  readonly locks: Table<LockRecord>;
  /** What was changed in the cloud past Terraform, by the name of the deployment. */
  readonly drifts: Table<DriftRecord>;
  /** What nobody must guess, by name. */
  readonly secrets: Table<SecretRecord>;
  readonly deploymentGroups: Table<DeploymentGroup>;
  readonly deploymentGroupRevisions: Table<DeploymentGroupRevision>;
  /** What operations on groups do, by the name of the operation. */
  readonly provisionings: Table<Provisioning>;
  readonly autoMigrationConfigs: Table<AutoMigrationConfig>;
  /** IAM policies by the name of their resource. */
  readonly policies: Table<IamPolicy>;
  /** Quotas set by a control call, by their own names. */
  readonly quotas: Table<Quota>;
  /** By `projects/{p}/locations/{l}/requests/{id}`. */
  readonly requests: Table<RequestRecord>;
  /** Faults in force, by `emulator/faults/{number}`. */
  readonly faults: Table<FaultRecord>;
  /** Resumable uploads under way, by `storage/uploads/{id}`. */
  readonly uploads: Table<UploadSession>;
  readonly marks: Table<Mark>;
  /** Operations a fault lost, by their names (21.9). */
  readonly lostOperations: Table<{ readonly name: string }>;
}

/** Tables in memory. */
export function memoryTables(): Tables {
  return {
    deployments: memoryTable(),
    revisions: memoryTable(),
    resources: memoryTable(),
    operations: memoryTable(),
    previews: memoryTable(),
    resourceChanges: memoryTable(),
    resourceDrifts: memoryTable(),
    locks: memoryTable(),
    drifts: memoryTable(),
    secrets: memoryTable(),
    deploymentGroups: memoryTable(),
    deploymentGroupRevisions: memoryTable(),
    provisionings: memoryTable(),
    autoMigrationConfigs: memoryTable(),
    policies: memoryTable(),
    quotas: memoryTable(),
    requests: memoryTable(),
    faults: memoryTable(),
    uploads: memoryTable(),
    marks: memoryTable(),
    lostOperations: memoryTable(),
  };
}

/** A table in memory: maps by parent, with the names kept in order once somebody asked for it. */
export function memoryTable<T>(): Table<T> {
  return new MemoryTable<T>();
}

interface Family<T> {
  readonly values: Map<string, T>;
  /** Names in order; absent until somebody asks. */
  sorted?: string[];
}

class MemoryTable<T> implements Table<T> {
  private readonly families = new Map<string, Family<T>>();
  private total = 0;

  get size(): number {
    return this.total;
  }

  get(name: string): T | undefined {
    return this.families.get(parentOf(name))?.values.get(name);
  }

  put(name: string, value: T): void {
    const parent = parentOf(name);
    const family: Family<T> = this.families.get(parent) ?? { values: new Map() };
    this.families.set(parent, family);
    if (!family.values.has(name)) {
      family.sorted?.splice(placeOf(family.sorted, name), 0, name);
      this.total++;
    }
    family.values.set(name, value);
  }

  delete(name: string): void {
    const parent = parentOf(name);
    const family = this.families.get(parent);
    if (family === undefined || !family.values.delete(name)) return;
    family.sorted?.splice(placeOf(family.sorted, name), 1);
    this.total--;
    if (family.values.size === 0) this.families.delete(parent);
  }

  children(parent: string): readonly T[] {
    if (!parent.split('/').includes('-')) return this.sorted(parent);
    return [...this.families.keys()]
      .filter((candidate) => covers(parent, candidate))
      .sort(compareNames)
      .flatMap((candidate) => this.sorted(candidate));
  }

  count(parent: string): number {
    return this.families.get(parent)?.values.size ?? 0;
  }

  *values(): Iterable<T> {
    for (const family of this.families.values()) yield* family.values.values();
  }

  private sorted(parent: string): readonly T[] {
    const family = this.families.get(parent);
    if (family === undefined) return [];
    family.sorted ??= [...family.values.keys()].sort(compareNames);
    return family.sorted.flatMap((name) => family.values.get(name) ?? []);
  }
}

/** Index of the first name that does not come before another. */
function placeOf(names: readonly string[], name: string): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareNames(names[middle] ?? '', name) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Name without its last two segments. */
function parentOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/', name.lastIndexOf('/') - 1));
}

/** Whether a parent with `-` for some segments covers another. */
function covers(pattern: string, parent: string): boolean {
  const wanted = pattern.split('/');
  const segments = parent.split('/');
  return wanted.length === segments.length && wanted.every((part, index) => part === '-' || part === segments[index]);
}

/** Orders names segment by segment: by their characters, and revision numbers by size. */
export function compareNames(left: string, right: string): number {
  if (left === right) return 0;
  let at = 0;
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  // All segments before the one with the first difference are the same.
  const start = at === 0 ? 0 : left.lastIndexOf('/', at - 1) + 1;
  const order = compareSegments(segmentAt(left, start), segmentAt(right, start));
  return order === 0 ? left.length - right.length : order;
}

function segmentAt(name: string, start: number): string {
  const end = name.indexOf('/', start);
  return end < 0 ? name.slice(start) : name.slice(start, end);
}

function compareSegments(left: string, right: string): number {
  if (left.startsWith('r-') && right.startsWith('r-')) {
    const a = /^r-(\d+)$/.exec(left)?.[1];
    const b = /^r-(\d+)$/.exec(right)?.[1];
    if (a !== undefined && b !== undefined && Number(a) !== Number(b)) return Number(a) - Number(b);
  }
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
