import type { Command } from '../command.ts';
import { deploymentReport } from '../deployments/deployment-report.ts';

/** `imprint resources`: what the newest revision of deployments manages. */
export const resources: Command = deploymentReport({
  name: 'resources',
  summary: 'List the resources of deployments',
  examples: [
    { command: 'imprint resources dev --format json', what: 'addresses, ids and Cloud Asset names for programs' },
  ],
  columns: ['environment', 'address', 'intent', 'state', 'id'],
  async records({ environment, name }, api) {
    const { latestRevision } = await api.getDeployment(name);
    const found = latestRevision === undefined ? [] : await api.listResources(latestRevision);
    return found.map(({ terraformInfo, state, intent, caiAssets }) => ({
      environment,
      address: terraformInfo?.address ?? '',
      type: terraformInfo?.type ?? '',
      id: terraformInfo?.id ?? '',
      intent: intent ?? '',
      state: state ?? '',
      assets: Object.values(caiAssets ?? {}).flatMap((asset) => asset.fullResourceName ?? []),
    }));
  },
});
