import type { Command } from './command.ts';

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
 * `{ name: 'render', summary: '…', load: async () => (await import('./commands/render.ts')).render }`.
 */
export const commandTable: readonly CommandEntry[] = [
  {
    name: 'render',
    summary: 'Write the Terraform module, scripts and documents of environments, or check that they are fresh',
    load: async () => (await import('./commands/render.ts')).render,
  },
  {
    name: 'explain',
    summary: 'Explain a diagnostic code: what is wrong, why it matters, an example',
    load: async () => (await import('./commands/explain.ts')).explain,
  },
];
