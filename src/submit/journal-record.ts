import { SettingsError } from '../errors.ts';
import type { Mutation } from './mutation.ts';

/** Version of the form of journal records; another one is refused, never guessed at. */
export const journalVersion = 1;

/**
 * One line of the journal. A page of it is the story of one mutation: `begun` is on the disk before the request is sent, `submitted`
 * once the service has named its operation, `ended` when the outcome is known. Nothing in it is secret: a deployment's message
 * has the fields of the rendered `main.yaml`, and values of inputs travel in the module.
 */
export type JournalRecord = BegunRecord | SubmittedRecord | EndedRecord;

/** What is about to be asked of the service. */
export interface Intent {
  /** Full name of the environment; the deployment's where it was named by that. */
  readonly environment: string;
  /** Full name of the deployment. */
  readonly deployment: string;
  /** Content hash of the bundle; absent for deletes. */
  readonly contentHash?: string;
  readonly mutation: Mutation;
  /** The deployment as it was when this was decided; absent when there was none. */
  readonly before?: DeploymentMark;
}

/** What tells whether a deployment is still the same, and untouched. */
export interface DeploymentMark {
  /** Another one means: deleted and made again. */
  readonly createTime?: string;
  /** Moves with every change of the deployment, its state included. */
  readonly updateTime?: string;
  /** Full name; absent when there is none. */
  readonly latestRevision?: string;
}

interface BegunRecord extends Intent {
  readonly kind: 'begun';
  readonly formatVersion: number;
  /** `google`, or the URL of an emulator. */
  readonly target: string;
  /** RFC 3339. */
  readonly time: string;
}

interface SubmittedRecord {
  readonly kind: 'submitted';
  readonly operation: string;
  readonly time: string;
}

interface EndedRecord {
  readonly kind: 'ended';
  readonly outcome: string;
  readonly time: string;
}

/** A mutation whose outcome is not known yet. */
export interface JournalEntry extends Intent {
  readonly target: string;
  /** When it was about to be sent first; RFC 3339. */
  readonly time: string;
  /** Full name of its operation; absent when the service's answer was not recorded: it may or may not have arrived. */
  readonly operation?: string;
}

/**
 * Reads the records of a page: undefined when nothing is open (an empty page, or one whose end is recorded).
 * @throws SettingsError for records that this version cannot have written; `file` is for its message.
 */
export function readEntry(records: readonly unknown[], file: string): JournalEntry | undefined {
  const [begun, ...later] = records.map((record) => parse(record, file));
  if (begun === undefined || later.some(({ kind }) => kind === 'ended')) return undefined;
  if (begun.kind !== 'begun') throw unreadable(file, `it begins with '${begun.kind}'`);
  const { kind, formatVersion, ...intent } = begun;
  const submitted = later.findLast((record) => record.kind === 'submitted');
  return { ...intent, ...(submitted !== undefined && { operation: submitted.operation }) };
}

function parse(record: unknown, file: string): JournalRecord {
  if (typeof record !== 'object' || record === null || !('kind' in record))
    throw unreadable(file, 'a record has no kind');
  const { kind } = record;
  if (kind === 'begun') {
    const version = 'formatVersion' in record ? record.formatVersion : undefined;
    if (version !== journalVersion) {
      throw unreadable(file, `its format is ${JSON.stringify(version)}, and this version reads ${journalVersion}`);
    }
  } else if (kind !== 'submitted' && kind !== 'ended')
    throw unreadable(file, `a record is of kind ${JSON.stringify(kind)}`);
  // Cast: with this version and kind it was written by `Journal`, and a torn record has been cut off before.
  return record as JournalRecord;
}

function unreadable(file: string, why: string): SettingsError {
  return new SettingsError(
    `${file} cannot be read: ${why}\n` +
      'Settle it with the version of imprint that wrote it (`imprint resume`), or see with `imprint status` that nothing is under way and remove the file',
  );
}
