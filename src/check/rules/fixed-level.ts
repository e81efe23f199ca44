import type { Rule } from '../rule.ts';

/** A level for a fault that is always an error. */
export const fixedLevel: Rule = {
  code: 'fixed-level',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A level for a fault that is always an error',
  why: 'A document that cannot be read, resolved or rendered is left out of everything that follows. Were its fault silenced, an environment would vanish from the checks and nobody would see it.',
  source: 'docs/checks.md#levels',
};
