import { ImprintError, InternalError, ServiceError } from '../../errors.ts';
import { failureReporters } from '../../report/failure-reporters.ts';
import type { ExitCode } from '../command.ts';
import { colorChoice } from './color-choice.ts';
import { Interrupted } from './interrupt.ts';
import { createProcessIo } from './process-io.ts';

/**
 * Shows a failure of the machine: on stderr in words, and on stdout in the format the command line chose, so that a program
 * that reads it never gets nothing. Returns the exit code; a run that was interrupted ends by the same signal instead.
 */
export function showFailure(error: unknown, argv: readonly string[], version: string): ExitCode {
  if (error instanceof Interrupted) {
    process.stderr.write('interrupted\n');
    // Ours was for one signal only; with those of packages (locks have one) gone too, this one ends the process, and the caller sees by which.
    process.removeAllListeners(error.signal);
    process.kill(process.pid, error.signal);
    return 1;
  }
  const { stdout, stderr } = createProcessIo(colorChoice(argv), version);
  const failure = error instanceof ImprintError ? error : new InternalError(messageOf(error), { cause: error });
  stderr.write(describeFailure(failure, version, stderr.color));
  stdout.write(failureReporters[formatOf(argv)]?.({ code: failure.code, message: failure.message }, version) ?? '');
  return failure.exitCode;
}

/** A failure in words: what happened and, for a bug of ours, where. Final newline included. */
export function describeFailure(failure: ImprintError, version: string, color: boolean): string {
  const label = failure instanceof InternalError ? 'internal error' : 'error';
  const [first = '', ...others] = failure.message.split('\n');
  const lines = [`${color ? `\u001b[1;31m${label}\u001b[0m` : label}: ${first}`, ...others.map((line) => `  ${line}`)];
  if (failure instanceof ServiceError) lines.push(...describeService(failure));
  if (failure instanceof InternalError) lines.push(...describeBug(failure, version));
  return `${lines.join('\n')}\n`;
}

function describeService({ failure }: ServiceError): string[] {
  const status = [failure.httpStatus === undefined ? '' : `HTTP ${failure.httpStatus}`, failure.status ?? ''].filter(
    (part) => part !== '',
  );
  const call = [`${failure.method}`, failure.resource ?? ''].filter((part) => part !== '').join(' ');
  return [`  ${call}${status.length === 0 ? '' : ` (${status.join(', ')})`}`];
}

function describeBug(failure: InternalError, version: string): string[] {
  const source = failure.cause instanceof Error ? failure.cause : failure;
  return [
    `  This is a bug of imprint ${version} (node ${process.version}), not a fault of yours. Please report it with what stands below.`,
    ...(source.stack ?? String(source)).split('\n').map((line) => `  ${line}`),
  ];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `--format` of a command line that may not have been understood. */
function formatOf(argv: readonly string[]): string {
  const at = argv.findLastIndex((word) => word === '--format' || word.startsWith('--format='));
  return (argv[at]?.includes('=') ? argv[at]?.slice('--format='.length) : argv[at + 1]) ?? '';
}
