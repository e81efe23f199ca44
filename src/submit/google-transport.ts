import type { AuthClient } from 'google-auth-library';
import type { HttpRequest, HttpResponse, Transport } from '../config-api/transport.ts';
import { SettingsError } from '../errors.ts';
import { type CredentialOptions, googleCredentials } from './google-credentials.ts';

/** How Google is called. */
export interface GoogleTransportOptions extends CredentialOptions {
  /** A call without answer is given up after this; default 60,000. */
  readonly timeoutMs?: number;
}

/**
 * A transport that signs every request. It honours `HTTPS_PROXY`, `NODE_EXTRA_CA_CERTS` and the quota project of the credentials.
 * @throws SettingsError when there are no credentials; sending throws it when they cannot be used.
 */
export async function googleTransport(options: GoogleTransportOptions = {}): Promise<Transport> {
  const client = await googleCredentials(options);
  return {
    async send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> {
      await sign(client, request.url, options);
      const response = await client.request<ArrayBuffer>({
        url: request.url,
        method: request.method,
        headers: request.headers,
        responseType: 'arraybuffer',
        // Every status is an answer; what it means is the caller's business.
        validateStatus: () => true,
        retry: false,
        timeout: options.timeoutMs ?? 60_000,
        ...(signal !== undefined && { signal }),
        ...(request.body.length > 0 && { body: Buffer.from(request.body) }),
      });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: new Uint8Array(response.data),
      };
    },
  };
}

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
