import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaults } from '../../src/emulator/options.ts';

const readme = readFileSync(new URL('../../src/emulator/README.md', import.meta.url), 'utf8');
const statements = [...readme.matchAll(/^- \*\*(\d+\.\d+)\*\*/gm)].map(([, number = '']) => number);
const tests = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.test.ts') && file !== 'statements.test.ts')
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('\n');

describe('the statements of the README', () => {
  it('are numbered without gaps or repetition', () => {
    const sections = new Map<string, number>();
    for (const statement of statements) {
      const [section = '', number = ''] = statement.split('.');
      expect(Number(number), statement).toBe((sections.get(section) ?? 0) + 1);
      sections.set(section, Number(number));
    }
    expect(sections.size).toBeGreaterThan(5);
  });

  it.each(statements)('%s is quoted by a test', (statement) => {
    expect(tests).toMatch(new RegExp(`['"\`]${statement.replace('.', '\\.')}[ ,:]`));
  });

  it('name every switch of the options, and no other', () => {
    const named = [...readme.matchAll(/\((?:assumed, )?`(\w+)(?:: '[^`]*)?`\)/g)].map(([, name = '']) => name);
    expect(new Set(named)).toEqual(new Set(Object.keys(defaults.behaviour)));
  });
});
