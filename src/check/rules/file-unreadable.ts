import type { Rule } from '../rule.ts';

/** A file of the workspace cannot be read. */
export const fileUnreadable: Rule = {
  code: 'file-unreadable',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A file of the workspace cannot be read',
  why: 'A link to nothing, missing permission or a broken disk: what the file holds is unknown, and so is whether the rest is right without it.',
  source: 'https://man7.org/linux/man-pages/man2/open.2.html',
};
