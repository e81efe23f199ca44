import { UsageError } from '../../errors.ts';
import type { Option, ParsedArguments } from '../command.ts';

/** `--yes` of commands that ask first. */
export const yesOption: Option = { name: 'yes', short: 'y', summary: 'go on without a question' };

/** `--max-concurrent` of commands that submit several deployments. */
export const concurrencyOption: Option = {
  name: 'max-concurrent',
  value: 'N',
  summary: 'deployments at a time',
  default: '4',
};

/** How many deployments may run at a time. Throws `UsageError` for anything but 1 to 100. */
export function readConcurrency(options: ParsedArguments): number {
  const text = options.text('max-concurrent') ?? '4';
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > 100)
    throw new UsageError(`--max-concurrent is a number from 1 to 100, not '${text}'`);
  return number;
}
