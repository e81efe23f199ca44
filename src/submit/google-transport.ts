import type { AuthClient } from 'google-auth-library';
import type { HttpRequest, HttpResponse, Transport } from '../config-api/transport.ts';
import { SettingsError } from '../errors.ts';
import { type CredentialOptions, googleCredentials } from './google-credentials.ts';

/** How Google is called. */
export interface GoogleTransportOptions extends CredentialOptions {
  /** A call without answer is given up after this; default 60,000. */
  readonly timeoutMs?: number;
}

/** Transports to Google. Both honour `HTTPS_PROXY` and `NODE_EXTRA_CA_CERTS`. */
export interface GoogleTransports {
  /** Signs every request, and names the quota project of the credentials. */
  readonly signed: Transport;
  /** Adds nothing: for signed URLs, which carry what entitles to them. */
  readonly plain: Transport;
}

/**
 * Transports with the credentials the options ask for.
 * @throws SettingsError when there are no credentials; sending by `signed` throws it when they cannot be used.
 */
export async function googleTransports(options: GoogleTransportOptions = {}): Promise<GoogleTransports> {
  const client = await googleCredentials(options);
  const timeoutMs = options.timeoutMs ?? 60_000;
  return {
    signed: {
      async send(request, signal) {
        await sign(client, request.url, options);
        return responseOf(await client.request<ArrayBuffer>(gaxiosOptions(request, timeoutMs, signal)));
      },
    },
    plain: {
      async send(request, signal) {
        return responseOf(await client.transporter.request<ArrayBuffer>(gaxiosOptions(request, timeoutMs, signal)));
      },
    },
  };
}

function gaxiosOptions(request: HttpRequest, timeout: number, signal: AbortSignal | undefined): GaxiosOptions {
  return {
    url: request.url,
    method: request.method,
    headers: request.headers,
    responseType: 'arraybuffer',
    // Every status is an answer; what it means is the caller's business.
    validateStatus: () => true,
    retry: false,
    timeout,
    ...(signal !== undefined && { signal }),
    ...(request.body.length > 0 && { body: Buffer.from(request.body) }),
  };
}

function responseOf({ status, headers, data }: GaxiosResponse<ArrayBuffer>): HttpResponse {
  return { status, headers: Object.fromEntries(headers), body: new Uint8Array(data) };
}

type GaxiosOptions = Parameters<AuthClient['transporter']['request']>[0] & object;
type GaxiosResponse<T> = Awaited<ReturnType<typeof AuthClient.prototype.request<T>>>;

/** Fetches a token where there is none that is fresh, so that a login that ended is told as such and not as a service that does not answer. */
async function sign(client: AuthClient, url: string, { impersonate = [] }: CredentialOptions): Promise<void> {
  try {
    await client.getRequestHeaders(url);
  } catch (cause) {
    const account = impersonate.at(-1);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SettingsError(account === undefined ? unusable(reason) : cannotActAs(account, reason), { cause });
  }
}

function unusable(reason: string): string {
  return `the Google credentials cannot be used: ${reason}; run \`gcloud auth application-default login\``;
}

function cannotActAs(account: string, reason: string): string {
  return (
    `no token of ${account} was given out: ${reason}\n` +
    `Whoever runs this needs roles/iam.serviceAccountTokenCreator on it: ` +
    `gcloud iam service-accounts add-iam-policy-binding ${account} --member=user:YOU --role=roles/iam.serviceAccountTokenCreator`
  );
}
