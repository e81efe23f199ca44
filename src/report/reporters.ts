import { json } from './json.ts';
import type { Reporter } from './reporter.ts';
import { text } from './text.ts';

/** Names of all reporters, the default first. */
export const reportFormats = ['text', 'json', 'github', 'sarif', 'junit'] as const;

/** Name of a reporter. */
export type ReportFormat = (typeof reportFormats)[number];

/**
 * The reporter that `--format` knows by this name; those that few runs need are loaded when they are asked for.
 * To add one: a file, a test, its name above, a line here.
 */
export async function loadReporter(format: ReportFormat): Promise<Reporter> {
  switch (format) {
    case 'text':
      return text;
    case 'json':
      return json;
    case 'github':
      return (await import('./github.ts')).github;
    case 'sarif':
      return (await import('./sarif.ts')).sarif;
    case 'junit':
      return (await import('./junit.ts')).junit;
  }
}
