import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/check/all-rules.generated.ts';
import { diagnosticCodes } from '../../src/diagnostics/codes.ts';
import { fixturesOf, outputFile, runFixture } from './run-fixture.ts';

const camelCase = (code: string): string => code.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const ruleFolder = join(import.meta.dirname, '../../src/check/rules');

describe('the table of rules', () => {
  it('has a rule for every code, sorted', () => {
    expect(rules.map(({ code }) => code)).toEqual([...diagnosticCodes]);
    expect([...diagnosticCodes]).toEqual([...diagnosticCodes].sort());
  });

  it('has every rule from a file of its name', async () => {
    expect(readdirSync(ruleFolder).sort()).toEqual(rules.map(({ code }) => `${code}.ts`).sort());
    for (const rule of rules) expect((await import(join(ruleFolder, `${rule.code}.ts`)))[camelCase(rule.code)]).toBe(rule);
  });

  it('has fixtures of rules only', () => {
    const folders = readdirSync(import.meta.dirname).filter((name) => statSync(join(import.meta.dirname, name)).isDirectory());
    expect(folders.filter((name) => name !== 'workspace' && !rules.some(({ code }) => code === name))).toEqual([]);
  });
});

it('checks the sample workspace without a fault', async () => {
  const path = join(import.meta.dirname, 'workspace');
  const result = await runFixture({ code: '', name: 'workspace', isBad: false, path });
  expect(result).toEqual({ stdout: 'No faults in 1 environment\n', exitCode: 0 });
});

describe.each(rules)('$code', ({ code, summary, why, source }) => {
  const fixtures = fixturesOf(code);

  it('has a page, and fixtures that pass and fail', () => {
    expect(summary).toMatch(/^[A-Z`].*[^.]$/);
    expect(summary.length).toBeLessThanOrEqual(100);
    expect(why).toMatch(/\.$/);
    expect(source).not.toBe('');
    expect(fixtures.some(({ isBad }) => isBad)).toBe(true);
    expect(fixtures.some(({ isBad }) => !isBad)).toBe(true);
  });

  it.each(fixtures)('$name', async (fixture) => {
    const { stdout, exitCode } = await runFixture(fixture);
    const reported = [...stdout.matchAll(/^(?:error|warning|info)\[([\w-]+)\]/gm)].map((match) => match[1]);
    if (fixture.isBad) {
      expect(reported).toContain(code);
      expect(existsSync(outputFile(fixture)), 'run `npm run generate` and read what it writes').toBe(true);
      expect(stdout).toBe(readFileSync(outputFile(fixture), 'utf8'));
    } else {
      expect({ reported, exitCode }).toEqual({ reported: reported.filter((other) => other !== code), exitCode: 0 });
    }
  });
});
