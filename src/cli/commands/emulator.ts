import { realClock } from '../../config-api/real-clock.ts';
import { virtualClock } from '../../config-api/virtual-clock.ts';
import { createEmulator, type Emulator } from '../../emulator/create-emulator.ts';
import type { EmulatorOptions } from '../../emulator/options.ts';
import { withStateFolder } from '../../emulator/state/state-folder.ts';
import { ImprintError, SettingsError, UsageError } from '../../errors.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { defaultEmulatorPort } from '../deployments/target.ts';
import { readEmulatorFaults } from '../read-emulator-faults.ts';
import { providerFacts } from '../shipped-facts.ts';

/** `imprint emulator`: Infrastructure Manager and the storage it needs, on a port of this machine. */
export const emulator: Command = {
  name: 'emulator',
  summary: 'Run Infrastructure Manager and the Cloud Storage it needs on this machine',
  arguments: '',
  options: [
    {
      name: 'port',
      value: 'N',
      summary: 'port to listen on; 0 takes a free one',
      default: String(defaultEmulatorPort),
    },
    { name: 'host', value: 'ADDRESS', summary: 'address to listen on', default: '127.0.0.1' },
    { name: 'speed', value: 'FACTOR', summary: 'run operations this many times faster: 100x', default: '1x' },
    { name: 'seed', value: 'TEXT', summary: 'what everything made up follows from (default: imprint)' },
    {
      name: 'clock',
      value: 'CLOCK',
      choices: ['real', 'virtual'],
      summary: 'virtual: time stands still until POST /_emulator/clock moves it',
      default: 'real',
    },
    {
      name: 'faults',
      value: 'FILE',
      summary: 'failures to begin with, as schemas/emulator-faults.schema.json has them',
    },
    {
      name: 'quotas',
      value: 'QUOTAS',
      choices: ['real', 'off'],
      summary: 'real: 20 changes and 1,200 requests a minute, as in the service; --speed shortens the minute',
      default: 'off',
    },
    { name: 'state', value: 'DIR', summary: 'folder to keep everything in (default: it is gone with the emulator)' },
  ],
  examples: [
    { command: 'imprint emulator', what: `listen on http://127.0.0.1:${defaultEmulatorPort} until stopped` },
    { command: 'imprint emulator --port 8085 --speed 100x', what: 'elsewhere, with operations of about a second' },
    { command: 'imprint emulator --state .emulator', what: 'go on where the last one with this folder ended' },
  ],
  run,
};

const loopback: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const [extra] = options.positionals;
  if (extra !== undefined) throw new UsageError(`'imprint emulator' takes no arguments, but was given '${extra}'`);
  const port = portOf(options.text('port') ?? String(defaultEmulatorPort));
  const host = options.text('host') ?? '127.0.0.1';
  const speed = speedOf(options.text('speed') ?? '1x');
  const folder = options.text('state');
  const seed = seedOf(options);
  if (!loopback.includes(host)) {
    io.stderr.write(
      `warning: listening on ${host}; the emulator checks no credentials, so anybody who reaches it may use it\n`,
    );
  }
  const faults = options.text('faults');
  const given: EmulatorOptions = {
    clock: options.text('clock') === 'virtual' ? virtualClock() : realClock,
    speed,
    rateQuotas: options.text('quotas') === 'real' ? 'real' : 'off',
    facts: providerFacts(),
    ...seed,
    ...(faults === undefined ? {} : { faults: readEmulatorFaults(faults, io.cwd) }),
  };
  if (folder === undefined) await serve(createEmulator(given), { port, host }, io);
  else await withStateFolder(folder, seed, (store) => serve(createEmulator({ ...given, store }), { port, host }, io));
  return 0;
}

function seedOf(options: ParsedArguments): { readonly seed?: string } {
  const seed = options.text('seed');
  return seed === undefined ? {} : { seed };
}

async function serve(service: Emulator, { port, host }: { port: number; host: string }, io: Io): Promise<void> {
  const listener = await service.listen(port, host).catch((error: Error) => {
    if (error instanceof ImprintError) throw error;
    throw new SettingsError(`cannot listen on ${host}:${port}: ${error.message}`, { cause: error });
  });
  io.stdout.write(`listening on ${listener.url}\n`);
  await aborted(io.signal);
  await listener.close();
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new UsageError(`--port takes a number from 0 to 65535, not '${text}'`);
  return port;
}

function speedOf(text: string): number {
  const speed = Number(/^(\d{1,9}(?:\.\d{1,9})?)x?$/.exec(text)?.[1] ?? '0');
  if (!(speed > 0)) throw new UsageError(`--speed takes a factor above 0 such as '100x', not '${text}'`);
  return speed;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
