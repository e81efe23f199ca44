import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Emulated, emulated, place } from '../emulator/emulated.ts';
import { shippedFacts } from '../terraform/plan/plan-module-text.ts';
import { hasTerraform } from './terraform/ask-terraform.ts';

const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
const deployment = `/v1/${place}/deployments/d`;

// Of the provider that is built into terraform: no other can be had without a network.
const main = `variable "names" {
  default = ["a", "b"]
}
resource "terraform_data" "each" {
  for_each = toset(var.names)
  input    = { name = each.key, size = 12345678901234567890, parts = [1.5, true, null] }
}
resource "terraform_data" "counted" {
  count            = 2
  input            = terraform_data.each["a"].output
  triggers_replace = [count.index]
}
resource "terraform_data" "secret" {
  input = sensitive("not to be shown")
}
output "ids" {
  value = { for key, each in terraform_data.each : key => each.id }
}
output "secret" {
  value     = terraform_data.secret.output
  sensitive = true
}
`;

describe.skipIf(!hasTerraform())('states of the emulator and of terraform (skipped without its version)', () => {
  let folder: string;
  let service: Emulated;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'imprint-states-'));
    service = await emulated({ facts: shippedFacts });
    writeFileSync(join(folder, 'main.tf'), main);
    terraform('init', '-input=false');
    expect(await service.deploy('d', { 'main.tf': main })).toMatchObject({ state: 'ACTIVE' });
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function terraform(...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync('terraform', args, { cwd: folder, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`terraform ${args.join(' ')}: ${stdout}${stderr}`);
    return stdout;
  }

  async function exported(): Promise<string> {
    const { body } = await service.call('POST', `${deployment}:exportState`, {});
    const url = body.signedUri;
    const answer = await service.emulator.handle({ method: 'GET', url, headers: {}, body: new Uint8Array() });
    return new TextDecoder().decode(answer.body);
  }

  it('terraform finds nothing to change in what the emulator has applied', async () => {
    writeFileSync(join(folder, 'terraform.tfstate'), await exported());
    expect(terraform('plan', '-input=false', '-detailed-exitcode')).toContain('No changes.');
    expect(terraform('state', 'list').trim().split('\n')).toEqual([
      'terraform_data.counted[0]',
      'terraform_data.counted[1]',
      'terraform_data.each["a"]',
      'terraform_data.each["b"]',
      'terraform_data.secret',
    ]);
  });

  it('the emulator finds nothing to change in what terraform has applied', async () => {
    terraform('apply', '-input=false', '-auto-approve');
    await service.call('POST', `${deployment}:lock`, {});
    await service.finish();
    const { lockId } = (await service.get(`${deployment}:exportLock`)).body;
    const { body } = await service.call('POST', `${deployment}:importState`, { lockId });
    const state = readFileSync(join(folder, 'terraform.tfstate'));
    await service.emulator.handle({ method: 'PUT', url: body.signedUri, headers: {}, body: state });
    await service.call('POST', `${deployment}:unlock`, { lockId });
    await service.finish();
    expect((await service.get(deployment)).body.lockState).toBe('UNLOCKED');
    await service.call('POST', `/v1/${place}/previews?previewId=p`, { deployment: `${place}/deployments/d` });
    await service.finish();
    const { body: changes } = await service.get(`/v1/${place}/previews/p/resourceChanges`);
    expect(changes.resourceChanges.map(({ intent }: { intent: string }) => intent)).toEqual(Array(5).fill('UNCHANGED'));
    const { body: drifts } = await service.get(`/v1/${place}/previews/p/resourceDrifts`);
    expect(drifts).toEqual({});
  });
});
