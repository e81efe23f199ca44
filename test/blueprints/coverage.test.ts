import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coveragePage } from '../../scripts/coverage-page.ts';
import { checklist } from './checklist.ts';
import { root } from './flagship.ts';

const folder = join(root, 'blueprints/hft-risk-analytics');

describe('the page of the checklist', () => {
  it('is what the checklist says, and every file and test it names is there', () => {
    expect(readFileSync(join(folder, 'docs/coverage.md'), 'utf8')).toBe(coveragePage(root));
  });

  it('has all 45 rows, and at least 41 of them are done', () => {
    expect(checklist.map(({ row }) => row)).toEqual(Array.from({ length: 45 }, (_, index) => index + 1));
    expect(checklist.filter(({ proof }) => proof.length > 0).length).toBeGreaterThanOrEqual(41);
  });

  it('names in the README what is left out, and what is out of scope', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const section = readme.slice(readme.indexOf('## What is left out'));
    for (const { row, proof } of checklist) if (proof.length === 0) expect(section).toContain(`row ${row}`);
    expect(section).toMatch(/batching, model sharding, .*cache/i);
  });
});
