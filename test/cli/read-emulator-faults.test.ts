import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEmulatorFaults } from '../../src/cli/read-emulator-faults.ts';
import { SettingsError } from '../../src/errors.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imprint-faults-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (text: string) => {
  writeFileSync(join(folder, 'faults.json'), text);
  return readEmulatorFaults('faults.json', folder);
};

describe('a file of faults', () => {
  it('is read with every default filled in, from JSON or YAML', () => {
    const expected = [
      { kind: 'step', step: 'RUNNING_TF_INIT', deployment: '*', message: 'ordered by a fault', times: 2 },
    ];
    expect(read('{"faults": [{"kind": "step", "step": "RUNNING_TF_INIT", "times": 2}]}')).toEqual(expected);
    expect(read('faults:\n  - kind: step\n    step: RUNNING_TF_INIT\n    times: 2\n')).toEqual(expected);
  });

  it('is refused with line and column of everything that is wrong', () => {
    const text = `{
  "faults": [
    { "kind": "step", "step": "RUNNING_TF_INIT", "times": 0 },
    { "kind": "request", "effect": "refuse" }
  ]
}
`;
    expect(() => read(text)).toThrow(SettingsError);
    expect(() => read(text)).toThrow(
      /^faults\.json:3:59: \/faults\/0\/times must be a whole number from 1\nfaults\.json:4:5: \/faults\/1\/status must be one of /,
    );
    expect(() => read('{"faults": [}')).toThrow(/^faults\.json:1:\d+: /);
    expect(() => read('')).toThrow(SettingsError);
  });

  it('must be there', () => {
    expect(() => readEmulatorFaults('nope.json', folder)).toThrow(/cannot read --faults nope\.json: .*ENOENT/);
  });
});
