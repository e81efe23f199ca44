import type { Option } from './command.ts';

/** The option that says where the workspace is. */
export const workspaceOption: Option = {
  name: 'workspace',
  value: 'DIR',
  summary: 'A folder of the workspace',
  default: 'the nearest folder upwards with imprint.yaml or blueprints/',
};

/** Options by which parameters are overridden for one call. */
export const overrideOptions: readonly Option[] = [
  { name: 'set', value: 'PATH=VALUE', repeatable: true, summary: 'Set a parameter for this call only' },
  {
    name: 'values-file',
    value: 'FILE',
    repeatable: true,
    summary: 'Take parameters from a YAML file for this call only; --set wins over it',
  },
];
