import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readState } from '../../../src/terraform/plan/read-state.ts';
import { recordAgreement } from '../agreement-table.ts';
import { askImprint } from './ask-imprint.ts';
import { compareRecordings } from './compare.ts';
import { readExceptions } from './exceptions.ts';
import { corpusModules } from './module-files.ts';
import { recordingsOf } from './recording.ts';

const folder = join(import.meta.dirname, 'states');
const modules = corpusModules(folder);
const recordings = recordingsOf(folder);
const exceptions = readExceptions('states');

describe('states that terraform wrote', () => {
  it.for(modules)('are read whole: $name', ({ name }) => {
    const state = recordings.get(name)?.state;
    expect(state).toBeDefined();
    const { value, diagnostics } = readState(JSON.stringify(state), 'terraform.tfstate', () => undefined);
    expect(diagnostics).toEqual([]);
    const instances = state?.resources.reduce((sum, { instances: { length } }) => sum + length, 0);
    expect(value?.instances.size).toBe(instances);
    expect([...(value?.outputs.keys() ?? [])].sort()).toEqual(Object.keys(state?.outputs ?? {}).sort());
  });
});

describe('modules with a state, as the real terraform plans them', () => {
  it.for(modules)('$name', async (module, { task }) => {
    const terraform = recordings.get(module.name);
    if (terraform === undefined) throw new Error('there is no recording: run scripts/record-conformance.ts');
    const { theirs, ours, agreement } = compareRecordings(terraform, await askImprint(module, terraform.state));
    recordAgreement({ task }, { corpus: 'own modules with a state', ...agreement });
    if (exceptions.has(module.name)) expect(ours).not.toEqual(theirs);
    else expect(ours).toEqual(theirs);
  });

  it('are there for every exception', () => {
    const names = new Set(modules.map(({ name }) => name));
    expect([...exceptions].filter((name) => !names.has(name))).toEqual([]);
  });
});
