import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refreshShownOutput } from '../scripts/shown-output.ts';

const root = resolve(import.meta.dirname, '..');

describe('the pages for users', () => {
  it.each(['README.md'])('shows in %s what the commands print', (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    expect(text).toContain('```console\n$ imprint ');
    expect(refreshShownOutput(text, root)).toBe(text);
  });
});
