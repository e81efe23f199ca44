import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaPrint } from '../../src/cli/commands/schema-print.ts';
import { parseArguments } from '../../src/cli/framework/parse-arguments.ts';
import { memoryIo } from './memory-io.ts';

const root = join(import.meta.dirname, '../..');
const workspace = join(root, 'test/rules/workspace');

async function print(...words: string[]): Promise<string> {
  const io = memoryIo({ cwd: workspace });
  expect(await schemaPrint.run(parseArguments(schemaPrint, words), io)).toBe(0);
  return io.out();
}

describe('imprint schema print', () => {
  it.each(['blueprint', 'environment', 'hierarchy', 'workspace', 'report'])(
    'prints the schema of a %s as it ships',
    async (kind) => {
      expect(await print(kind)).toBe(readFileSync(join(root, `schemas/${kind}.schema.json`), 'utf8'));
    },
  );

  it('fills in the parameters of an environment’s blueprint, by full or short name, or by the blueprint', async () => {
    const byName = await print('environment', 'dev');
    expect(JSON.parse(byName)).toMatchObject({
      $id: 'store.environment.schema.json',
      properties: { spec: { properties: { parameters: { properties: { bucket: { format: 'gcs-bucket' } } } } } },
    });
    expect(await print('env', 'store/dev')).toBe(byName);
    expect(await print('blueprint', 'store')).toBe(byName);
  });

  it.each<[string[], RegExp]>([
    [[], /takes a kind/],
    [['blueprnt'], /did you mean 'blueprint'/],
    [['workspace', 'x'], /only 'environment' and 'blueprint' take a name/],
    [['environment', 'devv'], /no environment 'devv'.*did you mean 'dev'/],
    [['blueprint', 'stor'], /no blueprint 'stor'.*did you mean 'store'/],
    [['environment', 'a', 'b'], /at most one name/],
  ])('refuses %j', async (words, message) => {
    await expect(async () => print(...words)).rejects.toThrow(message);
  });
});
