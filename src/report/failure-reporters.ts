import { githubCommand } from './github.ts';
import { xmlAttribute } from './junit.ts';
import { sarifOfFailure } from './sarif.ts';

/** A failure of the machine, as programs see it. */
export interface ReportedFailure {
  /** Stable name of the failure: `usage`, `settings`, `service`, `internal`. */
  readonly code: string;
  readonly message: string;
}

/**
 * What a failed run leaves on stdout, by the format that was asked for, so that whoever reads it as a program is told there too.
 * Formats that are not listed leave nothing.
 */
export const failureReporters: Readonly<Record<string, (failure: ReportedFailure, version: string) => string>> = {
  github: ({ code, message }) => githubCommand('error', { title: code }, message),
  json: (failure) => `${JSON.stringify({ formatVersion: 1, failure }, null, 2)}\n`,
  junit: ({ code, message }) =>
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="imprint" tests="1" failures="0" errors="1">',
      '  <testsuite name="imprint" tests="1" failures="0" errors="1">',
      `    <testcase name="run" classname="imprint"><error type=${xmlAttribute(code)} message=${xmlAttribute(message)}/></testcase>`,
      '  </testsuite>',
      '</testsuites>',
      '',
    ].join('\n'),
  sarif: sarifOfFailure,
};
