import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { memoryIo } from './memory-io.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'imprint-policies-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const blueprint = 'blueprints/hft-risk-analytics';
const staging = `${blueprint}/environments/staging.yaml`;

beforeEach(() => {
  rmSync(join(folder, 'blueprints'), { recursive: true, force: true });
  for (const part of [blueprint, 'blueprints/partials'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
});

function edit(file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

async function validate(...words: string[]) {
  const io = memoryIo({ cwd: folder });
  const exitCode = await runCli(['validate', ...words, '--format', 'json'], () => io);
  const { diagnostics } = JSON.parse(io.out()) as { diagnostics: readonly Found[] };
  return { exitCode, diagnostics };
}

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly location: { readonly file: string };
  readonly related?: readonly { readonly location: { readonly file: string } }[];
}

it('finds what a policy forbids at the line of the environment, with the rule of the policy', async () => {
  edit(staging, 'risk-testers@example.com', 'risk-testers@elsewhere.net');
  const { exitCode, diagnostics } = await validate('staging');
  expect(exitCode).toBe(1);
  expect(diagnostics).toMatchObject([{ code: 'policy-violation', severity: 'error', location: { file: staging } }]);
  expect(diagnostics[0]?.related?.map(({ location }) => location.file)).toContain(
    `${blueprint}/policies/organization.yaml`,
  );
});

it('finds a folder of policies that is not there, of the environments that are checked', async () => {
  edit(staging, 'spec:\n', `spec:\n  policies: ${blueprint}/polices\n`);
  const { exitCode, diagnostics } = await validate('staging');
  expect(exitCode).toBe(1);
  expect(diagnostics).toMatchObject([
    { code: 'file-unreadable', location: { file: staging }, hint: 'did you mean `policies`?' },
  ]);
  expect(await validate('dev')).toMatchObject({ exitCode: 0 });
});

it('passes what policies allow, and says nothing of what is open', async () => {
  expect(await validate()).toEqual({ exitCode: 0, diagnostics: [] });
});

it('does not judge by policies that cannot be read, and says so', async () => {
  edit(staging, 'risk-testers@example.com', 'risk-testers@elsewhere.net');
  edit(`${blueprint}/policies/organization.yaml`, 'allowedValues: [is:C01acme42]', 'allowedValues: [is:C01acme42');
  const { exitCode, diagnostics } = await validate('staging');
  expect(exitCode).toBe(1);
  expect(diagnostics.map(({ code }) => code)).not.toContain('policy-violation');
  expect(diagnostics[0]?.location.file).toBe(`${blueprint}/policies/organization.yaml`);
});

it('reads no policies where no environment names any', async () => {
  edit(`${blueprint}/environments/base.yaml`, `  policies: ${blueprint}/policies\n`, '');
  edit(staging, 'risk-testers@example.com', 'risk-testers@elsewhere.net');
  expect(await validate('staging')).toEqual({ exitCode: 0, diagnostics: [] });
});

it('lists the waiver in every report, and does not call it unused where nobody looked for what it covers', async () => {
  edit(staging, 'risk-testers@example.com', 'risk-testers@elsewhere.net');
  const waiver =
    'apiVersion: imprint/v1\nkind: Workspace\nspec:\n  waivers:\n    - code: policy-violation\n      owner: risk\n      reason: agreed\n';
  writeFileSync(join(folder, 'imprint.yaml'), waiver);
  const listed = '  policy-violation: 1 finding\n    --> imprint.yaml:5:7 by risk: agreed\n';
  const texts = [['validate', 'staging'], ['policy', 'check', 'staging'], ['plan']].map(async (words) => {
    const io = memoryIo({ cwd: folder });
    return [await runCli(words, () => io), io.out() + io.err()] as const;
  });
  const [validated, checked, planned] = await Promise.all(texts);
  expect(validated).toEqual([0, expect.stringContaining(listed)]);
  expect(checked).toEqual([0, expect.stringContaining(listed)]);
  expect(planned).toEqual([0, expect.not.stringContaining('waiver-unused')]);
  const io = memoryIo({ cwd: folder });
  expect(await runCli(['policy', 'check', 'staging', '--format', 'json'], () => io)).toBe(0);
  const { suppressed, waivers, verdicts, summary } = JSON.parse(io.out());
  expect(suppressed).toEqual({ ignored: 0, waived: 1 });
  expect(waivers).toMatchObject([
    { owner: 'risk', location: { file: 'imprint.yaml' }, findings: [{ severity: 'error' }] },
  ]);
  expect(summary.live.violations).toBe(1);
  const accepted = verdicts.filter((one: { acceptedBy?: string }) => one.acceptedBy !== undefined);
  expect(accepted).toMatchObject([{ verdict: 'VIOLATION', acceptedBy: 'waiver', location: { file: staging } }]);
  rmSync(join(folder, 'imprint.yaml'));
});

it('waives what a waiver accepts of one constraint, and nothing of another', async () => {
  edit(staging, 'risk-testers@example.com', 'risk-testers@elsewhere.net');
  const waiver = (constraint: string): string =>
    `apiVersion: imprint/v1\nkind: Workspace\nspec:\n  waivers:\n    - code: policy-violation\n      constraint: ${constraint}\n      owner: risk\n      reason: agreed with security\n`;
  writeFileSync(join(folder, 'imprint.yaml'), waiver('iam.allowedPolicyMemberDomains'));
  expect((await validate('staging')).exitCode).toBe(0);
  writeFileSync(join(folder, 'imprint.yaml'), waiver('gcp.resourceLocations'));
  expect((await validate('staging')).diagnostics.map(({ code }) => code)).toContain('policy-violation');
  rmSync(join(folder, 'imprint.yaml'));
});
