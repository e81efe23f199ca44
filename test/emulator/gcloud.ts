import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realClock } from '../../src/config-api/real-clock.ts';
import type { HttpRequest, HttpResponse } from '../../src/config-api/transport.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { listen } from '../../src/emulator/http-server.ts';
import { defaults } from '../../src/emulator/options.ts';

/** Whether there is a gcloud to drive. */
export const hasGcloud: boolean = spawnSync('gcloud', ['--version'], { stdio: 'ignore' }).status === 0;

/** What a command printed and how it ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Real gcloud, pointed at an emulator of its own. */
export interface Gcloud {
  /** `http://127.0.0.1:…`. */
  readonly url: string;
  /** A folder for files; it has an empty folder `module`. */
  readonly folder: string;
  /** Runs `gcloud infra-manager` with the arguments. */
  run(...args: string[]): Promise<Ended>;
  close(): Promise<void>;
}

/** Starts an emulator, and gives a gcloud that talks to it in project `demo-proj`; `seen` is told of every request. */
export async function startGcloud(seen: (request: HttpRequest) => void = () => undefined): Promise<Gcloud> {
  const folder = await mkdtemp(join(tmpdir(), 'imprint-gcloud-'));
  const emulator = createEmulator({ clock: realClock, speed: 1000 });
  const handle = (request: HttpRequest): Promise<HttpResponse> => {
    seen(request);
    return emulator.handle(request);
  };
  const { maxUploadBytes } = defaults;
  const listener = await listen(handle, { port: 0, host: '127.0.0.1', maxUploadBytes });
  await writeFile(join(folder, 'token'), 'made-up-token');
  await mkdir(join(folder, 'module'));
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    CLOUDSDK_CONFIG: join(folder, 'config'),
    CLOUDSDK_CORE_PROJECT: 'demo-proj',
    CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
    CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: 'true',
    CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: 'true',
    CLOUDSDK_AUTH_ACCESS_TOKEN_FILE: join(folder, 'token'),
    CLOUDSDK_API_ENDPOINT_OVERRIDES_CONFIG: `${listener.url}/`,
    CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE: `${listener.url}/storage/v1/`,
  };
  return {
    url: listener.url,
    folder,
    run: (...args) =>
      new Promise((resolve) => {
        execFile('gcloud', ['infra-manager', ...args], { env }, (error, stdout, stderr) => {
          resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr });
        });
      }),
    close: async () => {
      await listener.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
