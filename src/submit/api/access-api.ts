import type { AccessPolicy } from '../../config-api/access-policy.ts';

/** Who may do what with deployments. `resource` is a deployment's full name. */
export interface AccessApi {
  getIamPolicy(
    resource: string,
    query?: { readonly options: { readonly requestedPolicyVersion: number } },
  ): Promise<AccessPolicy>;
  setIamPolicy(request: {
    readonly resource: string;
    readonly policy: AccessPolicy;
    /** Absent: bindings and etag. */
    readonly updateMask?: string;
  }): Promise<AccessPolicy>;
  /** Those of the permissions that the caller has. */
  testIamPermissions(request: {
    readonly resource: string;
    readonly permissions: readonly string[];
  }): Promise<{ readonly permissions?: readonly string[] }>;
}
