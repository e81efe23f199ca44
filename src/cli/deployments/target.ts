import { realClock } from '../../config-api/real-clock.ts';
import type { Transport } from '../../config-api/transport.ts';
import { UsageError } from '../../errors.ts';
import type { ConfigApi } from '../../submit/config-api.ts';
import type { RestContext } from '../../submit/rest-call.ts';
import { defaultRetryPolicy } from '../../submit/retry.ts';
import type { StagingStore } from '../../submit/staging-store.ts';
import type { Io, Option, ParsedArguments } from '../command.ts';

/** Where `imprint emulator` listens when no port is given. */
export const defaultEmulatorPort = 8380;

/** Options of every command that talks to the service. */
export const targetOptions: readonly Option[] = [
  {
    name: 'target',
    value: 'TARGET',
    summary: `google, emulator (http://127.0.0.1:${defaultEmulatorPort}), or the URL of an emulator`,
    default: 'google',
  },
  {
    name: 'transport',
    value: 'NAME',
    choices: ['rest', 'grpc'],
    summary: 'how google is called; grpc needs @google-cloud/config',
    default: 'rest',
  },
];

/** An Infrastructure Manager to talk to, with the Cloud Storage beside it. */
export interface Target {
  readonly api: ConfigApi;
  readonly storage: StagingStore;
  /** For questions and headings: `Google Cloud`, `the emulator at http://127.0.0.1:8380`. */
  readonly label: string;
  /** Whether what is done there costs money. */
  readonly billable: boolean;
}

/** Opens the target the options name; nothing is sent yet, but Google needs credentials at once. */
export async function openTarget(options: ParsedArguments, io: Io): Promise<Target> {
  const target = options.text('target') ?? 'google';
  if (target === 'google') return googleTarget(options.text('transport') ?? 'rest', io);
  const url = target === 'emulator' ? `http://127.0.0.1:${defaultEmulatorPort}` : urlOf(target);
  const { fetchTransport } = await import('../../submit/fetch-transport.ts');
  return restTarget({ config: url, storage: url }, fetchTransport(), io, {
    label: `the emulator at ${url}`,
    billable: false,
  });
}

/** A target behind one transport, such as an emulator in this process. */
export async function restTarget(
  urls: { readonly config: string; readonly storage: string },
  transport: Transport,
  io: Io,
  facts: Pick<Target, 'label' | 'billable'>,
): Promise<Target> {
  const [{ restConfigApi }, { restStagingStore }] = await Promise.all([
    import('../../submit/rest-config-api.ts'),
    import('../../submit/staging-store.ts'),
  ]);
  const context: RestContext = {
    transport,
    clock: realClock,
    random: Math.random,
    policy: defaultRetryPolicy,
    signal: io.signal,
  };
  return { api: restConfigApi(urls.config, context), storage: restStagingStore(urls.storage, context), ...facts };
}

async function googleTarget(transportName: string, io: Io): Promise<Target> {
  const { googleTransport } = await import('../../submit/google-transport.ts');
  const urls = { config: 'https://config.googleapis.com', storage: 'https://storage.googleapis.com' };
  const target = await restTarget(urls, await googleTransport(), io, { label: 'Google Cloud', billable: true });
  if (transportName === 'rest') return target;
  const { gapicConfigApi } = await import('../../submit/gapic-config-api.ts');
  return { ...target, api: await gapicConfigApi() };
}

function urlOf(target: string): string {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new UsageError(
      `--target is google, emulator or a URL such as http://127.0.0.1:${defaultEmulatorPort}, not ${JSON.stringify(target)}`,
    );
  }
  return url.origin;
}
