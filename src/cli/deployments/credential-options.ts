import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SettingsError, UsageError } from '../../errors.ts';
import type { CredentialOptions } from '../../submit/google-credentials.ts';
import type { Io, Option, ParsedArguments } from '../command.ts';

/** Options that say as whom Google is called. */
export const credentialOptions: readonly Option[] = [
  {
    name: 'impersonate-service-account',
    value: 'EMAIL',
    summary: 'act as this service account; several, separated by commas, act one through the other',
  },
  {
    name: 'access-token-file',
    value: 'FILE',
    summary: 'use the access token in this file',
    default: 'Application Default Credentials',
  },
];

/**
 * The credentials that a command line asks for.
 * @throws UsageError for an account that is none, SettingsError for a file that holds no token
 */
export function readCredentials(options: ParsedArguments, io: Pick<Io, 'cwd' | 'env'>): CredentialOptions {
  const accounts = options
    .text('impersonate-service-account')
    ?.split(',')
    .map((email) => email.trim());
  const file = options.text('access-token-file');
  const quotaProject = io.env['GOOGLE_CLOUD_QUOTA_PROJECT'];
  if ((accounts !== undefined || file !== undefined) && options.text('transport') === 'grpc')
    throw new UsageError(
      '--transport grpc takes Application Default Credentials only; `gcloud auth application-default login --impersonate-service-account=EMAIL` makes them act as a service account',
    );
  for (const email of accounts ?? []) {
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email))
      throw new UsageError(`--impersonate-service-account takes the email of a service account, not '${email}'`);
  }
  return {
    ...(accounts !== undefined && { impersonate: accounts }),
    ...(file !== undefined && { accessToken: readToken(file, io.cwd) }),
    ...(quotaProject !== undefined && quotaProject !== '' && { quotaProject }),
  };
}

/** An emulator asks for no credentials, and what listens there should not get any. */
export function refuseCredentials(options: ParsedArguments): void {
  const given = credentialOptions.find(({ name }) => options.text(name) !== undefined);
  if (given !== undefined)
    throw new UsageError(`--${given.name} belongs to --target google; an emulator takes no credentials`);
}

/** The token in a file. What stands there is never repeated in a message. */
function readToken(file: string, cwd: string): string {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8').trim();
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'it cannot be read';
    throw new SettingsError(`cannot read --access-token-file ${file}: ${reason}`, { cause });
  }
  if (/^[!-~]+$/.test(text)) return text;
  throw new SettingsError(
    `--access-token-file ${file} does not hold an access token on one line; \`gcloud auth print-access-token > ${file}\` writes one`,
  );
}
