import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { registryFiles } from '../../scripts/generate-registry.ts';
import { rules } from '../../src/check/all-rules.generated.ts';
import { documentRules } from '../../src/check/document-rules.generated.ts';
import { moduleRules } from '../../src/check/module-rules.generated.ts';
import { ruleLevels } from '../../src/check/rule-levels.generated.ts';

it('has fresh tables: run `npx tsx scripts/generate-registry.ts`', async () => {
  const files = await registryFiles();
  expect(files.length).toBeGreaterThan(0);
  for (const { path, text } of files) expect(readFileSync(path, 'utf8')).toBe(text);
});

it('gives checking rules and levels without loading the words of the others', () => {
  const checks = rules.filter(({ check }) => check !== undefined);
  expect(moduleRules.length).toBeGreaterThan(0);
  expect(moduleRules).toEqual(checks.filter(({ scope }) => scope === 'module'));
  expect(documentRules).toEqual(checks.filter(({ scope }) => scope !== 'module'));
  expect(ruleLevels).toEqual(
    Object.fromEntries(rules.map(({ code, severity, check }) => [code, { severity, isCheck: check !== undefined }])),
  );
});
