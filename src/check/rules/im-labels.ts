import { gcpLabel, gcpLabelKey } from '../../load/formats/resource-names.ts';
import { joinPointer } from '../../load/pointer.ts';
import type { Rule } from '../rule.ts';

/** Labels of a resource at most. */
const maxLabels = 64;

/** Labels of the deployment break the rules of Google Cloud. */
export const imLabels: Rule = {
  code: 'im-labels',
  severity: 'error',
  scope: 'deployment',
  summary: 'Labels of the deployment break the rules of Google Cloud',
  why: 'The service refuses the whole request for one bad label. Labels of several bases add up, so an environment may have too many although no file has.',
  source: 'https://docs.cloud.google.com/resource-manager/docs/labels-overview#requirements',
  check: ({ environment }, report) => {
    const labels = Object.entries(environment.deployment.labels ?? {});
    if (labels.length > maxLabels) {
      report({
        message: `the deployment has ${labels.length} labels, at most ${maxLabels} are allowed`,
        at: { kind: 'pointer', pointer: '/deployment/labels', on: 'key' },
        args: { count: String(labels.length) },
      });
    }
    for (const [key, value] of labels) {
      const pointer = joinPointer('/deployment/labels', key);
      if (gcpLabelKey(key) !== undefined) {
        const message = `label key \`${key}\` is not 1 to 63 lowercase letters, digits, \`_\` and \`-\` with a letter first`;
        report({ message, at: { kind: 'pointer', pointer, on: 'key' }, args: { key } });
      }
      if (gcpLabel(value) !== undefined) {
        const message = `label value \`${value}\` is not up to 63 lowercase letters, digits, \`_\` and \`-\``;
        report({ message, at: { kind: 'pointer', pointer }, args: { key, value } });
      }
    }
  },
};
