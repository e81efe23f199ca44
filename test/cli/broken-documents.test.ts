import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { fc } from '../properties.ts';
import { memoryIo } from './memory-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'imprint-broken-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rules = resolve(import.meta.dirname, '../rules');
cpSync(join(rules, 'workspace'), folder, { recursive: true });
cpSync(join(rules, 'policy-violation/ok-location/policies'), join(folder, 'policies'), { recursive: true });

const environment = 'blueprints/store/environments/dev.yaml';
const settings = 'spec:\n  policies: policies\n  budget: { monthlyUSD: 10 }\n  usage: {}\n';
write(environment, readFileSync(join(folder, environment), 'utf8').replace('spec:\n', settings));
write(
  'imprint.yaml',
  stringify({
    apiVersion: 'imprint/v1',
    kind: 'Workspace',
    metadata: { name: 'acme' },
    spec: {
      folders: { generated: 'generated' },
      rules: { 'unknown-location': 'warning' },
      waivers: [{ code: 'unknown-location', environment: '*', owner: 'a', reason: 'b', expires: '2999-12-31' }],
      budget: { monthlyUSD: 100 },
    },
  }),
);
write(
  'policies/custom.yaml',
  stringify({
    name: 'organizations/100/customConstraints/custom.versioned',
    resourceTypes: ['storage.googleapis.com/Bucket'],
    methodTypes: ['CREATE', 'UPDATE'],
    condition: 'resource.versioning.enabled == false',
    actionType: 'DENY',
    displayName: 'Versions are kept',
  }),
);
const files = [
  environment,
  'blueprints/store/blueprint.yaml',
  'imprint.yaml',
  'policies/custom.yaml',
  'policies/hierarchy.yaml',
  'policies/policy.yaml',
] as const;
const documents = new Map(files.map((file) => [file, parse(readFileSync(join(folder, file), 'utf8')) as unknown]));

/** Values that stand for many another, or that careless code takes for something else. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e300,
    '',
    ' ',
    '*',
    '..',
    '\0',
    '😀',
    '__proto__',
    'x'.repeat(5000),
    [],
    {},
  ),
  fc.constantFrom<unknown>({ toString: {} }, { constructor: 1, length: 1 }, { '': '' }, [null], [[[]]], ['a', 'a']),
  fc.constantFrom('${x}', '{{x}}', '$(', 'in:', 'organizations/1', 'toString', '>= 1', '2024-13-01', '/'),
  fc.jsonValue({ maxDepth: 2 }),
);

it('documents with anything in any place are checked, or refused with a place; nothing breaks', async () => {
  const broken = fc.record({ file: fc.constantFrom(...files), at: fc.nat(), value: odd, isRemoved: fc.boolean() });
  const run = async (...words: string[]) => {
    const io = memoryIo({ cwd: folder });
    return { exitCode: await runCli([...words, '--format', 'json'], () => io), output: io.out() };
  };
  expect(await run('validate')).toMatchObject({ exitCode: 0 });
  await fc.assert(
    fc.asyncProperty(broken, async ({ file, at, value, isRemoved }) => {
      const document: unknown = structuredClone(documents.get(file));
      const places = placesIn(document);
      const { holder, key } = places[at % places.length]!;
      if (isRemoved && Array.isArray(holder)) holder.splice(Number(key), 1);
      else if (isRemoved) delete holder[key];
      else holder[key] = value;
      const text = readFileSync(join(folder, file), 'utf8');
      writeFileSync(join(folder, file), stringify(document));
      try {
        for (const command of [['validate'], ['policy', 'lint', 'policies']]) {
          const { exitCode, output } = await run(...command);
          const { diagnostics } = JSON.parse(output) as { diagnostics: readonly Found[] };
          expect(exitCode).toBe(diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0);
          for (const { location } of diagnostics) expect(location?.file).toBeTruthy();
        }
      } finally {
        writeFileSync(join(folder, file), text);
      }
    }),
    { numRuns: 150 },
  );
});

interface Found {
  readonly severity: string;
  readonly location?: { readonly file: string };
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.entries(holder).flatMap(([key, item]) => [{ holder, key }, ...placesIn(item)]);
}

function write(file: string, text: string): void {
  writeFileSync(join(folder, file), text);
}
