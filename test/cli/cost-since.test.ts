import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { environmentFile } from '../check/workspace-fixture.ts';
import { createRepository } from './git-repository.ts';
import { memoryIo } from './memory-io.ts';

const repository = createRepository();
afterAll(() => repository.dispose());
// The workspace is not the repository's root.
const workspace = join(repository.folder, 'platform');
cpSync(join(import.meta.dirname, '../rules/workspace'), workspace, { recursive: true });

function write(name: string, text: string): void {
  repository.write(`platform/${name}`, text);
}

const sample = readFileSync(join(workspace, environmentFile('dev')), 'utf8');
const environment = (name: string, usage: string): void =>
  write(environmentFile(name), `${sample.replace('name: dev', `name: ${name}`)}  usage: ${usage}\n`);

write(
  'prices.yaml',
  `apiVersion: imprint/v1
kind: PriceBook
metadata: { name: acme }
spec:
  currency: USD
  date: "2099-01-01"
  prices:
    - { id: storage-standard, unit: GiB-month, rates: [{ regions: ["*"], amount: "0.02" }] }
`,
);
write('imprint.yaml', 'apiVersion: imprint/v1\nkind: Workspace\nspec:\n  priceBook: prices.yaml\n');
environment('dev', '{ cloudStorage: { standardGiB: 100 } }');
environment('same', '{ cloudStorage: { standardGiB: 100 } }');
environment('mended', '{ cloudStorrage: {} }');
repository.commit();
const indexBefore = readFileSync(join(repository.folder, '.git/index'));
environment('dev', '{ cloudStorage: { standardGiB: 300 } }');
environment('mended', '{ cloudStorage: { standardGiB: 1 } }');
environment('fresh', '{ cloudStorage: { standardGiB: 50 } }');

async function imprint(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const io = memoryIo({ cwd: workspace });
  const code = await runCli(['cost', ...words], () => io);
  return { code, out: io.out(), err: io.err() };
}

describe('imprint cost --since', () => {
  it('shows what each affected environment costs more than at the commit, new ones than nothing', async () => {
    const { code, out, err } = await imprint('--since', 'HEAD');
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => /^#|Total|Standard storage/.test(line))).toEqual([
      '# store/dev compared with store/dev at HEAD',
      'google_storage_bucket.store: Standard storage               2.00       6.00       +4.00',
      'Total                                                       2.00       6.00       +4.00',
      '# store/fresh compared with store/fresh at HEAD',
      'google_storage_bucket.store: Standard storage                      -         1.00       +1.00',
      'Total                                                           0.00         1.00       +1.00',
    ]);
    expect(err).toContain('store/fresh is new since HEAD');
    expect(err).toContain('store/mended had faults at HEAD and is not compared');
    expect(out + err).not.toContain('store/same');
  });

  it('leaves the repository alone and nothing behind', async () => {
    const temporary = join(repository.folder, 'temporary');
    mkdirSync(temporary);
    vi.stubEnv('TMPDIR', temporary);
    await imprint('dev', '--since', 'HEAD', '--format', 'json');
    vi.unstubAllEnvs();
    expect(readFileSync(join(repository.folder, '.git/index'))).toEqual(indexBefore);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('gives comparisons to programs', async () => {
    const { out } = await imprint('dev', '--since', 'HEAD', '--format', 'json');
    expect(JSON.parse(out).comparisons).toMatchObject([
      {
        from: 'store/dev at HEAD',
        to: 'store/dev',
        total: { from: { monthly: '2.000000000' }, to: { monthly: '6.000000000' } },
      },
    ]);
  });

  it.each([
    [['--since', 'nowhere'], "'nowhere' names no commit"],
    [['--since', 'HEAD', '--compare', 'dev'], 'give either --compare or --since'],
    [['--module', '.', '--since', 'HEAD'], '--since belongs to environments'],
  ])('refuses %j', async (words, message) => {
    await expect(imprint(...words)).rejects.toThrow(message);
  });
});
