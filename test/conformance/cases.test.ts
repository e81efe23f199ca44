import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openProviderFacts } from '../../src/terraform/facts/provider-facts.ts';
import { type Count, recordAgreement } from './agreement-table.ts';
import { compareCases, readCases } from './cases-agreement.ts';

const facts = openProviderFacts([fileURLToPath(new URL('../../schemas/providers', import.meta.url))]);

function share({ agreed, compared }: Count): number {
  return agreed / compared;
}

it('says of modules for Google Cloud what the real terraform says', async (context) => {
  const cases = readCases();
  const { verdicts, lines, actions, values, differences } = await compareCases(cases, facts);
  recordAgreement(context, { corpus: 'cases for Google Cloud', verdicts, lines, actions, values });
  expect(cases.length).toBe(340);
  const shown = differences.join('\n');
  expect(share(verdicts), shown).toBeGreaterThanOrEqual(0.995);
  expect(share(lines), shown).toBeGreaterThanOrEqual(0.98);
  expect(share(actions), shown).toBeGreaterThanOrEqual(0.998);
  expect(share(values), shown).toBeGreaterThanOrEqual(0.998);
});
