import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { constraintsPage } from '../../../scripts/constraints-page.ts';

it('keeps docs/constraints.md as the table has it', () => {
  expect(readFileSync('docs/constraints.md', 'utf8')).toBe(constraintsPage());
});
