import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import type { VariableSource } from '../terraform/evaluate/variable-assignments.ts';
import type { Option } from './command.ts';
import { shownPath } from './shown-path.ts';

/** Options by which a plain module is given values. */
export const variableOptions: readonly Option[] = [
  { name: 'var', value: 'NAME=VALUE', repeatable: true, summary: 'Value of a variable of the module' },
  { name: 'var-file', value: 'FILE', repeatable: true, summary: 'tfvars file with values, before those of --var' },
];

/** Values from the command line. */
export interface VariableRequest {
  /** `name=value`. */
  readonly vars: readonly string[];
  readonly varFiles: readonly string[];
  readonly cwd: string;
}

/** What the command line gives to the module in `root`; files are named relative to that. */
export function readVariables({ vars, varFiles, cwd }: VariableRequest, root: string): readonly VariableSource[] {
  const files = varFiles.map((path): VariableSource => {
    const absolute = resolve(cwd, path);
    return { kind: 'file', file: shownPath(absolute, root), text: readOptionFile(absolute, `--var-file ${path}`) };
  });
  const values = vars.map((text): VariableSource => {
    const end = text.indexOf('=');
    if (end < 1) throw new UsageError(`--var takes name=value, not '${text}'`);
    return { kind: 'value', name: text.slice(0, end).trim(), text: text.slice(end + 1) };
  });
  return [...files, ...values];
}

/** The text of a file that an option names; throws `UsageError` when it cannot be read. */
export function readOptionFile(path: string, option: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(
      `cannot read the file of ${option}: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}
