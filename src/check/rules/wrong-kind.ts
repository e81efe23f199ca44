import type { Rule } from '../rule.ts';

/** A document is of another kind than its place asks for. */
export const wrongKind: Rule = {
  code: 'wrong-kind',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A document is of another kind than its place asks for',
  why: 'In `environments/` only environments are read, `blueprint.yaml` holds a blueprint and `imprint.yaml` the settings. A document of another kind there would be checked against the wrong schema, or not at all.',
  source: 'docs/checks.md',
};
