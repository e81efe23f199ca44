import type { Json, JsonObject } from '../../src/config-api/json.ts';
import type { HttpRequest, HttpResponse } from '../../src/config-api/transport.ts';
import { type VirtualClock, virtualClock } from '../../src/config-api/virtual-clock.ts';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';

/** The project and location most tests use. */
export const place = 'projects/p/locations/us-central1';

/** A service account that passes. */
export const serviceAccount = 'projects/p/serviceAccounts/runner@p.iam.gserviceaccount.com';

/** An answer with its JSON body (undefined when there is none). */
export interface Answer {
  readonly status: number;
  readonly headers: HttpResponse['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form
  readonly body: any;
}

/** An emulator on a virtual clock, with short ways to use it. */
export interface Emulated {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  call(method: HttpRequest['method'], path: string, body?: Json, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** Puts a module's files below `gs://sources/<prefix>/` and returns that source. */
  upload(prefix: string, files: Record<string, string>): Promise<string>;
  /** Creates a deployment of a module and waits for the end; returns the deployment. */
  deploy(id: string, files: Record<string, string>, more?: JsonObject): Promise<Answer['body']>;
  /** Submits an update and waits for the end; returns the deployment. */
  update(id: string, body: JsonObject, query?: string): Promise<Answer['body']>;
  /** Plays everything that runs to its end. */
  finish(): Promise<void>;
}

/** A new emulator with the bucket `sources`; empty unless a store says otherwise. */
export async function emulated(
  options: Omit<EmulatorOptions, 'clock'> & { readonly clock?: VirtualClock } = {},
): Promise<Emulated> {
  const { clock = virtualClock() } = options;
  const emulator = createEmulator({ ...options, clock });
  const call: Emulated['call'] = async (method, path, body, headers = {}) => {
    const bytes = body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body));
    return answerOf(await emulator.handle({ method, url: `http://emulator.test${path}`, headers, body: bytes }));
  };
  const get = (path: string): Promise<Answer> => call('GET', path);
  const finish = (): Promise<void> => clock.advance(3_600_000);
  const upload: Emulated['upload'] = async (prefix, files) => {
    for (const [path, text] of Object.entries(files)) {
      await emulator.handle({
        method: 'POST',
        url: `http://emulator.test/upload/storage/v1/b/sources/o?uploadType=media&name=${encodeURIComponent(`${prefix}/${path}`)}`,
        headers: {},
        body: new TextEncoder().encode(text),
      });
    }
    return `gs://sources/${prefix}`;
  };
  const deploy: Emulated['deploy'] = async (id, files, more = {}) => {
    const gcsSource = await upload(id, files);
    const { terraformBlueprint, ...rest } = more as { terraformBlueprint?: JsonObject };
    const body = { serviceAccount, terraformBlueprint: { gcsSource, ...terraformBlueprint }, ...rest };
    const answer = await call('POST', `/v1/${place}/deployments?deploymentId=${id}`, body as JsonObject);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    await finish();
    return (await get(`/v1/${place}/deployments/${id}`)).body;
  };
  const update: Emulated['update'] = async (id, body, query = '') => {
    const answer = await call('PATCH', `/v1/${place}/deployments/${id}${query}`, body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    await finish();
    return (await get(`/v1/${place}/deployments/${id}`)).body;
  };
  await call('POST', '/storage/v1/b?project=p', { name: 'sources' });
  return { emulator, clock, call, get, upload, deploy, update, finish };
}

/** A module of one bucket. */
export function bucketModule(name: string): Record<string, string> {
  return { 'main.tf': `resource "google_storage_bucket" "a" {\n  name     = "${name}"\n  location = "EU"\n}\n` };
}

function answerOf({ status, headers, body }: HttpResponse): Answer {
  const text = new TextDecoder().decode(body);
  const isJson = headers['content-type']?.startsWith('application/json') === true;
  return { status, headers, body: isJson ? JSON.parse(text) : text === '' ? undefined : text };
}
