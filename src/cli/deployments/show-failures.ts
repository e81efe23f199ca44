import type { DeploymentSubject } from '../../check/rule.ts';
import type { TerraformError } from '../../config-api/deployment.ts';
import { createLineIndex } from '../../diagnostics/line-index.ts';
import { locate } from '../../render/locate.ts';
import type { SubmitFailure, SubmitResult } from '../../submit/events.ts';
import type { Io } from '../command.ts';
import type { PreparedBundles } from './prepare-bundles.ts';

/** Writes why environments failed to stderr: errors of Terraform first, each with the authored line of its resource. */
export function showFailures(
  results: ReadonlyMap<string, SubmitResult>,
  { subjects, findings }: PreparedBundles,
  io: Io,
): void {
  for (const [environment, result] of results) {
    if (result.outcome !== 'failed') continue;
    const subject = subjects.find(({ bundle }) => bundle.environment === environment);
    const lines = [`\n${environment} failed: ${result.failure.message}`];
    for (const error of result.failure.tfErrors) lines.push(...describeError(error, subject, findings.sources));
    lines.push(...describeTraces(result.failure));
    io.stderr.write(`${lines.join('\n')}\n`);
  }
}

function describeError(
  error: TerraformError,
  subject: DeploymentSubject | undefined,
  sources: ReadonlyMap<string, string>,
): string[] {
  const status = error.httpResponseCode ? ` (HTTP ${error.httpResponseCode})` : '';
  const place = subject === undefined ? undefined : authoredLine(error.resourceAddress ?? '', subject, sources);
  return [
    `  ${error.resourceAddress || 'Terraform'}${status}`,
    ...(error.errorDescription ?? '')
      .trim()
      .split('\n')
      .map((line) => `    ${line}`),
    ...(place === undefined ? [] : [`    written at ${place}`]),
  ];
}

/** Place of the block that declares a resource: `file:line:column`; undefined when the module has no such resource. */
function authoredLine(
  address: string,
  { environment, bundle, module }: DeploymentSubject,
  sources: ReadonlyMap<string, string>,
): string | undefined {
  const instance = module.evaluation.resources.find((resource) => resource.address === address);
  if (instance?.location.range === undefined) return undefined;
  const { location } = locate(bundle, environment, { file: instance.location.file, range: instance.location.range });
  const text = sources.get(location.file);
  if (text === undefined || location.range === undefined) return location.file;
  const { line, column } = createLineIndex(text).position(location.range.start);
  return `${location.file}:${line}:${column}`;
}

function describeTraces({ errorLogs, logs }: SubmitFailure): string[] {
  return [
    ...(errorLogs === undefined ? [] : [`  all errors: ${errorLogs}`]),
    ...(logs === undefined ? [] : [`  log: ${logs}`]),
  ];
}
