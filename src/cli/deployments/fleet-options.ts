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

/** `--max-failures` of commands that submit several deployments. */
export const maxFailuresOption: Option = {
  name: 'max-failures',
  value: 'N|N%',
  summary: 'begin no other deployment once more than this many, or this part of all, failed',
  default: '100%',
};

/** How many of `total` may fail before no other is begun. Throws `UsageError` for anything but a number or a percentage. */
export function readMaxFailures(options: ParsedArguments, total: number): number {
  const text = options.text('max-failures') ?? '100%';
  const [, digits, percent] = /^(\d{1,6})(%?)$/.exec(text) ?? [];
  const number = Number(digits);
  if (digits === undefined || (percent === '%' && number > 100))
    throw new UsageError(`--max-failures is a number such as 3, or a part such as 10%, not '${text}'`);
  return percent === '%' ? Math.floor((total * number) / 100) : number;
}
