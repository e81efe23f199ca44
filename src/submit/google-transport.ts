import type { HttpRequest, HttpResponse, Transport } from '../config-api/transport.ts';
import { SettingsError } from '../errors.ts';

/**
 * A transport that signs every request with Application Default Credentials. It honours `HTTPS_PROXY`,
 * `NODE_EXTRA_CA_CERTS` and the quota project of the credentials.
 * @throws SettingsError when there are no credentials.
 */
export async function googleTransport(
  options: { /** A call without answer is given up after this; default 60,000. */ readonly timeoutMs?: number } = {},
): Promise<Transport> {
  const { GoogleAuth } = await import('google-auth-library');
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] });
  const client = await auth.getClient().catch((cause: unknown) => {
    throw new SettingsError(
      'no Google credentials were found; run `gcloud auth application-default login`, or name a key with GOOGLE_APPLICATION_CREDENTIALS',
      { cause },
    );
  });
  return {
    async send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> {
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
