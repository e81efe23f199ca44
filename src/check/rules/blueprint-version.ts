import type { Rule } from '../rule.ts';

/** The blueprint is not of a version the environment accepts. */
export const blueprintVersion: Rule = {
  code: 'blueprint-version',
  severity: 'error',
  scope: 'deployment',
  summary: 'The blueprint is not of a version the environment accepts',
  why: 'The range in `spec.blueprint.version` is a promise that the parameters mean what they meant when the environment was written. A new major version of a blueprint may rename or replace what is deployed.',
  source: 'https://semver.org/',
};
