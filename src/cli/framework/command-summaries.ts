/**
 * The summaries of all commands by their names, each the command's own, repeated here so that `imprint --help` loads no command and no
 * command loads them; a test holds them equal.
 */
export const commandSummaries: Readonly<Record<string, string>> = {
  init: 'Start a workspace or a blueprint, from nothing or from an existing Terraform module',
  render: 'Write the Terraform module, scripts and documents of environments, or check that they are fresh',
  validate: 'Check environments, or plain Terraform modules, for everything that can be found offline',
  plan: 'Show what applying environments, or plain Terraform modules, would create, change and destroy, offline',
  cost: 'Estimate what environments, or plain Terraform modules, cost, by list prices or your own, offline',
  'trace line': 'Show which template and which line of an environment wrote a line of a rendered file',
  'trace value': "Show who set an environment's values, and what each overrode",
  'schema print': "Print the JSON Schema of a kind of document, or of environments with their blueprint's parameters",
  'schema import': 'Take facts about more providers from the output of `terraform providers schema -json`',
  'policy check': 'Hold organization policies against what environments, or plain Terraform modules, would create',
  'policy explain': 'Show what holds for a constraint, who set it, and how each resource comes to its verdict',
  'policy impact': 'Show which environments a policy or custom constraint would break, and on which lines',
  'policy lint': 'Check organization policies, custom constraints and the hierarchy for faults of their own',
  'policy import': 'Make a snapshot of the hierarchy and policies from what gcloud prints, or show what to run for it',
  'policy test': 'Run unit tests of custom constraints, with the trace of each condition that did not do as expected',
  console: 'Evaluate expressions in a Terraform module, offline',
  preview:
    'Let Infrastructure Manager plan environments against what is deployed, and show the changes with their lines',
  deploy: 'Check environments and bring them to Infrastructure Manager',
  resume: 'Find out what became of interrupted runs, and wait for what still goes on',
  journal: 'List what earlier runs submitted and never saw the end of',
  status: 'Show the state of deployments, once or until nothing moves any more',
  list: 'List the deployments of projects and locations, with the environments they belong to',
  resources: 'List the resources of deployments',
  outputs: 'Show the outputs of deployments; sensitive ones stay hidden',
  revisions: 'List the revisions of deployments, newest first',
  rollback: 'Apply what an earlier revision had once more, after a preview of what that changes',
  logs: 'Show the logs of runs, or all errors of them',
  drift:
    'Find what differs from what was deployed, in one or all environments, with the lines that say how it should be',
  lock: 'Lock deployments, so that nobody changes them; show the locks',
  unlock: 'Unlock a deployment; a state that was imported meanwhile takes effect',
  'state export': 'Write the Terraform state of a deployment to a file, readable by you only',
  'state import':
    "Make a file the Terraform state of a deployment, if its serial and lineage follow on the deployment's",
  'deployment-group apply':
    'Make a deployment group of environments in the order of their dependencies; provisions nothing yet',
  'deployment-group provision':
    'Let Infrastructure Manager bring up the units of a group in the order of their dependencies',
  'deployment-group describe': 'Show the state of a deployment group and its units',
  'deployment-group list': 'List the deployment groups of projects and locations',
  'deployment-group revisions': 'List the revisions of a deployment group, newest first',
  'deployment-group deprovision':
    'Delete the deployments of a group with everything they manage, dependents first; the group stays',
  'deployment-group delete':
    'Delete a deployment group; its deployments stay, and keep it from being deleted unless told otherwise',
  'operations list': 'List what Infrastructure Manager is doing, or did, in projects and locations',
  'operations cancel': 'Ask running operations to end; what they have done so far stays',
  delete: 'Delete deployments with everything they manage',
  doctor: 'Check what deploys need of Google Cloud, changing nothing, and show the command that puts each right',
  emulator: 'Run Infrastructure Manager and the Cloud Storage it needs on this machine',
  demo: 'Take the environments of a real platform through their whole life, on this machine only',
  explain: 'Explain a diagnostic code, or the roles that a deployment needs',
};
