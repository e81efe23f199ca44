import type { Rule } from '../rule.ts';

/** Blocks or expressions are nested too deeply. */
export const hclNesting: Rule = {
  code: 'hcl-nesting',
  severity: 'error',
  scope: 'module',
  summary: 'Blocks or expressions are nested too deeply',
  why: 'Programs that read such a file recurse and run out of stack. Nobody writes hundreds of levels by hand; a generator went astray.',
  source: 'https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md',
};
