import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createLineIndex } from '../diagnostics/line-index.ts';
import type { Fault } from '../emulator/faults/fault.ts';
import { readFaults } from '../emulator/faults/read-faults.ts';
import { SettingsError } from '../errors.ts';
import { rangeOfPointer } from '../load/place-fault.ts';
import { joinPointer } from '../load/pointer.ts';
import { readYaml } from '../load/read-yaml.ts';

/**
 * Reads a file of faults for the emulator; JSON is YAML.
 * @throws SettingsError with a line `file:line:column: what is expected` for everything that is wrong.
 */
export function readEmulatorFaults(file: string, cwd: string): readonly Fault[] {
  const text = readText(file, cwd);
  const index = createLineIndex(text);
  const placed = (offset: number | undefined, message: string): string => {
    const { line, column } = index.position(offset ?? 0);
    return `${file}:${line}:${column}: ${message}`;
  };
  const { value: content, diagnostics } = readYaml(text, file);
  if (content === undefined || diagnostics.length > 0) {
    throw new SettingsError(
      diagnostics.map(({ location, message }) => placed(location?.range?.start, message)).join('\n'),
    );
  }
  const { faults, faulty } = readFaults(content.value);
  if (faulty.length === 0) return faults;
  const lines = faulty.map(({ path, message }) => {
    const pointer = path.reduce<string>((parent, step) => joinPointer(parent, step), '');
    const range = rangeOfPointer(content.positions, pointer, 'value');
    return placed(range?.start, `${pointer} ${message}`);
  });
  throw new SettingsError(lines.join('\n'));
}

function readText(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch (cause) {
    throw new SettingsError(`cannot read --faults ${file}: ${(cause as Error).message}`, { cause });
  }
}
