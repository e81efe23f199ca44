import type { Rule } from '../rule.ts';

/** Input variables of a deployment at most. */
const maxVariables = 150;

/** The module has more variables than Infrastructure Manager takes. */
export const imVariableCount: Rule = {
  code: 'im-variable-count',
  severity: 'error',
  scope: 'module',
  summary: 'The module has more variables than Infrastructure Manager takes',
  why: 'A deployment may have 150 input variables. The service refuses one with more.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/quotas',
  check: ({ bodies }, report) => {
    let count = 0;
    for (const [file, { items }] of bodies) {
      if (file.includes('/')) continue;
      for (const item of items) {
        if (item.kind !== 'block' || item.type !== 'variable') continue;
        count += 1;
        // The first one too many stands for all of them.
        if (count !== maxVariables + 1) continue;
        report({
          message: `this is variable number ${count}, Infrastructure Manager takes at most ${maxVariables}`,
          at: { kind: 'range', file, range: item.headerRange },
          hint: 'put variables that belong together into one of an object type',
          args: { limit: String(maxVariables) },
        });
      }
    }
  },
};
