import { describe, expect, it } from 'vitest';
import type { RequiredProvider } from '../../../src/terraform/config/module-config.ts';
import type { FactsOfProvider, ProviderFacts, TypeFacts } from '../../../src/terraform/facts/facts.ts';
import { factsOfResource } from '../../../src/terraform/facts/facts-of-resource.ts';

const bucket: TypeFacts = { type: 'google_storage_bucket', mode: 'managed' };

function providerOf(source: string): FactsOfProvider {
  const type: FactsOfProvider['type'] = (mode, name) =>
    mode === 'managed' && name === bucket.type ? bucket : undefined;
  return { source, version: '1.0.0', type, names: () => [] };
}

const known = new Map(['hashicorp/google', 'acme/google'].map((source) => [source, providerOf(source)]));
const facts: ProviderFacts = { provider: (source) => known.get(source) };

function required(name: string, source: string): RequiredProvider {
  return { name, source, file: 'main.tf', range: { start: 0, end: 0 }, aliases: [] };
}

describe('the facts of a resource', () => {
  const config = { mode: 'managed', type: 'google_storage_bucket', provider: 'google' } as const;

  it('come from the provider that the local name stands for', () => {
    expect(factsOfResource(config, { requiredProviders: new Map() }, facts)).toMatchObject({
      source: 'hashicorp/google',
      type: bucket,
    });
    const requiredProviders = new Map([['google', required('google', 'acme/google')]]);
    const found = factsOfResource({ ...config, provider: 'google.eu' }, { requiredProviders }, facts);
    expect([found.source, found.provider?.source]).toEqual(['acme/google', 'acme/google']);
  });

  it('are not there for a type or a provider that is not known', () => {
    const none = { requiredProviders: new Map<string, RequiredProvider>() };
    expect(factsOfResource({ ...config, mode: 'data' }, none, facts).type).toBeUndefined();
    expect(factsOfResource({ ...config, provider: 'aws' }, none, facts)).toEqual({ source: 'hashicorp/aws' });
    expect(factsOfResource({ ...config, provider: 'terraform' }, none, facts).source).toBe(
      'terraform.io/builtin/terraform',
    );
  });
});
