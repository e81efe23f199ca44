import type { Rule } from '../rule.ts';

/** A template cannot be written to its output path. */
export const outputPath: Rule = {
  code: 'output-path',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A template cannot be written to its output path',
  why: 'Paths that leave the folder of the environment would overwrite files of others; names that differ in case only, or are reserved on Windows, cannot be checked out everywhere; two templates cannot write one file.',
  source: 'docs/rendering.md',
};
