/** Something the emulator knows that came, changed or went. */
export interface Change {
  /** Which kind of thing it is: the name of a table, `buckets`, `objects`. */
  readonly section: string;
  readonly key: string;
  /** Plain JSON, but for fields that are bytes or lists of bytes. Absent: it is gone. */
  readonly value?: object;
}

/** Something that was kept. */
export type Entry = Required<Change>;

/** Where an emulator keeps what it knows (20.1). */
export interface StateStore {
  /** The seed everything kept was made up with. */
  readonly seed: string;
  /** Everything kept, in the order it came. */
  entries(): Iterable<Entry>;
  /**
   * Keeps changes, all of them or none, and for good when it returns.
   * @throws Error when they cannot be written; then none is kept.
   */
  commit(changes: readonly Change[]): void;
}
