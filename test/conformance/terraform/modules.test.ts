import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordAgreement } from '../agreement-table.ts';
import { askImprint } from './ask-imprint.ts';
import { compareRecordings } from './compare.ts';
import { readExceptions } from './exceptions.ts';
import { corpusModules } from './module-files.ts';
import { recordingsOf } from './recording.ts';

const folder = join(import.meta.dirname, 'modules');
const modules = corpusModules(folder);
const recordings = recordingsOf(folder);
const exceptions = readExceptions('modules');

describe('modules, as the real terraform validates and plans them', () => {
  it.for(modules)('$name', async (module, { task }) => {
    const terraform = recordings.get(module.name);
    if (terraform === undefined) throw new Error('there is no recording: run scripts/record-conformance.ts');
    const { theirs, ours, agreement } = compareRecordings(terraform, await askImprint(module));
    recordAgreement({ task }, { corpus: 'own modules', ...agreement });
    if (exceptions.has(module.name)) expect(ours).not.toEqual(theirs);
    else expect(ours).toEqual(theirs);
  });

  it('are there for every exception', () => {
    const names = new Set(modules.map(({ name }) => name));
    expect([...exceptions].filter((name) => !names.has(name))).toEqual([]);
  });
});
