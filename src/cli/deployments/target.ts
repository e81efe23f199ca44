import { realClock } from '../../config-api/real-clock.ts';
import type { Transport } from '../../config-api/transport.ts';
import { UsageError } from '../../errors.ts';
import type { ConfigApi } from '../../submit/config-api.ts';
import type { ObjectReader } from '../../submit/object-reader.ts';
import type { Pacer } from '../../submit/pacer.ts';
import type { RestContext } from '../../submit/rest-call.ts';
import { defaultRetryPolicy } from '../../submit/retry.ts';
import type { StagingStore } from '../../submit/staging-store.ts';
import type { Io, Option, ParsedArguments } from '../command.ts';
import { credentialOptions, readCredentials, refuseCredentials } from './credential-options.ts';

/** Where `imprint emulator` listens when no port is given. */
export const defaultEmulatorPort = 8380;

/** `--transport` of commands that talk to the service. */
export const transportOption: Option = {
  name: 'transport',
  value: 'NAME',
  choices: ['rest', 'grpc'],
  summary: 'how google is called; grpc needs @google-cloud/config',
  default: 'rest',
};

/** Options of every command that talks to the service. */
export const targetOptions: readonly Option[] = [
  {
    name: 'target',
    value: 'TARGET',
    summary: `google, emulator (http://127.0.0.1:${defaultEmulatorPort}), or the URL of an emulator`,
    default: 'google',
  },
  transportOption,
  ...credentialOptions,
];

/** An Infrastructure Manager to talk to, with the Cloud Storage beside it. */
export interface Target {
  readonly api: ConfigApi;
  readonly storage: StagingStore;
  /** Logs, artifacts and sources in Cloud Storage. */
  readonly objects: ObjectReader;
  /** The service again, by calls that an interruption does not stop: to give back locks and remove what was made. */
  readonly cleanUpApi: ConfigApi;
  /** Where the service and Cloud Storage are. */
  readonly urls: TargetUrls;
  /** For calls of other APIs, with the same credentials. */
  readonly rest: RestContext;
  /** For signed URLs: without credentials, and not stopped by an interruption. */
  readonly plainRest: RestContext;
  /** Keeps everything that is sent to the target within the quotas. */
  readonly pacer: Pacer;
  /** What the journal calls it: `google`, or a URL. */
  readonly id: string;
  /** For questions and headings: `Google Cloud`, `the emulator at http://127.0.0.1:8380`. */
  readonly label: string;
  /** Whether what is done there costs money. */
  readonly billable: boolean;
}

/** Roots of the services of a target, without a final slash. */
export interface TargetUrls {
  readonly config: string;
  readonly storage: string;
}

/** Opens the target the options name; nothing is sent yet, but Google needs credentials at once. */
export async function openTarget(options: ParsedArguments, io: Io): Promise<Target> {
  const url = targetId(options.text('target') ?? 'google');
  if (url === 'google') return googleTarget(options, io);
  refuseCredentials(options);
  const { fetchTransport } = await import('../../submit/fetch-transport.ts');
  const transport = fetchTransport();
  return restTarget({ config: url, storage: url }, { signed: transport, plain: transport }, io, {
    label: `the emulator at ${url}`,
    billable: false,
    id: url,
  });
}

/** `google`, or the origin of the URL that a `--target` means. Throws `UsageError` for anything else. */
export function targetId(target: string): string {
  if (target === 'google') return target;
  return target === 'emulator' ? `http://127.0.0.1:${defaultEmulatorPort}` : urlOf(target);
}

/** A target behind transports, such as an emulator in this process. */
export async function restTarget(
  urls: TargetUrls,
  { signed, plain }: { readonly signed: Transport; readonly plain: Transport },
  io: Io,
  facts: Pick<Target, 'label' | 'billable' | 'id'>,
): Promise<Target> {
  const [{ restConfigApi }, { restStagingStore }, { restObjectReader }, { createPacer }, { pacedTransport }] =
    await Promise.all([
      import('../../submit/rest-config-api.ts'),
      import('../../submit/staging-store.ts'),
      import('../../submit/object-reader.ts'),
      import('../../submit/pacer.ts'),
      import('../../submit/paced-transport.ts'),
    ]);
  const pacer = createPacer(realClock);
  const rest: RestContext = {
    transport: pacedTransport(signed, pacer),
    clock: realClock,
    random: Math.random,
    policy: defaultRetryPolicy,
    signal: io.signal,
  };
  return {
    api: restConfigApi(urls.config, rest),
    storage: restStagingStore(urls.storage, rest),
    objects: restObjectReader(urls.storage, rest),
    cleanUpApi: restConfigApi(urls.config, { ...rest, signal: undefined }),
    pacer,
    urls,
    rest,
    plainRest: { ...rest, transport: plain, signal: undefined },
    ...facts,
  };
}

async function googleTarget(options: ParsedArguments, io: Io): Promise<Target> {
  const credentials = readCredentials(options, io);
  const { googleTransports } = await import('../../submit/google-transport.ts');
  const urls = { config: 'https://config.googleapis.com', storage: 'https://storage.googleapis.com' };
  const facts = { label: 'Google Cloud', billable: true, id: 'google' };
  const target = await restTarget(urls, await googleTransports(credentials), io, facts);
  if (options.text('transport') !== 'grpc') return target;
  const { gapicConfigApi } = await import('../../submit/gapic-config-api.ts');
  const api = await gapicConfigApi(target.pacer);
  return { ...target, api, cleanUpApi: api };
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
