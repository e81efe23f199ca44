import type { Command, Option, ParsedArguments } from '../command.ts';
import { usage } from '../framework/parse-arguments.ts';

/** `--all` of commands about deployments. */
export const allOption: Option = { name: 'all', summary: 'every environment of the workspace' };

/** Throws `UsageError` where `--all` stands beside names. */
export function checkAll(command: Pick<Command, 'name'>, options: ParsedArguments): void {
  if (options.isSet('all') === true && options.positionals.length > 0)
    throw usage(command, `--all is every environment; leave it out, or '${options.positionals[0]}'`);
}

/** Throws `UsageError` where neither names nor `--all` are given: for commands that change something. */
export function requireSelection(command: Pick<Command, 'name'>, options: ParsedArguments, verb: string): void {
  checkAll(command, options);
  if (options.isSet('all') !== true && options.positionals.length === 0)
    throw usage(command, `name what to ${verb}, or give --all`);
}
