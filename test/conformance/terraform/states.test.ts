import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readState } from '../../../src/terraform/plan/read-state.ts';
import { corpusModules } from './module-files.ts';
import { recordingsOf } from './recording.ts';

const folder = join(import.meta.dirname, 'states');
const recordings = recordingsOf(folder);

describe('states that terraform wrote', () => {
  it.for(corpusModules(folder))('are read whole: $name', ({ name }) => {
    const state = recordings.get(name)?.state;
    expect(state).toBeDefined();
    const { value, diagnostics } = readState(JSON.stringify(state), 'terraform.tfstate', () => undefined);
    expect(diagnostics).toEqual([]);
    const instances = state?.resources.reduce((sum, { instances: { length } }) => sum + length, 0);
    expect(value?.instances.size).toBe(instances);
    expect([...(value?.outputs.keys() ?? [])].sort()).toEqual(Object.keys(state?.outputs ?? {}).sort());
  });
});
