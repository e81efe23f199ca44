import type { AuthClient } from 'google-auth-library';
import { SettingsError } from '../errors.ts';

/** As whom Google is called. All absent: Application Default Credentials. */
export interface CredentialOptions {
  /** An access token to use as it is, in place of Application Default Credentials. */
  readonly accessToken?: string;
  /** Service accounts to act as: the last one, by way of those before it. Empty or absent: nobody else. */
  readonly impersonate?: readonly string[];
  /** Project that pays for quota. Absent: that of the credentials. */
  readonly quotaProject?: string;
  /** Root of the API that hands out tokens of service accounts. Default `https://iamcredentials.googleapis.com`. */
  readonly iamCredentialsUrl?: string;
}

const scopes = ['https://www.googleapis.com/auth/cloud-platform'];

/**
 * A client that signs requests. Tokens are fetched when the first request is signed, and are nowhere else than in requests.
 * @throws SettingsError when there are no credentials.
 */
export async function googleCredentials(options: CredentialOptions = {}): Promise<AuthClient> {
  const source = await sourceCredentials(options.accessToken);
  const client = await impersonated(source, options);
  const quotaProject = options.quotaProject ?? source.quotaProjectId;
  if (quotaProject !== undefined) client.quotaProjectId = quotaProject;
  return client;
}

async function sourceCredentials(accessToken: string | undefined): Promise<AuthClient> {
  const { GoogleAuth, OAuth2Client } = await import('google-auth-library');
  if (accessToken !== undefined) {
    const client = new OAuth2Client();
    client.setCredentials({ access_token: accessToken });
    return client;
  }
  return new GoogleAuth({ scopes }).getClient().catch((cause: unknown) => {
    throw new SettingsError(
      'no Google credentials were found; run `gcloud auth application-default login`, or name a key with GOOGLE_APPLICATION_CREDENTIALS',
      { cause },
    );
  });
}

async function impersonated(
  sourceClient: AuthClient,
  { impersonate = [], iamCredentialsUrl }: CredentialOptions,
): Promise<AuthClient> {
  const targetPrincipal = impersonate.at(-1);
  if (targetPrincipal === undefined) return sourceClient;
  const { Impersonated } = await import('google-auth-library');
  return new Impersonated({
    sourceClient,
    targetPrincipal,
    delegates: impersonate.slice(0, -1),
    targetScopes: scopes,
    ...(iamCredentialsUrl !== undefined && { endpoint: iamCredentialsUrl }),
  });
}
