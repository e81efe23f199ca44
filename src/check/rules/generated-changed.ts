import type { Rule } from '../rule.ts';

/** A rendered file is not what the last render wrote. */
export const generatedChanged: Rule = {
  code: 'generated-changed',
  severity: 'error',
  scope: 'deployment',
  summary: 'A rendered file is not what the last render wrote',
  why: 'The file was edited by hand, or a render was interrupted. What would be deployed is then not what anybody reviewed, and the next render silently undoes the edit.',
  source: 'docs/rendering.md',
};
