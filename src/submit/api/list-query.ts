/** What of a list is wanted; absent: all of it, in the service's order. */
export interface ListQuery {
  /** `state=FAILED`, `labels.team:*`. */
  readonly filter?: string;
  /** `name desc`. */
  readonly orderBy?: string;
}
