import type { Operation } from '../../config-api/operation.ts';
import type { LockInfo, Statefile } from '../../config-api/service-resources.ts';

/** Locks and statefiles of deployments. A statefile is read and written at the signed URL that is answered. */
export interface StatefilesApi {
  lockDeployment(request: { readonly name: string }): Promise<Operation>;
  unlockDeployment(request: LockHolder): Promise<Operation>;
  /** The holder of the lock; refused while there is none. */
  exportLockInfo(name: string): Promise<LockInfo>;
  exportDeploymentStatefile(request: {
    /** The deployment. */
    readonly parent: string;
    /** The state that was imported and is not in effect before the unlock. */
    readonly draft: boolean;
  }): Promise<Statefile>;
  exportRevisionStatefile(request: { readonly parent: string }): Promise<Statefile>;
  importStatefile(request: {
    readonly parent: string;
    readonly lockId: string;
    /** Whether the state takes effect at once. What the service documents of it is its name. */
    readonly skipDraft?: boolean;
  }): Promise<Statefile>;
  deleteStatefile(request: LockHolder): Promise<object>;
}

/** A deployment with the lock that entitles to change it. */
export interface LockHolder {
  readonly name: string;
  /** Decimal int64. */
  readonly lockId: string;
}
