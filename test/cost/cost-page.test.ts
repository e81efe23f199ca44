import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { costPage } from '../../scripts/cost-page.ts';

it('keeps docs/cost.md as pricers, assumptions and price book have it', () => {
  expect(readFileSync('docs/cost.md', 'utf8')).toBe(costPage());
});
