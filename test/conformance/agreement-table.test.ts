import { describe, expect, it } from 'vitest';
import { type Agreement, agreementTable, oneCount, recordAgreement } from './agreement-table.ts';

describe('the table of agreement', () => {
  it('adds the parts of a corpus up, sorts corpora, and marks what was not compared', () => {
    const rows: readonly Agreement[] = [
      { corpus: 'own modules', verdicts: oneCount(true), lines: oneCount(false) },
      { corpus: 'cases', values: { agreed: 99_999, compared: 100_000 } },
      { corpus: 'own modules', verdicts: oneCount(true) },
    ];
    expect(agreementTable(rows)).toBe(
      [
        'agreement with terraform      verdicts       lines  actions                values',
        'cases                                -           -        -  99999/100000 99.99 %',
        'own modules               2/2 100.00 %  0/1 0.00 %        -                     -',
        '',
      ].join('\n'),
    );
  });

  it('is empty when nothing was compared', () => {
    expect(agreementTable([])).toBe('');
  });

  it('keeps what several comparisons of one test record', () => {
    const meta: { agreement?: readonly Agreement[] } = {};
    recordAgreement({ task: { meta } }, { corpus: 'a', verdicts: oneCount(true) });
    recordAgreement({ task: { meta } }, { corpus: 'b' });
    expect(meta.agreement).toEqual([{ corpus: 'a', verdicts: { agreed: 1, compared: 1 } }, { corpus: 'b' }]);
  });
});
