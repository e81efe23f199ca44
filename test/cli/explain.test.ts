import { describe, expect, it } from 'vitest';
import { rules } from '../../src/check/all-rules.generated.ts';
import { findPage, shortPage } from '../../src/check/rule-page.ts';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { memoryIo } from './memory-io.ts';

async function explain(...words: string[]): Promise<string> {
  const io = memoryIo();
  expect(await runCli(['explain', ...words], () => io)).toBe(0);
  return io.out();
}

describe('imprint explain', () => {
  it('lists every code with its level and what it is about', async () => {
    const lines = (await explain()).trimEnd().split('\n');
    expect(lines.map((line) => line.split(/\s+/)[0])).toEqual(rules.map(({ code }) => code));
    expect(lines.find((line) => line.startsWith('waiver-unused '))).toMatch(/ warning +A waiver /);
  });

  it.each(rules.map(({ code, why, source }) => ({ code, why, source })))(
    'shows the whole page of $code and nothing of the next',
    async ({ code, why, source }) => {
      const page = await explain(code);
      expect(page).toMatch(new RegExp(`^### ${code}\\n`));
      expect(page).toContain(why);
      expect(page).toContain(source);
      expect(page).toContain('```console\n$ imprint ');
      expect(page.match(/^### /gm)).toHaveLength(1);
    },
  );
});

describe('findPage', () => {
  it('is not misled by comments in examples', () => {
    expect(findPage('### a\n\n```yaml\n# x\n### y z\n```\n\nwhy\n\n### b\n', 'a')).toBe(
      '### a\n\n```yaml\n# x\n### y z\n```\n\nwhy\n',
    );
    expect(findPage('### a\n', 'b')).toBeUndefined();
  });
});

it('says what is known of a rule where the pages are not at hand', () => {
  const rule = { code: 'yaml-tab', severity: 'error', summary: 'A tab', why: 'It is.', source: 'https://x' } as const;
  expect(shortPage(rule)).toBe('### yaml-tab\n\nA tab (error).\n\nIt is.\n\nSource: https://x\n');
});
