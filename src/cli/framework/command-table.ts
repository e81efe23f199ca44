import type { Command } from '../command.ts';

/** A command that is there, without its code. */
export interface CommandEntry {
  /** As typed: `validate`, `trace value`. */
  readonly name: string;
  /** Other first word for the same command. */
  readonly alias?: string;
  load(): Promise<Command>;
}

/**
 * All commands, in the order of the help. To add one: write `commands/<verb>.ts` (`trace value` is `commands/trace-value.ts`)
 * that exports a `Command`, and put one entry here, at the place where a user would look for it,
 * `{ name: 'render', load: async () => (await import('../commands/render.ts')).render }`, and its summary into `command-summaries.ts`.
 */
export const commandTable: readonly CommandEntry[] = [
  {
    name: 'init',
    load: async () => (await import('../commands/init.ts')).init,
  },
  {
    name: 'render',
    load: async () => (await import('../commands/render.ts')).render,
  },
  {
    name: 'validate',
    alias: 'lint',
    load: async () => (await import('../commands/validate.ts')).validate,
  },
  {
    name: 'plan',
    load: async () => (await import('../commands/plan.ts')).plan,
  },
  {
    name: 'cost',
    load: async () => (await import('../commands/cost.ts')).cost,
  },
  {
    name: 'trace line',
    load: async () => (await import('../commands/trace-line.ts')).traceLine,
  },
  {
    name: 'trace value',
    load: async () => (await import('../commands/trace-value.ts')).traceValue,
  },
  {
    name: 'schema print',
    load: async () => (await import('../commands/schema-print.ts')).schemaPrint,
  },
  {
    name: 'schema import',
    load: async () => (await import('../commands/schema-import.ts')).schemaImport,
  },
  {
    name: 'policy check',
    load: async () => (await import('../commands/policy-check.ts')).policyCheck,
  },
  {
    name: 'policy explain',
    load: async () => (await import('../commands/policy-explain.ts')).policyExplain,
  },
  {
    name: 'policy impact',
    load: async () => (await import('../commands/policy-impact.ts')).policyImpact,
  },
  {
    name: 'policy lint',
    load: async () => (await import('../commands/policy-lint.ts')).policyLint,
  },
  {
    name: 'policy import',
    load: async () => (await import('../commands/policy-import.ts')).policyImport,
  },
  {
    name: 'policy test',
    load: async () => (await import('../commands/policy-test.ts')).policyTest,
  },
  {
    name: 'console',
    load: async () => (await import('../commands/console.ts')).consoleCommand,
  },
  {
    name: 'preview',
    load: async () => (await import('../commands/preview.ts')).preview,
  },
  {
    name: 'deploy',
    load: async () => (await import('../commands/deploy.ts')).deploy,
  },
  {
    name: 'resume',
    load: async () => (await import('../commands/resume.ts')).resume,
  },
  {
    name: 'journal',
    load: async () => (await import('../commands/journal.ts')).journal,
  },
  {
    name: 'status',
    load: async () => (await import('../commands/status.ts')).status,
  },
  {
    name: 'list',
    load: async () => (await import('../commands/list.ts')).list,
  },
  {
    name: 'resources',
    load: async () => (await import('../commands/resources.ts')).resources,
  },
  {
    name: 'outputs',
    load: async () => (await import('../commands/outputs.ts')).outputs,
  },
  {
    name: 'revisions',
    load: async () => (await import('../commands/revisions.ts')).revisions,
  },
  {
    name: 'rollback',
    load: async () => (await import('../commands/rollback.ts')).rollback,
  },
  {
    name: 'logs',
    load: async () => (await import('../commands/logs.ts')).logs,
  },
  {
    name: 'drift',
    load: async () => (await import('../commands/drift.ts')).drift,
  },
  {
    name: 'lock',
    load: async () => (await import('../commands/lock.ts')).lock,
  },
  {
    name: 'unlock',
    load: async () => (await import('../commands/unlock.ts')).unlock,
  },
  {
    name: 'state export',
    load: async () => (await import('../commands/state-export.ts')).stateExport,
  },
  {
    name: 'state import',
    load: async () => (await import('../commands/state-import.ts')).stateImport,
  },
  {
    name: 'deployment-group apply',
    load: async () => (await import('../commands/deployment-group-apply.ts')).deploymentGroupApply,
  },
  {
    name: 'deployment-group provision',
    load: async () => (await import('../commands/deployment-group-provision.ts')).deploymentGroupProvision,
  },
  {
    name: 'deployment-group describe',
    load: async () => (await import('../commands/deployment-group-describe.ts')).deploymentGroupDescribe,
  },
  {
    name: 'deployment-group list',
    load: async () => (await import('../commands/deployment-group-list.ts')).deploymentGroupList,
  },
  {
    name: 'deployment-group revisions',
    load: async () => (await import('../commands/deployment-group-revisions.ts')).deploymentGroupRevisions,
  },
  {
    name: 'deployment-group deprovision',
    load: async () => (await import('../commands/deployment-group-deprovision.ts')).deploymentGroupDeprovision,
  },
  {
    name: 'deployment-group delete',
    load: async () => (await import('../commands/deployment-group-delete.ts')).deploymentGroupDelete,
  },
  {
    name: 'operations list',
    load: async () => (await import('../commands/operations-list.ts')).operationsList,
  },
  {
    name: 'operations cancel',
    load: async () => (await import('../commands/operations-cancel.ts')).operationsCancel,
  },
  {
    name: 'delete',
    load: async () => (await import('../commands/delete.ts')).deleteCommand,
  },
  {
    name: 'doctor',
    load: async () => (await import('../commands/doctor.ts')).doctor,
  },
  {
    name: 'emulator',
    load: async () => (await import('../commands/emulator.ts')).emulator,
  },
  {
    name: 'demo',
    load: async () => (await import('../commands/demo.ts')).demo,
  },
  {
    name: 'explain',
    load: async () => (await import('../commands/explain.ts')).explain,
  },
];
