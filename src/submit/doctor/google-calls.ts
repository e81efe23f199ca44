import { callJson, type RestContext } from '../rest-call.ts';

/** Reads of other Google APIs, for checks. Each throws `ServiceError`; what an answer does not tell is absent. */
export interface GoogleCalls {
  getProject(project: string): Promise<{ readonly state?: string; readonly name?: string }>;
  getBilling(project: string): Promise<{ readonly billingEnabled?: boolean }>;
  getService(project: string, service: string): Promise<{ readonly state?: string }>;
  /** Those of the permissions that the caller has on the project. */
  testProject(project: string, permissions: readonly string[]): Promise<readonly string[]>;
  getServiceAccount(email: string): Promise<{ readonly disabled?: boolean }>;
  /** Those of the permissions that the caller has on the service account. */
  testServiceAccount(email: string, permissions: readonly string[]): Promise<readonly string[]>;
  getProjectPolicy(
    project: string,
  ): Promise<{ readonly bindings?: readonly { readonly role?: string; readonly members?: readonly string[] }[] }>;
}

/** Roots of the APIs, without a final slash. */
const roots = {
  projects: 'https://cloudresourcemanager.googleapis.com/v3/projects',
  billing: 'https://cloudbilling.googleapis.com/v1/projects',
  services: 'https://serviceusage.googleapis.com/v1/projects',
  accounts: 'https://iam.googleapis.com/v1/projects/-/serviceAccounts',
} as const;

/** The REST calls. */
export function googleCalls(context: RestContext): GoogleCalls {
  // Casts: an answer is taken to be what the published interface of its API says.
  const get = async <T>(method: string, resource: string, url: string): Promise<T> =>
    (await callJson({ method, resource, verb: 'GET', url, idempotent: true }, context)) as T;
  const post = async <T>(method: string, resource: string, url: string, json: object): Promise<T> =>
    (await callJson({ method, resource, verb: 'POST', url, json, idempotent: true }, context)) as T;
  const test = async (resource: string, url: string, permissions: readonly string[]): Promise<readonly string[]> => {
    const answer = await post<{ permissions?: readonly string[] }>('TestIamPermissions', resource, url, {
      permissions,
    });
    return answer.permissions ?? [];
  };
  return {
    getProject: (project) => get('GetProject', `projects/${project}`, `${roots.projects}/${project}`),
    getBilling: (project) => get('GetBillingInfo', `projects/${project}`, `${roots.billing}/${project}/billingInfo`),
    getService: (project, service) =>
      get('GetService', `projects/${project}/services/${service}`, `${roots.services}/${project}/services/${service}`),
    testProject: (project, permissions) =>
      test(`projects/${project}`, `${roots.projects}/${project}:testIamPermissions`, permissions),
    getServiceAccount: (email) => get('GetServiceAccount', email, `${roots.accounts}/${email}`),
    testServiceAccount: (email, permissions) =>
      test(email, `${roots.accounts}/${email}:testIamPermissions`, permissions),
    getProjectPolicy: (project) =>
      post('GetIamPolicy', `projects/${project}`, `${roots.projects}/${project}:getIamPolicy`, {
        options: { requestedPolicyVersion: 3 },
      }),
  };
}
