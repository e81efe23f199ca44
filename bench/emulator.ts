import { virtualClock } from '../src/config-api/virtual-clock.ts';
import { createEmulator, type Emulator } from '../src/emulator/create-emulator.ts';
import type { Entry, StateStore } from '../src/emulator/state/state-store.ts';

const project = 'projects/bench';
const locations = ['us-central1', 'us-east1', 'us-east4', 'us-west1', 'us-west2'];
const more = ['europe-west1', 'europe-west2', 'europe-west3', 'europe-west4', 'asia-east1'];
/** Deployments in each of ten locations: as many as the service allows. */
const each = 1_000;
const rounds = Number(process.argv[2] ?? 30);

async function send(emulator: Emulator, method: 'GET' | 'POST', path: string, body = ''): Promise<string> {
  const answer = await emulator.handle({
    method,
    url: `http://bench${path}`,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(body),
  });
  const text = new TextDecoder().decode(answer.body);
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text;
}

/** What one deployment that was really made leaves in the tables. */
async function makeOne(): Promise<readonly Entry[]> {
  const entries = new Map<string, Entry>();
  const commit: StateStore['commit'] = (changes) => {
    for (const { section, key, value } of changes) {
      if (value === undefined) entries.delete(`${section} ${key}`);
      else entries.set(`${section} ${key}`, { section, key, value });
    }
  };
  const clock = virtualClock();
  const emulator = createEmulator({ clock, store: { seed: 'bench', entries: () => [], commit } });
  await send(emulator, 'POST', '/storage/v1/b?project=bench', '{"name":"sources"}');
  const module = 'resource "google_storage_bucket" "a" {\n  name     = "b"\n  location = "EU"\n}\n';
  await send(emulator, 'POST', '/upload/storage/v1/b/sources/o?uploadType=media&name=m%2Fmain.tf', module);
  const serviceAccount = 'projects/bench/serviceAccounts/r@bench.iam.gserviceaccount.com';
  const body = { serviceAccount, labels: { team: 'a' }, terraformBlueprint: { gcsSource: 'gs://sources/m' } };
  const path = `/v1/${project}/locations/us-central1/deployments?deploymentId=template`;
  await send(emulator, 'POST', path, JSON.stringify(body));
  await clock.advance(3_600_000);
  await send(emulator, 'GET', path.split('?')[0] ?? '');
  return [...entries.values()].filter(({ section }) => section === 'deployments' || section === 'revisions');
}

/** The same for ten thousand, in an order that is not theirs; every third of another team. */
function* copies(template: readonly Entry[]): Iterable<Entry> {
  for (let index = 0; index < each; index++) {
    const number = (index * 379) % each;
    for (const location of [...locations, ...more]) {
      for (const { section, key, value } of template) {
        const text = JSON.stringify({ key, value })
          .replaceAll('us-central1', location)
          .replaceAll('template', `d-${String(number).padStart(4, '0')}`)
          .replace('"team":"a"', `"team":"${number % 3 === 0 ? 'b' : 'a'}"`);
        yield { section, ...(JSON.parse(text) as Pick<Entry, 'key' | 'value'>) };
      }
    }
  }
}

/** Best of some rounds, in ms. */
async function timed(action: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await action();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const template = await makeOne();
const store: StateStore = { seed: 'bench', entries: () => copies(template), commit: () => undefined };
const emulator = createEmulator({ clock: virtualClock(), store });
const everywhere = `/v1/${project}/locations/-/deployments`;
const here = `/v1/${project}/locations/us-central1/deployments`;
const { nextPageToken } = JSON.parse(await send(emulator, 'GET', `${everywhere}?pageSize=900`)) as {
  nextPageToken: string;
};
let created = 0;
const serviceAccount = 'projects/bench/serviceAccounts/r@bench.iam.gserviceaccount.com';
const body = JSON.stringify({ serviceAccount, terraformBlueprint: { gcsSource: 'gs://sources/m' } });

const cases: readonly { name: string; barMs: number; run: () => Promise<unknown> }[] = [
  { name: 'get', barMs: 5, run: () => send(emulator, 'GET', `${here}/d-0500`) },
  { name: 'list 500 of a location', barMs: 50, run: () => send(emulator, 'GET', `${here}?pageSize=500`) },
  { name: 'list 1,000 of a location', barMs: 50, run: () => send(emulator, 'GET', `${here}?pageSize=1000`) },
  { name: 'list 500 of all', barMs: 50, run: () => send(emulator, 'GET', `${everywhere}?pageSize=500`) },
  { name: 'list 1,000 of all', barMs: 50, run: () => send(emulator, 'GET', `${everywhere}?pageSize=1000`) },
  {
    name: 'list 900 of all, second page',
    barMs: 50,
    run: () => send(emulator, 'GET', `${everywhere}?pageSize=900&pageToken=${nextPageToken}`),
  },
  {
    name: 'list 1,000 of all, filtered',
    barMs: 50,
    run: () => send(emulator, 'GET', `${everywhere}?pageSize=1000&filter=labels.team%3Db%20state%3DACTIVE`),
  },
  {
    name: 'list 1,000 of all, in another order',
    barMs: 50,
    run: () => send(emulator, 'GET', `${everywhere}?pageSize=1000&orderBy=labels.team%20desc,createTime`),
  },
  {
    name: 'create one of another project, list all',
    barMs: 50,
    run: async () => {
      await send(
        emulator,
        'POST',
        `/v1/projects/other/locations/us-east1/deployments?deploymentId=n-${created++}`,
        body,
      );
      await send(emulator, 'GET', `${everywhere}?pageSize=500`);
    },
  },
];

process.stdout.write(`${each * 10} deployments, best of ${rounds}\n\n`);
for (const { name, barMs, run } of cases) {
  const ms = await timed(run);
  process.stdout.write(
    `${name.padEnd(42)} ${ms.toFixed(1).padStart(6)} ms  bar ${barMs} ${ms <= barMs ? 'met' : 'MISSED'}\n`,
  );
}
