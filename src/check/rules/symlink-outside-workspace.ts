import type { Rule } from '../rule.ts';

/** A symbolic link leads out of the workspace. */
export const symlinkOutsideWorkspace: Rule = {
  code: 'symlink-outside-workspace',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A symbolic link leads out of the workspace',
  why: 'What is checked must be what is in the repository. A link to elsewhere reads other content on each machine, and a pull request could use it to copy files of the build machine into rendered output.',
  source: 'https://owasp.org/www-community/attacks/Path_Traversal',
};
