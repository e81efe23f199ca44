import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { registryFiles } from '../../scripts/generate-registry.ts';
import { rules } from '../../src/check/all-rules.generated.ts';
import { documentRules } from '../../src/check/document-rules.generated.ts';
import { moduleRules } from '../../src/check/module-rules.generated.ts';
import { rareModuleRules } from '../../src/check/rare-module-rules.generated.ts';
import type { Rule } from '../../src/check/rule.ts';
import { fixturesOf } from './run-fixture.ts';
import { loadRareRules } from '../../src/check/rare-rules.ts';
import { ruleLevels } from '../../src/check/rule-levels.generated.ts';

it('has fresh tables: run `npx tsx scripts/generate-registry.ts`', async () => {
  const files = await registryFiles();
  expect(files.length).toBeGreaterThan(0);
  for (const { path, text } of files) expect(readFileSync(path, 'utf8')).toBe(text);
});

it('gives checking rules and levels without loading the words of the others', () => {
  const checks = rules.filter(({ check }) => check !== undefined);
  expect(moduleRules.length).toBeGreaterThan(0);
  const isRare = (rule: Rule) => 'isRare' in rule;
  const ofModules = checks.filter(({ scope }) => scope === 'module');
  expect(moduleRules).toEqual(ofModules.filter((rule) => !isRare(rule)));
  expect(rareModuleRules).toEqual(ofModules.filter(isRare));
  expect(documentRules).toEqual(checks.filter(({ scope }) => scope !== 'module'));
  expect(ruleLevels).toEqual(
    Object.fromEntries(rules.map(({ code, severity, check }) => [code, { severity, isCheck: check !== undefined }])),
  );
});

it('loads rare rules for modules that mention what they are about, and for no others', async () => {
  expect(await loadRareRules(['resource "google_pubsub_topic" "t" {\n  name = "t"\n}\n'])).toEqual([]);
  for (const { code } of rareModuleRules)
    for (const { path } of fixturesOf(code).filter(({ isBad }) => isBad))
      expect(await loadRareRules([readFileSync(path, 'utf8')]), path).toEqual(rareModuleRules);
});
