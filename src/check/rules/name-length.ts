import { longNames } from '../../terraform/derived/name-lengths.ts';
import type { Rule } from '../rule.ts';

/** A name with a random end will be too long. */
export const nameLength: Rule = {
  code: 'name-length',
  severity: 'warning',
  scope: 'module',
  isRare: true,
  summary: 'A name with a random end will be too long',
  why: 'A name that contains something made when it is created is not known in the plan, so the provider does not count its characters. It is too long only in some environments, those with long names, and fails when it is applied.',
  source: 'https://docs.cloud.google.com/iam/docs/service-accounts-create',
  check: ({ evaluation }, report) => {
    for (const { address, attribute, start, length, limit } of longNames(evaluation)) {
      report({
        message: `\`${attribute}\` begins with "${start}" and will have ${length} characters, at most ${limit} are taken`,
        at: { kind: 'attribute', address, path: [attribute] },
        hint: 'shorten what stands before the random part, or leave that out',
        args: { attribute, length: String(length), limit: String(limit) },
      });
    }
  },
};
