import type { Command, Option, ParsedArguments } from '../command.ts';
import { usage } from '../framework/parse-arguments.ts';

/** `--lock-id` of commands that work under a lock. */
export const lockIdOption: Option = {
  name: 'lock-id',
  value: 'N',
  summary: 'the lock to work under, as `imprint lock` shows it',
};

/** The id given with `--lock-id`; undefined for none. Throws `UsageError` for anything but a whole number. */
export function readLockId(command: Pick<Command, 'name'>, options: ParsedArguments): string | undefined {
  const text = options.text('lock-id');
  if (text === undefined || /^\d{1,19}$/.test(text)) return text;
  throw usage(command, `--lock-id is the number that \`imprint lock\` shows, not '${text}'`);
}
