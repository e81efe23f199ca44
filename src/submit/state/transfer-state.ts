import { ServiceError } from '../../errors.ts';
import { callRaw, type RestContext } from '../rest-call.ts';

/** Reads a state at a signed URL. The URL is in no error. Throws `ServiceError`. */
export async function downloadState(
  signedUri: string | undefined,
  name: string,
  context: RestContext,
): Promise<Uint8Array> {
  const url = requireUrl(signedUri, name);
  const { body } = await callRaw(
    { method: 'download of the state', resource: name, verb: 'GET', url, idempotent: true },
    context,
  );
  return body;
}

/** Writes a state at a signed URL, which was signed for no content type. The URL is in no error. Throws `ServiceError`. */
export async function uploadState(
  signedUri: string | undefined,
  name: string,
  bytes: Uint8Array,
  context: RestContext,
): Promise<void> {
  const url = requireUrl(signedUri, name);
  // The same bytes twice are the same state.
  await callRaw(
    { method: 'upload of the state', resource: name, verb: 'PUT', url, content: { bytes }, idempotent: true },
    context,
  );
}

function requireUrl(signedUri: string | undefined, name: string): string {
  if (signedUri !== undefined && URL.canParse(signedUri)) return signedUri;
  throw new ServiceError(`the service gave no address for the state of ${name}`, {
    method: 'ExportDeploymentStatefile',
    resource: name,
    retryable: false,
  });
}
