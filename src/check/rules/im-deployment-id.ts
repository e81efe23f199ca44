import { limits } from '../../config-api/limits.ts';
import { idFault } from '../../config-api/names.ts';
import type { Rule } from '../rule.ts';

/** The service would not accept the id of the deployment. */
export const imDeploymentId: Rule = {
  code: 'im-deployment-id',
  severity: 'error',
  scope: 'deployment',
  summary: 'The service would not accept the id of the deployment',
  why: 'gcloud does not look at the id, so a wrong one is only refused by the service, after the files have been uploaded. Ids have at most 40 characters, and one made of a long blueprint name and an environment name soon has more. An id cannot be changed later: another id is another deployment.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/deployments-revisions',
  check: ({ environment }, report) => {
    const { id } = environment.deployment;
    const fault = idFault(id);
    if (fault === undefined) return;
    const isDefault = environment.provenance.get('/deployment/id')?.source.kind === 'default';
    report({
      message: `deployment id \`${id}\`${isDefault ? ', made of blueprint and environment,' : ''} ${fault}`,
      at: { kind: 'pointer', pointer: isDefault ? '/deployment' : '/deployment/id', on: isDefault ? 'key' : 'value' },
      hint: isDefault
        ? `set \`spec.deployment.id\` to one of at most ${limits.identifierLength} characters`
        : 'choose another id',
      args: { id },
    });
  },
};
