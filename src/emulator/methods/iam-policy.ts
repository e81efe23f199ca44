import type { IamPolicy } from '../../config-api/iam-policy.ts';
import type { JsonObject } from '../../config-api/json.ts';
import { permissions } from '../../config-api/permissions.ts';
import { ApiError, invalidField, invalidFields } from '../api-error.ts';
import { isPolicyVersion, policyFaults } from '../iam/policy-faults.ts';
import { isConditional, mergeBindings, policyView } from '../iam/policy-views.ts';
import { applyMask, parseMask } from '../json/field-mask.ts';
import { isObject } from '../json/scalars.ts';
import type { World } from '../world.ts';
import { requireDeployment } from './deployments.ts';
import { type Handler, json } from './handler.ts';

/** What a resource has to whom nobody gave a policy: the etag that IAM answers for it. */
const noPolicy: IamPolicy = { etag: 'ACAB' };

/** Fields that are written without a mask; the proto's default. */
const defaultMask = 'bindings,etag';

/** GetIamPolicy (15.1, 15.3). */
export const getIamPolicy: Handler = (world, { resource, request }) => {
  requireDeployment(world, resource);
  const options = request['options'];
  const version = isObject(options) ? Number(options['requestedPolicyVersion'] ?? 0) : 0;
  if (!isPolicyVersion(version)) {
    throw invalidField('options.requested_policy_version', `${version} is not 0, 1 or 3`);
  }
  return json(policyView(world.tables.policies.get(resource) ?? noPolicy, version));
};

/** SetIamPolicy (15.2, 15.4, 15.5). */
export const setIamPolicy: Handler = (world, { resource, request }) => {
  requireDeployment(world, resource);
  const mask = typeof request['updateMask'] === 'string' ? request['updateMask'].trim() : '';
  const paths = parseMask('Policy', mask === '' ? defaultMask : mask);
  const given = request['policy'];
  if (!isObject(given)) throw invalidField('policy', 'is required');
  const policy: IamPolicy = given; // decoded against the message
  const faults = policyFaults(policy);
  if (faults.length > 0) throw invalidFields(faults);
  const current = world.tables.policies.get(resource) ?? noPolicy;
  checkEtag(resource, current, policy);
  const written: IamPolicy = applyMask('Policy', json(current), given, paths);
  const stored = finished(written, etagOf(world, resource));
  world.tables.policies.put(resource, stored);
  return json(stored);
};

/** Refuses a policy made from an older one (15.2), and one that does not know of the conditions it would drop (15.5). */
function checkEtag(resource: string, current: IamPolicy, { etag = '', version = 0 }: IamPolicy): void {
  if (etag === '') return;
  if (etag !== current.etag) {
    const message = `There were concurrent policy changes on '${resource}'. Read the policy again and retry the whole read-modify-write with its etag.`;
    throw new ApiError('ABORTED', message);
  }
  if (isConditional(current) && version !== 3) {
    throw invalidField('policy.version', 'the policy in force has a condition: changing it needs version 3');
  }
}

/** A policy as it is kept: the version follows from the conditions, empty parts are left out. */
function finished({ bindings = [], auditConfigs = [] }: IamPolicy, etag: string): IamPolicy {
  const merged = mergeBindings(bindings);
  return {
    version: isConditional({ bindings }) ? 3 : 1,
    ...(merged.length > 0 ? { bindings: merged } : {}),
    ...(auditConfigs.length > 0 ? { auditConfigs } : {}),
    etag,
  };
}

/** A new etag: eight bytes in base64, never the same for one emulator. */
function etagOf(world: World, resource: string): string {
  const hex = world.random.uuid(`policy ${resource} ${world.next()}`).replaceAll('-', '').slice(0, 16);
  return Buffer.from(hex, 'hex').toString('base64');
}

/** Kinds of resources whose permissions a deployment's policy can give. */
const inherited: readonly string[] = ['deployments', 'revisions', 'resources'];

const testable: ReadonlySet<string> = new Set(
  Object.values(permissions).filter((permission) => inherited.includes(permission.split('.')[1] ?? '')),
);

/** TestIamPermissions (15.6): everything asked for on a deployment that exists, nothing on one that does not. */
export const testIamPermissions: Handler = (world, { resource, request }): JsonObject => {
  const asked = (request['permissions'] ?? []) as readonly string[]; // decoded against the message
  const faults = asked
    .map((permission, index) => ({ field: `permissions[${index}]`, description: permissionFault(permission) }))
    .flatMap(({ field, description }) => (description === undefined ? [] : [{ field, description }]));
  if (faults.length > 0) throw invalidFields(faults);
  const exists = world.tables.deployments.get(resource) !== undefined;
  return exists && asked.length > 0 ? { permissions: asked } : {};
};

function permissionFault(permission: string): string | undefined {
  if (permission.includes('*')) return `'${permission}' has a wildcard; name single permissions`;
  return testable.has(permission) ? undefined : `'${permission}' is no permission on a deployment`;
}
