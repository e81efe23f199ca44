import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openProviderFacts } from '../../src/terraform/facts/provider-facts.ts';
import { emulated, place } from '../emulator/emulated.ts';

const root = resolve(import.meta.dirname, '../..');
const facts = openProviderFacts([fileURLToPath(new URL('../../schemas/providers', import.meta.url))]);

it.each(['dev', 'staging', 'prod', 'prod-dr'])('%s, applied twice, has nothing to change', async (environment) => {
  const files = moduleOf(environment);
  const { deploy, update, get } = await emulated({ facts });
  const first = await deploy('risk', files);
  expect(first.stateDetail).toBeUndefined();
  expect(first.state).toBe('ACTIVE');
  const { serviceAccount, terraformBlueprint, tfVersionConstraint } = first;
  const second = await update('risk', { serviceAccount, terraformBlueprint, tfVersionConstraint });
  expect(second.state).toBe('ACTIVE');
  const { body } = await get(`/v1/${place}/deployments/risk/revisions/r-1/resources?pageSize=500`);
  const resources: { intent: string; terraformInfo: { address: string } }[] = body.resources;
  expect(resources.length).toBeGreaterThan(50);
  const changed = resources.filter(({ intent }) => intent !== 'UNCHANGED');
  expect(changed.map(({ intent, terraformInfo }) => `${intent} ${terraformInfo.address}`)).toEqual([]);
});

function moduleOf(environment: string): Record<string, string> {
  const folder = join(root, 'generated/hft-risk-analytics', environment, 'infrastructure-manager');
  const names = readdirSync(folder).filter((name) => name !== 'main.yaml');
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
