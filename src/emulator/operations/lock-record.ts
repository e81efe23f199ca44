/** A lock on a deployment. */
export interface LockRecord {
  /** Full name of the deployment. */
  readonly name: string;
  /** Decimal text of a number never given before. */
  readonly lockId: string;
  /** What it is held for, as Terraform's lock files name it. */
  readonly operation: string;
  /** Full name of the operation that took it. */
  readonly info: string;
  readonly who: string;
  /** Terraform version of the deployment. */
  readonly version: string;
  /** RFC 3339. */
  readonly createTime: string;
  /** Who gives it back: the caller of LockDeployment, or the run that took it when it ends. */
  readonly holder: 'caller' | 'run';
}
