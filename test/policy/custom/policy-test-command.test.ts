import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/framework/run-cli.ts';
import { UsageError } from '../../../src/errors.ts';
import { memoryIo } from '../../cli/memory-io.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imprint-policy-test-'));
  write(
    'policies/versioned.yaml',
    `name: organizations/1/customConstraints/custom.versioned
resourceTypes: [storage.googleapis.com/Bucket]
methodTypes: [CREATE, UPDATE]
condition: resource.versioning.enabled == false
actionType: DENY
displayName: Buckets keep old versions
`,
  );
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

async function test(...words: readonly string[]): Promise<{ exitCode: number; out: string }> {
  const io = memoryIo({ cwd: folder });
  const exitCode = await runCli(['policy', 'test', ...words], () => io);
  return { exitCode, out: io.out() };
}

const head = 'apiVersion: imprint/v1\nkind: PolicyTest\nspec:\n  policies: [../policies/versioned.yaml]\n  tests:\n';
const refused = '    - { name: an old bucket, constraint: custom.versioned, api: {}, expect: VIOLATION }\n';
const wrong = '    - { name: a wrong test, constraint: custom.versioned, api: {}, expect: PASS }\n';

describe('imprint policy test', () => {
  it('prints one line for each test that passes', async () => {
    write('tests/buckets.yaml', head + refused);
    expect(await test('tests/buckets.yaml')).toEqual({
      exitCode: 0,
      out: 'tests/buckets.yaml\n  ok    an old bucket\n\n1 passed\n',
    });
  });

  it('fails with the trace of each test that does not', async () => {
    write('tests/buckets.yaml', head + refused + wrong);
    const { exitCode, out } = await test('tests/buckets.yaml');
    expect(exitCode).toBe(1);
    expect(out).toBe(`tests/buckets.yaml
  ok    an old bucket
  FAIL  a wrong test
        custom.versioned: VIOLATION, expected PASS: its condition holds, which the constraint denies: Buckets keep old versions
          resource.versioning.enabled == false  =>  true
          resource.versioning.enabled  =>  false (not set)
        to satisfy it: change \`versioning.enabled\` so that \`resource.versioning.enabled == true\`

1 passed, 1 failed
`);
  });

  it('shows the trace of tests that pass when asked', async () => {
    write('tests/buckets.yaml', head + refused);
    expect((await test('tests/buckets.yaml', '--verbose')).out).toContain(
      'resource.versioning.enabled == false  =>  true',
    );
  });

  it('has the results as JSON', async () => {
    write('tests/buckets.yaml', head + refused + wrong);
    const { exitCode, out } = await test('tests/buckets.yaml', '--format', 'json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      formatVersion: 1,
      summary: { tests: 2, passed: 1, failed: 1 },
      tests: [
        { file: 'tests/buckets.yaml', passed: true },
        { name: 'a wrong test', expected: 'PASS', verdict: 'VIOLATION' },
      ],
    });
  });

  it('reports what is wrong with the file, and runs nothing', async () => {
    write('tests/buckets.yaml', head + refused.replace('VIOLATION', 'VIOLATE'));
    const { exitCode, out } = await test('tests/buckets.yaml');
    expect(exitCode).toBe(1);
    expect(out).toContain('error[value-not-allowed]: `expect` is "VIOLATE"');
  });

  it('reports what is wrong with the policies', async () => {
    write('policies/versioned.yaml', 'name: [');
    write('tests/buckets.yaml', head + refused);
    const { exitCode, out } = await test('tests/buckets.yaml');
    expect(exitCode).toBe(1);
    expect(out).toContain('policies/versioned.yaml');
  });

  it('asks for a file that is there', async () => {
    await expect(test()).rejects.toThrow(UsageError);
    await expect(test('nope.yaml')).rejects.toThrow("there is no file 'nope.yaml'");
  });
});
