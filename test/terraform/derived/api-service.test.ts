import { expect, it } from 'vitest';
import { apiServiceOf, grantedType, serviceByName } from '../../../src/terraform/derived/api-service.ts';
import { servicesByName } from '../../../src/terraform/derived/service-names.ts';
import { shippedFacts } from './evaluated.ts';

it.each(['hashicorp/google', 'hashicorp/google-beta'])('knows by name what the facts about %s say', (source) => {
  const provider = shippedFacts.provider(source);
  const types = provider?.names('managed') ?? [];
  const wrong = types.flatMap((type) => {
    const service = provider?.type('managed', type)?.api?.service;
    return service === undefined || service === serviceByName(type) ? [] : [`${type}: ${service}`];
  });
  expect(types.length).toBeGreaterThan(1000);
  expect(wrong).toEqual([]);
});

it('has a service for every type of the provider', () => {
  const types = shippedFacts.provider('hashicorp/google')?.names('managed') ?? [];
  expect(types.filter((type) => serviceByName(type) === undefined)).toEqual([]);
});

it.each([
  ['google_project_iam_member', 'cloudresourcemanager.googleapis.com'],
  ['google_organization_iam_binding', 'cloudresourcemanager.googleapis.com'],
  ['google_service_account_iam_policy', 'iam.googleapis.com'],
  ['google_storage_bucket_iam_member', 'storage.googleapis.com'],
  ['google_project_iam_audit_config', 'cloudresourcemanager.googleapis.com'],
  ['google_project_iam_custom_role', 'iam.googleapis.com'],
  ['random_password', undefined],
  ['google', undefined],
])('takes %s for one of %s', (type, service) => {
  expect(serviceByName(type)).toBe(service);
});

it('believes the facts before the name', () => {
  const api = { service: 'other.googleapis.com', version: 'v1', kind: 'X' };
  expect(
    apiServiceOf({ type: 'google_storage_bucket', facts: { type: 'google_storage_bucket', mode: 'managed', api } }),
  ).toBe('other.googleapis.com');
});

it('knows grants by their name', () => {
  expect(grantedType('google_kms_crypto_key_iam_member')).toBe('google_kms_crypto_key');
  expect(grantedType('google_project_iam_custom_role')).toBeUndefined();
});

it('has its rows sorted', () => {
  const names = Object.keys(servicesByName);
  expect(names).toEqual([...names].sort());
});
