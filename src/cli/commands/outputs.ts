import type { Command } from '../command.ts';
import { deploymentReport } from '../deployments/deployment-report.ts';

/** What stands for a sensitive value. */
const mask = '(sensitive value)';

/** `imprint outputs`: the outputs of the newest revision. */
export const outputs: Command = deploymentReport({
  name: 'outputs',
  summary: 'Show the outputs of deployments; sensitive ones stay hidden',
  examples: [{ command: 'imprint outputs dev', what: 'names and values of one environment' }],
  columns: ['environment', 'output', 'value'],
  async records({ environment, name }, api) {
    const { latestRevision } = await api.getDeployment(name);
    const { applyResults } = latestRevision === undefined ? {} : await api.getRevision(latestRevision);
    return Object.entries(applyResults?.outputs ?? {}).map(([output, { value, sensitive }]) => ({
      environment,
      output,
      value: sensitive === true ? mask : (value ?? null),
      sensitive: sensitive === true,
    }));
  },
});
