import { describe, expect, it } from 'vitest';
import { selectEntries } from '../../src/cli/deployments/select-entries.ts';
import type { JournalEntry } from '../../src/submit/journal-record.ts';

const entries = ['shop/dev', 'shop/prod', 'bank/dev'].map((environment): JournalEntry => {
  const deployment = `projects/p/locations/l/deployments/${environment.replace('/', '-')}`;
  const request = { name: deployment, force: true, deletePolicy: 'DELETE', requestId: 'id' } as const;
  return { environment, deployment, mutation: { method: 'DeleteDeployment', request }, target: 'google', time: '' };
});

describe('selectEntries', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['everything by nothing', [], ['shop/dev', 'shop/prod', 'bank/dev']],
    ['one by its full name', ['shop/dev'], ['shop/dev']],
    ['all of a short name', ['dev'], ['shop/dev', 'bank/dev']],
    ['full names by a pattern with a slash', ['shop/*'], ['shop/dev', 'shop/prod']],
    ['short names by a pattern without', ['pr*'], ['shop/prod']],
    ['one by its deployment', ['projects/p/locations/l/deployments/bank-dev'], ['bank/dev']],
    ['the sum of several selectors, in the order of the journal', ['bank/dev', 'shop/dev'], ['shop/dev', 'bank/dev']],
    ['nothing by a name that has nothing open', ['till'], []],
  ])('selects %s', (_, selectors, names) => {
    expect(selectEntries(entries, selectors).map(({ environment }) => environment)).toEqual(names);
  });
});
