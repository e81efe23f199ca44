import { describe, expect, it } from 'vitest';
import { neededEngines } from '../../../src/hcl/functions/engines.ts';
import { library } from '../../../src/hcl/functions/library.ts';
import { libraryNames } from '../../../src/hcl/functions/library-names.ts';
import { allEngines, loadEngines, withEngines } from '../../../src/hcl/functions/load-engines.ts';
import { findFunction, functionNames } from '../../../src/hcl/functions/table.ts';
import { printValue } from '../../../src/hcl/values/print.ts';
import { evaluateText } from '../console/evaluate-text.ts';

describe('the library of functions that few modules call', () => {
  it('is listed by the names it has', () => {
    expect([...libraryNames].sort()).toEqual([...library.functions.keys()].sort());
    expect(new Set(functionNames).size).toBe(functionNames.length);
  });

  it('has no function that is there without it', () => {
    expect(libraryNames.filter((name) => findFunction(name, {}) !== undefined)).toEqual([]);
  });

  it.each([...libraryNames, 'provider::google::name_from_id'])('is loaded for %s', async (name) => {
    const texts = [`locals {\n  a = upper("\${core::${name} ("b")}")\n}`];
    expect(await loadEngines(texts)).toHaveProperty('library');
  });

  it.each(['a = "sha256"', 'md5sum = lower("a")', 'b = { timestamp = 1 }', 'c = my_sha1("a")', 'd = setunions()'])(
    'is not loaded for %s',
    (text) => expect([...neededEngines([text])]).toEqual([]),
  );

  it('is asked for where it was not loaded, with no other fault', () => {
    const faultsOf = (text: string): unknown => evaluateText(text, { engines: {} }).faults.map(({ code }) => code);
    expect(faultsOf('sha1("a")')).toEqual(['function-not-supported']);
    expect(faultsOf('core::cidrhost("10.0.0.0/8", 1)')).toEqual(['function-not-supported']);
    expect(faultsOf('provider::google::name_from_id("a/b")')).toEqual(['function-not-supported']);
    expect(faultsOf('sha2("a")')).toEqual(['unknown-function']);
  });

  it('is loaded after all when only evaluation finds that it is needed', async () => {
    const { value } = await withEngines(['a = 1'], (engines) => {
      const { value: result, faults } = evaluateText('cidrnetmask("10.0.0.0/8")', { engines });
      return { diagnostics: faults, value: result };
    });
    expect(printValue(value)).toBe('"255.0.0.0"');
  });

  it('is among all engines', async () => expect(await loadEngines(allEngines)).toHaveProperty('library', library));
});
