import { describe, expect, it } from 'vitest';
import type { Revision } from '../../src/config-api/revision.ts';
import { restObjectReader } from '../../src/submit/object-reader.ts';
import { restConfigApi } from '../../src/submit/rest-config-api.ts';
import { planRollback } from '../../src/submit/rollback.ts';
import { standIn } from './service-stand-in.ts';

const name = 'projects/p/locations/l/deployments/d';
const source = (generation: number): string => `gs://staging/imprint/l/d/abc.zip#${generation}`;

describe('planRollback', () => {
  const history: readonly Revision[] = [
    { state: 'APPLIED', terraformBlueprint: { gcsSource: source(1) } },
    { state: 'FAILED', terraformBlueprint: { gcsSource: source(2) } },
    {
      state: 'APPLIED',
      terraformBlueprint: { gcsSource: source(3) },
      workerPool: 'pool',
      tfVersionConstraint: '=1.5.7',
    },
    { state: 'FAILED', terraformBlueprint: { gcsSource: source(4) } },
  ];

  it('goes back to the newest revision that was applied before the newest of all, whether or not that was', async () => {
    expect((await plan(history)).revision.name).toBe(`${name}/revisions/r-2`);
    expect((await plan(history.slice(0, 3))).revision.name).toBe(`${name}/revisions/r-0`);
  });

  it('sets what the revision had, and leaves labels and annotations alone', async () => {
    expect((await plan(history, 'r-2')).fields).toEqual({
      terraformBlueprint: { gcsSource: source(3) },
      workerPool: 'pool',
      tfVersionConstraint: '=1.5.7',
    });
  });

  it.each<[string, readonly Revision[], string | undefined, RegExp]>([
    ['the newest itself', history.slice(0, 3), 'r-2', /r-2 is its newest revision/],
    ['one that was never applied', history, 'r-1', /r-1 is FAILED; only what was applied/],
    ['one when there is no earlier', history.slice(0, 1), undefined, /no earlier revision of it was applied/],
    ['one whose source is gone', history, 'r-0', /r-0 cannot be gone back to: its source .*#1 is not there any more/],
    ['a source without generation', moving({ gcsSource: 'gs://b/module' }), 'r-0', /names no generation/],
    [
      'a branch',
      moving({ gitSource: { repo: 'https://x/y', ref: 'main' } }),
      'r-0',
      /its source is main of https:\/\/x\/y, which moves/,
    ],
    ['the default branch', moving({ gitSource: { repo: 'https://x/y' } }), 'r-0', /the default branch of/],
  ])('refuses %s', async (_, revisions, to, message) => {
    await expect(plan(revisions, to, [3, 4])).rejects.toThrow(message);
  });

  it('goes back to a commit', async () => {
    const ref = 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3';
    await expect(plan(moving({ gitSource: { repo: 'https://x/y', ref } }), 'r-0')).resolves.toMatchObject({
      fields: { terraformBlueprint: { gitSource: { ref } } },
    });
  });

  function moving(terraformBlueprint: Revision['terraformBlueprint'] & object): readonly Revision[] {
    return [{ state: 'APPLIED', terraformBlueprint }, { state: 'APPLIED' }];
  }
});

/** Plans against a deployment of these revisions, `r-0` first; `generations` are those of the source that are still there. */
function plan(revisions: readonly Revision[], to?: string, generations: readonly number[] = [1, 2, 3, 4]) {
  const named = revisions.map((revision, index) => ({ ...revision, name: `${name}/revisions/r-${index}` }));
  const { rest } = standIn({
    [`GET /v1/${name}`]: { name, latestRevision: named.at(-1)?.name },
    [`GET /v1/${name}/revisions`]: { revisions: named },
    ...Object.fromEntries(named.map((revision) => [`GET /v1/${revision.name}`, revision])),
    'GET /storage/v1/b/staging/o/imprint/l/d/abc.zip': ({ url }) =>
      generations.includes(Number(new URL(url).searchParams.get('generation'))) ? {} : { status: 404, json: {} },
  });
  return planRollback(name, to, restConfigApi('http://service', rest), restObjectReader('http://service', rest));
}
