import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import type { JsonValue } from '../../src/load/document.ts';
import { readYaml } from '../../src/load/read-yaml.ts';
import { memoryIo } from '../cli/memory-io.ts';
import { fc } from '../properties.ts';

/** A value set in a document of an environment. */
interface Setting {
  readonly file: string;
  readonly pointer: string;
  readonly range: { readonly start: number; readonly end: number };
  readonly value: JsonValue;
}

const repository = join(import.meta.dirname, '../..');
const folder = 'blueprints/hft-risk-analytics';
const environments = ['dev', 'staging', 'prod'];

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'imprint-lines-'));
  cpSync(join(repository, 'blueprints'), join(root, 'blueprints'), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Every scalar below `spec.parameters` of an environment's document. */
function settingsOf(environment: string): Setting[] {
  const file = `${folder}/environments/${environment}.yaml`;
  const content = readYaml(readFileSync(join(repository, file), 'utf8'), file).value;
  if (content === undefined) throw new Error(`cannot read ${file}`);
  return [...content.positions].flatMap(([pointer, { value: range }]) => {
    const value = valueAt(content.value, pointer);
    const isScalar = typeof value !== 'object' && value !== undefined;
    return pointer.startsWith('/spec/parameters/') && isScalar ? [{ file, pointer, range, value }] : [];
  });
}

function valueAt(root: JsonValue, pointer: string): JsonValue | undefined {
  let value: unknown = root;
  for (const key of pointer.split('/').slice(1))
    value = (value as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')];
  return value as JsonValue | undefined;
}

/** Values that no parameter of the kind takes: another type, or a text nothing accepts. */
function invalidFor(value: JsonValue): readonly string[] {
  return typeof value === 'string' ? ['[]', '{a: 1}', '4.5'] : ['"no such value"', '[]', '{a: 1}'];
}

describe('the first diagnostic', () => {
  it('stands on the line of the environment whose value is wrong', { timeout: 120_000 }, async () => {
    const cases = environments.flatMap((environment) =>
      settingsOf(environment).flatMap((setting) =>
        invalidFor(setting.value).map((wrong) => ({ environment, setting, wrong })),
      ),
    );
    expect(cases.length).toBeGreaterThan(30);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...cases), async ({ environment, setting, wrong }) => {
        const { file, range } = setting;
        const text = readFileSync(join(repository, file), 'utf8');
        writeFileSync(join(root, file), text.slice(0, range.start) + wrong + text.slice(range.end));
        const io = memoryIo({ cwd: root });
        const exitCode = await runCli(['validate', environment, '--format', 'json'], () => io);
        writeFileSync(join(root, file), text);
        const { diagnostics } = JSON.parse(io.out()) as {
          diagnostics: {
            code: string;
            severity: string;
            location: { file: string; range: { start: { line: number } } };
          }[];
        };
        const first = diagnostics.find(({ severity }) => severity === 'error');
        const line = text.slice(0, range.start).split('\n').length;
        expect({ exitCode, file: first?.location.file, line: first?.location.range.start.line }).toEqual({
          exitCode: 1,
          file,
          line,
        });
      }),
      { numRuns: 20 },
    );
  });
});
