import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import type { Reporter } from './reporter.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** Names of all reporters, the default first. */
export const reportFormats = ['text', 'json', 'github', 'sarif', 'junit'] as const;

/** Name of a reporter. */
export type ReportFormat = (typeof reportFormats)[number];

/** All reporters by the name `--format` knows them by. To add one: a file, a test, its name above, a line here. */
export const reporters: Readonly<Record<ReportFormat, Reporter>> = { text, json, github, sarif, junit };
