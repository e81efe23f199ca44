import type { Command } from '../command.ts';

/** A command that is there, without its code. */
export interface CommandEntry {
  /** As typed: `validate`, `trace value`. */
  readonly name: string;
  /** Other first word for the same command. */
  readonly alias?: string;
  /** The command's own summary, repeated here so that `imprint --help` loads no command; a test holds them equal. */
  readonly summary: string;
  load(): Promise<Command>;
}

/**
 * All commands, in the order of the help. To add one: write `commands/<verb>.ts` (`trace value` is `commands/trace-value.ts`)
 * that exports a `Command`, and put one entry here, at the place where a user would look for it:
 * `{ name: 'render', summary: '…', load: async () => (await import('../commands/render.ts')).render }`.
 */
export const commandTable: readonly CommandEntry[] = [
  {
    name: 'init',
    summary: 'Start a workspace or a blueprint, from nothing or from an existing Terraform module',
    load: async () => (await import('../commands/init.ts')).init,
  },
  {
    name: 'render',
    summary: 'Write the Terraform module, scripts and documents of environments, or check that they are fresh',
    load: async () => (await import('../commands/render.ts')).render,
  },
  {
    name: 'validate',
    alias: 'lint',
    summary: 'Check environments, or plain Terraform modules, for everything that can be found offline',
    load: async () => (await import('../commands/validate.ts')).validate,
  },
  {
    name: 'plan',
    summary: 'Show what applying environments, or plain Terraform modules, would create, change and destroy, offline',
    load: async () => (await import('../commands/plan.ts')).plan,
  },
  {
    name: 'cost',
    summary: 'Estimate what environments, or plain Terraform modules, cost, by list prices or your own, offline',
    load: async () => (await import('../commands/cost.ts')).cost,
  },
  {
    name: 'trace line',
    summary: 'Show which template and which line of an environment wrote a line of a rendered file',
    load: async () => (await import('../commands/trace-line.ts')).traceLine,
  },
  {
    name: 'trace value',
    summary: "Show who set an environment's values, and what each overrode",
    load: async () => (await import('../commands/trace-value.ts')).traceValue,
  },
  {
    name: 'schema print',
    summary: "Print the JSON Schema of a kind of document, or of environments with their blueprint's parameters",
    load: async () => (await import('../commands/schema-print.ts')).schemaPrint,
  },
  {
    name: 'schema import',
    summary: 'Take facts about more providers from the output of `terraform providers schema -json`',
    load: async () => (await import('../commands/schema-import.ts')).schemaImport,
  },
  {
    name: 'policy check',
    summary: 'Hold organization policies against what environments, or plain Terraform modules, would create',
    load: async () => (await import('../commands/policy-check.ts')).policyCheck,
  },
  {
    name: 'policy explain',
    summary: 'Show what holds for a constraint, who set it, and how each resource comes to its verdict',
    load: async () => (await import('../commands/policy-explain.ts')).policyExplain,
  },
  {
    name: 'policy impact',
    summary: 'Show which environments a policy or custom constraint would break, and on which lines',
    load: async () => (await import('../commands/policy-impact.ts')).policyImpact,
  },
  {
    name: 'policy lint',
    summary: 'Check organization policies, custom constraints and the hierarchy for faults of their own',
    load: async () => (await import('../commands/policy-lint.ts')).policyLint,
  },
  {
    name: 'policy import',
    summary: 'Make a snapshot of the hierarchy and policies from what gcloud prints, or show what to run for it',
    load: async () => (await import('../commands/policy-import.ts')).policyImport,
  },
  {
    name: 'policy test',
    summary: 'Run unit tests of custom constraints, with the trace of each condition that did not do as expected',
    load: async () => (await import('../commands/policy-test.ts')).policyTest,
  },
  {
    name: 'console',
    summary: 'Evaluate expressions in a Terraform module, offline',
    load: async () => (await import('../commands/console.ts')).consoleCommand,
  },
  {
    name: 'deploy',
    summary: 'Check environments and bring them to Infrastructure Manager',
    load: async () => (await import('../commands/deploy.ts')).deploy,
  },
  {
    name: 'resume',
    summary: 'Find out what became of interrupted runs, and wait for what still goes on',
    load: async () => (await import('../commands/resume.ts')).resume,
  },
  {
    name: 'journal',
    summary: 'List what earlier runs submitted and never saw the end of',
    load: async () => (await import('../commands/journal.ts')).journal,
  },
  {
    name: 'status',
    summary: 'Show the state of deployments',
    load: async () => (await import('../commands/status.ts')).status,
  },
  {
    name: 'list',
    summary: 'List the deployments of projects and locations, with the environments they belong to',
    load: async () => (await import('../commands/list.ts')).list,
  },
  {
    name: 'resources',
    summary: 'List the resources of deployments',
    load: async () => (await import('../commands/resources.ts')).resources,
  },
  {
    name: 'outputs',
    summary: 'Show the outputs of deployments; sensitive ones stay hidden',
    load: async () => (await import('../commands/outputs.ts')).outputs,
  },
  {
    name: 'revisions',
    summary: 'List the revisions of deployments, newest first',
    load: async () => (await import('../commands/revisions.ts')).revisions,
  },
  {
    name: 'delete',
    summary: 'Delete deployments with everything they manage',
    load: async () => (await import('../commands/delete.ts')).deleteCommand,
  },
  {
    name: 'emulator',
    summary: 'Run Infrastructure Manager and the Cloud Storage it needs on this machine',
    load: async () => (await import('../commands/emulator.ts')).emulator,
  },
  {
    name: 'demo',
    summary: 'Take the environments of a real platform through their whole life, on this machine only',
    load: async () => (await import('../commands/demo.ts')).demo,
  },
  {
    name: 'explain',
    summary: 'Explain a diagnostic code, or the roles that a deployment needs',
    load: async () => (await import('../commands/explain.ts')).explain,
  },
];
