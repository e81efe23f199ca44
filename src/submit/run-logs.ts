import type { TerraformError } from '../config-api/deployment.ts';
import { baseName } from '../config-api/names.ts';
import type { DeploymentsApi } from './api/deployments-api.ts';
import type { ObjectReader } from './object-reader.ts';
import { unlessMissing } from './unless-missing.ts';

/** Where the log and the errors of a run lie. */
export interface RunLogs {
  /** `r-3`, or `delete` for a destroy run. */
  readonly run: string;
  /** `gs://` path; absent while there is none. */
  readonly logs?: string;
  /** `gs://` path of all errors; absent when there were none. */
  readonly errorLogs?: string;
}

/**
 * The logs of a revision, or of the newest run: the destroy run where a delete failed, else the newest revision. Undefined for a
 * deployment without any, and where there is none. Throws `ServiceError`.
 */
export async function findRunLogs(
  name: string,
  revision: string | undefined,
  api: Pick<DeploymentsApi, 'getDeployment' | 'getRevision'>,
): Promise<RunLogs | undefined> {
  const deployment = revision === undefined ? await unlessMissing(api.getDeployment(name)) : undefined;
  if (deployment?.deleteLogs && deployment.state !== 'ACTIVE') {
    const { deleteLogs, errorLogs } = deployment;
    return { run: 'delete', logs: deleteLogs, ...(errorLogs && { errorLogs }) };
  }
  const wanted = revision === undefined ? deployment?.latestRevision : `${name}/revisions/${revision}`;
  if (wanted === undefined) return undefined;
  const { logs, errorLogs } = await api.getRevision(wanted);
  return { run: baseName(wanted), ...(logs && { logs }), ...(errorLogs && { errorLogs }) };
}

/**
 * The text at a `gs://` path: of the object of that name, or of all objects below it, one after the other in the order of their names.
 * Control characters other than tabs and line breaks are taken out, since logs are shown on terminals. Undefined when there is nothing.
 */
export async function readLog(uri: string, objects: ObjectReader): Promise<string | undefined> {
  const whole = await objects.read(uri);
  if (whole !== undefined) return shownText(whole);
  const parts = await objects.list(`${uri.replace(/\/+$/, '')}/`);
  if (parts.length === 0) return undefined;
  const texts: string[] = [];
  for (const part of parts) texts.push(shownText((await objects.read(part)) ?? new Uint8Array()));
  return texts.join('');
}

/** The errors in newline-delimited JSON; a line that is none becomes an error with that text. */
export function parseErrorLines(text: string): readonly TerraformError[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      try {
        // Cast: the published form of a line.
        return JSON.parse(line) as TerraformError;
      } catch {
        return { errorDescription: line };
      }
    });
}

function shownText(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return text.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}
