import type { Rule } from '../rule.ts';

/** A folder or special file stands where a file is expected. */
export const notAFile: Rule = {
  code: 'not-a-file',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A folder or special file stands where a file is expected',
  why: 'A folder called like a document is mostly a slip of mkdir or of an unpacked archive. Skipping it silently would leave an environment out of every check.',
  source: 'https://man7.org/linux/man-pages/man7/inode.7.html',
};
