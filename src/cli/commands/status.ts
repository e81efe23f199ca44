import { baseName } from '../../config-api/names.ts';
import { findDeployment } from '../../submit/submission-plan.ts';
import type { Command } from '../command.ts';
import { deploymentReport } from '../deployments/deployment-report.ts';

/** `imprint status`: how the deployments of environments are. */
export const status: Command = deploymentReport({
  name: 'status',
  summary: 'Show the state of deployments',
  examples: [
    { command: 'imprint status dev --target emulator', what: 'the state of one environment on a local emulator' },
  ],
  columns: ['environment', 'state', 'revision', 'lock', 'terraform', 'updated', 'detail'],
  isFault: ({ state }) => state === 'FAILED',
  async records({ environment, name }, api) {
    const deployment = await findDeployment(api, name);
    return [
      {
        environment,
        deployment: name,
        state: deployment?.state ?? 'NOT_DEPLOYED',
        revision: baseName(deployment?.latestRevision ?? ''),
        lock: deployment?.lockState ?? '',
        terraform: deployment?.tfVersion ?? '',
        updated: deployment?.updateTime ?? '',
        detail: deployment?.stateDetail ?? '',
      },
    ];
  },
});
