import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../../errors.ts';
import { type AppendLog, openAppendLog, readAppendLog } from '../../files/append-log.ts';
import { withLock } from '../../files/lock.ts';
import { writeFileAtomically } from '../../files/write-file.ts';
import { type Blobs, openBlobs } from './blobs.ts';
import type { Change, Entry, StateStore } from './state-store.ts';
import { blobsOf, entryOf, isWrittenChange, type WrittenChange, writtenChange } from './written-change.ts';

/** Version of the format described at `StateFolder`; a higher one is refused. */
const formatVersion = 1;

const format = 'imprint-emulator-state';

/** Settings of a state folder. */
export interface StateFolderOptions {
  /** Seed of a new state. Default: `imprint`. For one that exists it must be the same, or absent. */
  readonly seed?: string;
  /** Changes after which all is written anew, in bytes, once they are also more than what there is. Default 8 MiB. */
  readonly compactBytes?: number;
  /** How long to wait for an emulator that has the folder. Default 7,000: longer than a killed one holds it. */
  readonly lockWaitMs?: number;
}

/** Age at which a lock that its holder no longer refreshes is taken over. */
const staleMs = 5_000;

/**
 * Runs `action` with the state kept in a folder, which is made when there is none, and gives back what it gives. Nobody else can use it meanwhile.
 *
 * @throws SettingsError when the folder cannot be made or written, is in use, holds something else, is damaged, of a later version or of another seed.
 */
export async function withStateFolder<T>(
  folder: string,
  options: StateFolderOptions,
  action: (store: StateStore) => Promise<T>,
): Promise<T> {
  const names = namesIn(folder);
  refuseForeign(folder, names);
  return withLock(
    join(folder, 'state'),
    async () => {
      // What a killed emulator had begun to write in place of the file.
      for (const name of names) if (unfinished.test(name)) rmSync(join(folder, name), { force: true });
      const store = new StateFolder(folder, options);
      try {
        return await action(store);
      } finally {
        store.close();
      }
    },
    { staleMs, waitMs: options.lockWaitMs ?? 7_000 },
  );
}

const unfinished = /^\.state\.jsonl\.[0-9a-f]+\.tmp$/;

/** Names in a folder, which is made when there is none. */
function namesIn(folder: string): readonly string[] {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK);
    return readdirSync(folder);
  } catch (cause) {
    throw new SettingsError(`cannot keep state in ${folder}: ${(cause as Error).message}; name another folder`, {
      cause,
    });
  }
}

/** Nothing of another program is ever touched: a folder is new, empty or one of ours. */
function refuseForeign(folder: string, names: readonly string[]): void {
  const ours = ['state.jsonl', 'state.lock', 'blobs'];
  const foreign = names.find((name) => !ours.includes(name) && !unfinished.test(name));
  if (foreign === undefined) return;
  throw new SettingsError(`${folder} is no state of an emulator (it holds '${foreign}'); name a new or empty folder`);
}

interface Header {
  readonly format: string;
  readonly version: number;
  readonly seed: string;
  /** What there was when the file was written. */
  readonly entries: readonly WrittenChange[];
}

/**
 * `state.jsonl`: a first line with the format, the seed and everything there was when the file was written, then one line for each
 * request that changed something. The first line always comes with a whole new file, a later one counts once its line break is there;
 * so whatever moment a process is killed at, the file says what was so after some request. `blobs/` holds contents; they are
 * written before the line that names them, and removed after the file that no longer does.
 */
class StateFolder implements StateStore {
  readonly seed: string;
  private readonly path: string;
  private readonly blobs: Blobs;
  private readonly compactBytes: number;
  private readonly current = new Map<string, WrittenChange>();
  private log: AppendLog;
  private snapshotBytes: number;

  constructor(folder: string, { seed, compactBytes = 8_388_608 }: StateFolderOptions) {
    this.path = join(folder, 'state.jsonl');
    this.compactBytes = compactBytes;
    if (!existsSync(this.path)) this.writeSnapshot(seed ?? 'imprint');
    this.blobs = openBlobs(join(folder, 'blobs'));
    const [header, ...changes] = readRecords(this.path);
    this.seed = header.seed;
    if (seed !== undefined && seed !== this.seed) {
      throw new SettingsError(`${folder} was made with --seed ${this.seed}, not ${seed}; leave --seed out`);
    }
    for (const change of header.entries) this.apply(change);
    for (const change of changes.flat()) this.apply(change);
    this.log = openAppendLog(this.path);
    this.snapshotBytes = JSON.stringify(header).length;
    this.removeUnnamedBlobs();
  }

  *entries(): Iterable<Entry> {
    const known = new Map<string, Uint8Array>();
    const read = (hash: string): Uint8Array => {
      const content = known.get(hash) ?? this.blobs.read(hash);
      known.set(hash, content);
      return content;
    };
    for (const written of this.current.values()) {
      const entry = entryOf(written, read);
      if (entry !== undefined) yield entry;
    }
  }

  commit(changes: readonly Change[]): void {
    const written = changes.map((change) => writtenChange(change, this.blobs));
    this.log.append(written);
    for (const change of written) this.apply(change);
    const changedBytes = statSync(this.path).size - this.snapshotBytes;
    if (changedBytes > Math.max(this.compactBytes, this.snapshotBytes)) this.compact();
  }

  close(): void {
    this.log.close();
  }

  private compact(): void {
    this.writeSnapshot(this.seed);
    this.log.close();
    this.log = openAppendLog(this.path);
    this.snapshotBytes = statSync(this.path).size;
    this.removeUnnamedBlobs();
  }

  private writeSnapshot(seed: string): void {
    const header: Header = { format, version: formatVersion, seed, entries: [...this.current.values()] };
    writeFileAtomically(this.path, `${JSON.stringify(header)}\n`);
  }

  private removeUnnamedBlobs(): void {
    this.blobs.keepOnly(new Set([...this.current.values()].flatMap(blobsOf)));
  }

  private apply(change: WrittenChange): void {
    const [section, key, value] = change;
    const name = `${section} ${key}`;
    this.current.delete(name);
    if (value !== undefined) this.current.set(name, change);
  }
}

/** The header, then the changes of each request. */
function readRecords(path: string): readonly [Header, ...(readonly WrittenChange[])[]] {
  const [header, ...changes] = readAppendLog(path).records;
  if (!isHeader(header)) {
    throw new SettingsError(`${path} is not, or no longer, the state of an emulator; restore it or name a new folder`);
  }
  if (header.version !== formatVersion) {
    throw new SettingsError(
      `${path} has format version ${header.version}, and this imprint knows ${formatVersion}; use the imprint that wrote it, or name a new folder`,
    );
  }
  const faulty = changes.findIndex((record) => !isChangeList(record));
  if (faulty >= 0 || !isChangeList(header.entries)) {
    throw new SettingsError(`${path}:${faulty + 2} is not a record of changes; restore the file or name a new folder`);
  }
  return [header, ...(changes as (readonly WrittenChange[])[])]; // each just looked at
}

function isHeader(json: unknown): json is Header {
  if (typeof json !== 'object' || json === null) return false;
  const { format: name, version, seed } = json as Partial<Header>; // read with care
  return name === format && typeof version === 'number' && typeof seed === 'string';
}

function isChangeList(json: unknown): json is readonly WrittenChange[] {
  return Array.isArray(json) && json.every(isWrittenChange);
}
