import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { UsageError } from '../../src/errors.ts';
import { memoryIo } from './memory-io.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imprint-policy-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(file: string, content: unknown): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
}

async function policy(...words: readonly string[]) {
  const io = memoryIo({ cwd: folder });
  const exitCode = await runCli(['policy', ...words], () => io);
  return { exitCode, out: io.out(), err: io.err() };
}

const keys = {
  name: 'organizations/100/policies/iam.disableServiceAccountKeyCreation',
  spec: { rules: [{ enforce: true }] },
};
const wrong = 'name: folders/2/policies/iam.disableServiceAccountKeyCreation\nspec: { rules: [{ denyAll: true }] }\n';

describe('imprint policy lint', () => {
  it('reads the YAML and JSON files of policies/, and no others', async () => {
    write('policies/keys.json', keys);
    write('policies/folders/notes.md', '# not read');
    expect(await policy('lint')).toEqual({ exitCode: 0, out: 'No faults in 1 file\n', err: '' });
  });

  it('reads files and folders that are named, and shows them as they are named', async () => {
    write('here/wrong.yaml', wrong);
    write('there/keys.json', keys);
    const { exitCode, out } = await policy('lint', 'here', 'there/keys.json', '--format', 'json');
    expect(exitCode).toBe(1);
    const { diagnostics } = JSON.parse(out);
    expect(
      diagnostics.map(({ code, location }: { code: string; location: { file: string } }) => [code, location.file]),
    ).toEqual([['policy-rule', 'here/wrong.yaml']]);
  });

  it('takes the node of an older policy from the folders it was given', async () => {
    write(
      'policies/folders/200/keys.yaml',
      'constraint: iam.disableServiceAccountKeyCreation\nbooleanPolicy: { enforced: true }\n',
    );
    expect((await policy('lint', 'policies/folders/200')).exitCode).toBe(0);
  });

  it('does not let anybody ignore that a policy is there twice, since then none of the two is used', async () => {
    write('policies/a.json', keys);
    const again = `name: ${keys.name}\n# imprint:ignore policy-duplicate they are the same\nspec: { rules: [{ enforce: true }] }\n`;
    write('policies/b.yaml', again);
    const { exitCode, out } = await policy('lint');
    expect(exitCode).toBe(1);
    expect(out).toContain('error[policy-duplicate]');
  });

  it('ignores what a comment with a reason ignores, but not what left a policy out', async () => {
    write(
      'policies/a.yaml',
      wrong.replace('spec:', '# imprint:ignore policy-rule the constraint is about to change\nspec:'),
    );
    expect((await policy('lint')).exitCode).toBe(0);
    write('policies/a.yaml', '# imprint:ignore policy-syntax none of ours\na: 1\n');
    expect((await policy('lint')).exitCode).toBe(1);
  });

  it('reads the policies of a Terraform module as well', async () => {
    write(
      'infra/main.tf',
      `resource "google_org_policy_policy" "keys" {
  name   = "organizations/100/policies/iam.disableServiceAccountKeyCreation"
  parent = "organizations/100"
  spec {
    rules {
      deny_all = "TRUE"
    }
  }
}
`,
    );
    const { exitCode, out } = await policy('lint', 'infra');
    expect(exitCode).toBe(1);
    expect(out).toContain('error[policy-rule]: iam.disableServiceAccountKeyCreation is enforced or not');
    expect(out).toContain('--> infra/main.tf:5:5');
  });

  it('fails for more warnings than it may have', async () => {
    write('policies/a.yaml', 'name: folders/2/policies/custom.a\nspec: { rules: [{ enforce: true }] }\n');
    expect((await policy('lint')).exitCode).toBe(0);
    expect((await policy('lint', '--max-warnings', '0')).exitCode).toBe(1);
  });

  it('refuses a folder that is not there', async () => {
    await expect(policy('lint')).rejects.toThrow(new UsageError("there is no file or folder 'policies'"));
  });
});

describe('imprint policy import', () => {
  it('shows what to run, for the organization', async () => {
    const { exitCode, out } = await policy('import', '--organization', '100');
    expect(exitCode).toBe(0);
    const commands = out.split('\n').filter((line) => line.trimStart().startsWith('gcloud '));
    expect(commands.length).toBeGreaterThan(2);
    for (const command of commands)
      expect(command).toMatch(/gcloud (?:org-policies|organizations|asset) (?:list|describe|search)/);
    expect(out).toContain('gcloud organizations describe 100 --format=json > export/organization.json');
  });

  const organization = {
    name: 'organizations/100',
    displayName: 'example.com',
    owner: { directoryCustomerId: 'C03xgje4y' },
  };

  it('writes what gcloud printed as policies and a hierarchy that have no faults', async () => {
    write('export/organization.json', organization);
    write('export/folders.json', [{ name: 'folders/200', parent: 'organizations/100', displayName: 'Production' }]);
    write('export/projects.json', [
      { projectId: 'my-app-prod', projectNumber: '300', parent: { type: 'folder', id: '200' } },
    ]);
    write('export/a.json', { ...keys, etag: 'x' });
    write('export/b.json', {
      name: 'projects/300/policies/storage.uniformBucketLevelAccess',
      spec: { rules: [{ enforce: true }] },
    });
    const { exitCode, out } = await policy('import', 'export');
    expect({ exitCode, out }).toEqual({
      exitCode: 0,
      out: 'wrote policies/hierarchy.yaml\nwrote policies/organization-100.yaml\nwrote policies/project-my-app-prod.yaml\n',
    });
    expect(readFileSync(join(folder, 'policies/hierarchy.yaml'), 'utf8')).toBe(`apiVersion: imprint/v1
kind: Hierarchy
spec:
  organization:
    id: "100"
    customerId: C03xgje4y
    domains:
      - example.com
  folders:
    - id: "200"
      parent: organizations/100
      displayName: Production
  projects:
    - id: my-app-prod
      number: "300"
      parent: folders/200
`);
    expect(await policy('lint')).toEqual({ exitCode: 0, out: 'No faults in 3 files\n', err: '' });
  });

  it('adds a preset where the organization has no policy of its own', async () => {
    write('export/organization.json', organization);
    write('export/own.json', {
      name: 'organizations/100/policies/storage.uniformBucketLevelAccess',
      spec: { rules: [{ enforce: false }] },
    });
    await policy('import', 'export', '--preset', 'google-baseline-2024');
    const text = readFileSync(join(folder, 'policies/organization-100.yaml'), 'utf8');
    expect(text.match(/^name: .*/gm)?.map((line) => line.split('/').at(-1))).toEqual([
      'compute.managed.restrictProtocolForwardingCreationForTypes',
      'essentialcontacts.managed.allowedContactDomains',
      'iam.allowedPolicyMemberDomains',
      'iam.automaticIamGrantsForDefaultServiceAccounts',
      'iam.managed.disableServiceAccountKeyCreation',
      'iam.managed.disableServiceAccountKeyUpload',
      'storage.uniformBucketLevelAccess',
    ]);
    expect(text).toContain('enforce: false');
    expect(await policy('lint')).toMatchObject({ exitCode: 0, out: 'No faults in 2 files\n' });
  });

  it('writes nothing when something cannot be read', async () => {
    write('export/list.json', [{ constraint: 'a.b', listPolicy: 'SET', booleanPolicy: '-' }]);
    const { exitCode, out, err } = await policy('import', 'export');
    expect(exitCode).toBe(1);
    expect(out).toContain('error[policy-syntax]');
    expect(err).toBe('nothing was written\n');
  });

  it.each([
    [['import', '--organization', 'example.com'], "--organization is a number, not 'example.com'"],
    [['import', '--preset', 'google-baseline-2024'], '--preset needs --organization'],
  ])('refuses %j', async (words, message) => {
    await expect(policy(...words)).rejects.toThrow(message);
  });

  it('refuses files of two organizations', async () => {
    write('export/a.json', [organization, { ...organization, name: 'organizations/101' }]);
    await expect(policy('import', 'export', '--preset', 'google-baseline-2024')).rejects.toThrow(
      'several organizations',
    );
  });
});

describe('policies that a Terraform module makes of its variables', () => {
  const module = `variable "on" { type = bool }
resource "google_org_policy_policy" "a" {
  name   = "projects/p-1/policies/compute.disableSerialPortAccess"
  parent = "projects/p-1"
  spec {
    rules { enforce = var.on ? "TRUE" : "FALSE" }
  }
}
resource "google_org_policy_policy" "b" {
  name   = "projects/p-1/policies/compute.disableNestedVirtualization"
  parent = "projects/p-1"
  spec {
    rules {
      deny_all = "TRUE"
    }
  }
}
`;

  it('are left out of a lint with a warning where they are not known, and the others are looked at', async () => {
    write('infra/main.tf', module);
    const { exitCode, out } = await policy('lint', 'infra', '--format', 'json');
    const { diagnostics } = JSON.parse(out) as { diagnostics: readonly { code: string; severity: string }[] };
    expect(exitCode).toBe(1);
    expect(diagnostics.map(({ code, severity }) => [severity, code])).toEqual([
      ['warning', 'policy-syntax'],
      ['error', 'policy-rule'],
    ]);
  });

  it('are known with values of the command line', async () => {
    write('infra/main.tf', module.replace('deny_all', 'enforce'));
    expect(await policy('lint', 'infra', '--var', 'on=true')).toMatchObject({ exitCode: 0, err: '' });
    const project = ['--module', 'infra', '--policies', 'infra', '--project', 'projects/p-1'];
    const unknown = await policy('check', ...project);
    expect([unknown.exitCode, unknown.out]).toEqual([1, expect.stringContaining('`enforce` is not known')]);
    expect(await policy('check', ...project, '--var', 'on=true')).toMatchObject({ exitCode: 0 });
  });
});

describe('imprint policy test', () => {
  it('points at a file of policies that is not there', async () => {
    write(
      'tests.yaml',
      'apiVersion: imprint/v1\nkind: PolicyTest\nspec:\n  policies: [custom.yaml]\n  tests:\n' +
        '    - { name: a, constraint: custom.a, api: {}, expect: PASS }\n',
    );
    const { exitCode, out } = await policy('test', 'tests.yaml');
    expect(exitCode).toBe(1);
    expect(out).toContain('there is no file or folder `custom.yaml`\n --> tests.yaml:4:14');
  });

  it('refuses a folder', async () => {
    write('tests/tests.yaml', '');
    const { exitCode, out } = await policy('test', 'tests');
    expect(exitCode).toBe(1);
    expect(out).toContain('a folder stands where a file is expected\n --> tests');
  });
});
