import type { TerraformError } from '../../config-api/deployment.ts';
import { findRunLogs, parseErrorLines, readLog } from '../../submit/run-logs.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { type AddressedDeployment, addressDeployments, addressOptions } from '../deployments/address-deployments.ts';
import { allOption, checkAll } from '../deployments/all-option.ts';
import { formatOption } from '../deployments/records.ts';
import { openTarget, type Target, targetOptions } from '../deployments/target.ts';

/** `imprint logs`: what Terraform said, of the newest run or of a given revision. */
export const logs: Command = {
  name: 'logs',
  summary: 'Show the logs of runs, or all errors of them',
  arguments: '[ENV…]',
  options: [
    { name: 'revision', value: 'ID', summary: 'a revision such as r-3', default: 'the newest run' },
    { name: 'errors', summary: 'the errors alone, all of them: the service itself tells at most 10' },
    ...addressOptions,
    ...targetOptions,
    allOption,
    formatOption,
  ],
  examples: [
    { command: 'imprint logs dev', what: 'the log of the newest run' },
    { command: 'imprint logs dev --revision r-3 --errors', what: 'everything that went wrong in an earlier one' },
  ],
  run,
};

/** The log of one deployment; without `text` there is none. */
interface LogRecord {
  readonly environment: string;
  readonly deployment: string;
  /** `r-3`, or `delete`; empty when nothing was ever run. */
  readonly run: string;
  /** `gs://` path; empty when there is none. */
  readonly uri: string;
  readonly text?: string;
  readonly errors?: readonly TerraformError[];
}

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  checkAll(logs, options);
  const { deployments, exitCode } = await addressDeployments(options, io);
  if (deployments.length === 0) return exitCode;
  const target = await openTarget(options, io);
  const records: LogRecord[] = [];
  for (const deployment of deployments) records.push(await logOf(deployment, options, target));
  if (options.text('format') === 'json') io.stdout.write(`${JSON.stringify(records, undefined, 2)}\n`);
  else for (const record of records) showLog(record, records.length > 1, io);
  return exitCode;
}

async function logOf(
  { environment, name }: AddressedDeployment,
  options: ParsedArguments,
  { api, objects }: Target,
): Promise<LogRecord> {
  const isAboutErrors = options.isSet('errors') === true;
  const found = await findRunLogs(name, options.text('revision'), api);
  const uri = (isAboutErrors ? found?.errorLogs : found?.logs) ?? '';
  const text = uri === '' ? undefined : await readLog(uri, objects);
  const record = { environment, deployment: name, run: found?.run ?? '', uri };
  if (isAboutErrors) return { ...record, errors: parseErrorLines(text ?? '') };
  return text === undefined ? record : { ...record, text };
}

function showLog({ environment, run: of, text, errors }: LogRecord, isOneOfMany: boolean, io: Io): void {
  const shown = errors === undefined ? text : errors.map(errorText).join('');
  if (isOneOfMany && shown) io.stdout.write(`# ${environment} ${of}\n`);
  if (shown) io.stdout.write(shown.endsWith('\n') ? shown : `${shown}\n`);
  else
    io.stderr.write(
      `${environment}: ${of === '' ? 'nothing was run yet' : `${of} has no ${errors === undefined ? 'log yet' : 'errors'}`}\n`,
    );
}

function errorText({ resourceAddress, httpResponseCode, errorDescription = '' }: TerraformError): string {
  const status = httpResponseCode ? ` (HTTP ${httpResponseCode})` : '';
  const lines = errorDescription.trim().split('\n');
  return [`${resourceAddress || 'Terraform'}${status}`, ...lines.map((line) => `  ${line}`), ''].join('\n');
}
