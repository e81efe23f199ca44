import type { DeploymentSubject } from '../../check/rule.ts';
import type { TerraformError } from '../../config-api/deployment.ts';
import { createLineIndex } from '../../diagnostics/line-index.ts';
import type { Location } from '../../diagnostics/range.ts';
import { locate, locateOrigin } from '../../render/locate.ts';
import type { SubmitFailure, SubmitResult } from '../../submit/events.ts';
import type { Io } from '../command.ts';
import { namedArguments } from './named-arguments.ts';
import { remediesFor } from './remedies.ts';

/** Where authored lines are found. */
export interface FailureSources {
  /** Environments as they were submitted; those that are absent have no authored lines. */
  readonly subjects: readonly DeploymentSubject[];
  /** Texts of authored files. */
  readonly sources: ReadonlyMap<string, string>;
}

/** At most so many arguments of a resource are shown. */
const maximumArguments = 3;

/**
 * Writes why environments failed to stderr, root cause first: errors of Terraform, each with the line of the template that writes its
 * resource and the lines that set what the error speaks of, then what is known to help, then where the service keeps more.
 */
export function showFailures(
  results: ReadonlyMap<string, SubmitResult>,
  { subjects, sources }: FailureSources,
  io: Pick<Io, 'stderr'>,
): void {
  for (const [environment, result] of results) {
    if (result.outcome !== 'failed') continue;
    const subject = subjects.find(({ bundle }) => bundle.environment === environment);
    const lines = [`\n${environment} failed: ${result.failure.message}`];
    for (const error of result.failure.tfErrors) lines.push(...describeError(error, subject, sources));
    for (const { remedy, source } of remediesFor(result.failure)) lines.push(`  help: ${remedy}`, `        ${source}`);
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
  const description = (error.errorDescription ?? '').trim();
  return [
    `  ${error.resourceAddress || 'Terraform'}${status}`,
    ...description.split('\n').map((line) => `    ${line}`),
    ...(subject === undefined ? [] : describePlaces(error.resourceAddress ?? '', description, subject, sources)),
  ];
}

/** Where a resource and the arguments that the error speaks of were written; nothing when the module has no such resource. */
function describePlaces(
  address: string,
  description: string,
  { environment, bundle, module }: DeploymentSubject,
  sources: ReadonlyMap<string, string>,
): string[] {
  const instance = module.evaluation.resources.find((resource) => resource.address === address);
  if (instance?.location.range === undefined) return [];
  const { file, range } = instance.location;
  const { location } = locate(bundle, environment, { file, range });
  const named = namedArguments(instance.configuration, description).map(
    ({ path, origin }) =>
      `    ${path} is set at ${lineOf(locateOrigin(bundle, environment, origin).location, sources)}`,
  );
  return [`    written at ${lineOf(location, sources)}`, ...new Set(named)].slice(0, maximumArguments + 1);
}

/** `file:line:column`, as far as it is known. */
function lineOf({ file, range }: Location, sources: ReadonlyMap<string, string>): string {
  const text = sources.get(file);
  if (text === undefined || range === undefined) return file;
  const { line, column } = createLineIndex(text).position(range.start);
  return `${file}:${line}:${column}`;
}

function describeTraces({ errorLogs, logs }: SubmitFailure): string[] {
  return [
    ...(errorLogs === undefined ? [] : [`  all errors: ${errorLogs}`]),
    ...(logs === undefined ? [] : [`  log: ${logs}`]),
  ];
}
