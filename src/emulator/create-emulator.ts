import type { HttpRequest, HttpResponse, Transport } from '../config-api/transport.ts';
import type { Engines } from '../hcl/functions/engines.ts';
import { allEngines, loadEngines } from '../hcl/functions/load-engines.ts';
import { dispatch } from './dispatch.ts';
import { faultList } from './faults.ts';
import { type Listener, listen } from './http-server.ts';
import { runQueue } from './operations/run-queue.ts';
import { type EmulatorOptions, settingsOf } from './options.ts';
import { seededRandom } from './random.ts';
import { memoryObjectStore } from './storage/object-store.ts';
import { memoryTables } from './tables.ts';
import type { World } from './world.ts';

/** A running emulator. In one process it is a transport; `listen` puts it on a port. */
export interface Emulator extends Transport {
  /** Answers a request; never rejects for a request's sake. */
  handle(request: HttpRequest): Promise<HttpResponse>;
  /**
   * Serves HTTP. Port 0 takes a free one; the host is 127.0.0.1 unless given.
   * @throws Error when the port cannot be had.
   */
  listen(port: number, host?: string): Promise<Listener>;
}

/** Makes an emulator with nothing in it. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const { maxUploadBytes } = settingsOf(options);
  // Modules are evaluated synchronously, so what their functions may need is loaded before the first request.
  let world: Promise<World> | undefined;
  const handle = async (request: HttpRequest): Promise<HttpResponse> => {
    world ??= loadEngines(allEngines).then((engines) => emptyWorld(options, engines));
    return dispatch(await world, request);
  };
  return {
    handle,
    send: (request, signal) => {
      signal?.throwIfAborted();
      return handle(request);
    },
    listen: (port, host = '127.0.0.1') => listen(handle, { port, host, maxUploadBytes }),
  };
}

function emptyWorld(options: EmulatorOptions, engines: Engines): World {
  const settings = settingsOf(options);
  const tables = memoryTables();
  let last = 0;
  return {
    settings,
    random: seededRandom(settings.seed),
    engines,
    facts: options.facts,
    tables,
    objects: memoryObjectStore(),
    faults: faultList(),
    running: runQueue(tables.operations.values()),
    plans: new Map(),
    uploads: new Map(),
    next: () => ++last,
  };
}
