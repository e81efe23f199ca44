import { baseName, revisionNumber } from '../../config-api/names.ts';
import type { Command } from '../command.ts';
import { deploymentReport } from '../deployments/deployment-report.ts';

/** `imprint revisions`: what was applied to deployments, newest first. */
export const revisions: Command = deploymentReport({
  name: 'revisions',
  summary: 'List the revisions of deployments, newest first',
  examples: [{ command: 'imprint revisions prod', what: 'every apply of an environment, with its state and source' }],
  columns: ['environment', 'revision', 'action', 'state', 'created', 'source', 'detail'],
  async records({ environment, name }, api) {
    const found = [...(await api.listRevisions(name))];
    found.sort((a, b) => (revisionNumber(b.name ?? '') ?? 0) - (revisionNumber(a.name ?? '') ?? 0));
    return found.map((revision) => ({
      environment,
      revision: baseName(revision.name ?? ''),
      action: revision.action ?? '',
      state: revision.state ?? '',
      created: revision.createTime ?? '',
      source: revision.terraformBlueprint?.gcsSource ?? revision.terraformBlueprint?.gitSource?.repo ?? '',
      detail: revision.stateDetail ?? '',
    }));
  },
});
