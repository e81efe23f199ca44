import type { HttpRequest, HttpResponse, Transport } from '../config-api/transport.ts';
import { allEngines, loadEngines } from '../hcl/functions/load-engines.ts';
import { deliver } from './deliver.ts';
import { type Listener, listen } from './http-server.ts';
import { openWorld } from './open-world.ts';
import { type EmulatorOptions, settingsOf } from './options.ts';
import type { World } from './world.ts';

/** A running emulator. In one process it is a transport; `listen` puts it on a port. */
export interface Emulator extends Transport {
  /** Answers a request. Rejects with `BrokenConnection` (code `ECONNRESET`) when a fault breaks the connection, and for nothing else in a request. */
  handle(request: HttpRequest): Promise<HttpResponse>;
  /**
   * Serves HTTP. Port 0 takes a free one; the host is 127.0.0.1 unless given.
   * @throws SettingsError when the store cannot be read, Error when the port cannot be had.
   */
  listen(port: number, host?: string): Promise<Listener>;
}

/** Makes an emulator with what its store holds; without store, or with an empty one, there is nothing in it. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const { maxUploadBytes } = settingsOf(options);
  // Modules are evaluated synchronously, so what their functions may need is loaded before the first request.
  let world: Promise<World> | undefined;
  const open = (): Promise<World> => {
    world ??= loadEngines(allEngines).then((engines) => openWorld(options, engines));
    return world;
  };
  const handle = async (request: HttpRequest): Promise<HttpResponse> => deliver(await open(), request);
  return {
    handle,
    send: (request, signal) => {
      signal?.throwIfAborted();
      return handle(request);
    },
    listen: async (port, host = '127.0.0.1') => {
      await open();
      return listen(handle, { port, host, maxUploadBytes });
    },
  };
}
