import { expect, it } from 'vitest';
import { loadEngines, withEngines } from '../../../src/hcl/functions/load-engines.ts';
import { toJson } from '../../../src/hcl/values/json-value.ts';
import { evaluateModule } from '../../../src/terraform/evaluate-module.ts';

const outputs = (expression: string, engines = {}) => {
  const files = new Map([['main.tf', `locals {\n  p = "^(a)b$"\n}\noutput "o" {\n  value = ${expression}\n}\n`]]);
  const { value, diagnostics } = evaluateModule({ files, terraformVersion: '1.5.7', engines });
  const [output] = value.evaluation.outputs;
  return { value: output && toJson(output.value).value, diagnostics };
};

it.each([
  ['can(regex("^[0-9]+$", 8080))', true],
  ['can(regex("^[a-z]+$", 8080))', false],
  ['can(regex("^t", true))', true],
  ['can(regex("^a", null))', false],
])('%s is decided as the text it becomes, with and without an engine', async (expression, expected) => {
  const engines = await loadEngines(['regex()']);
  expect(outputs(expression, engines)).toEqual({ value: expected, diagnostics: [] });
  const found = await withEngines([expression], (loaded) => outputs(expression, loaded));
  expect(found).toEqual({ value: expected, diagnostics: [] });
});

it.each(['can(regex("(?i)B", "ab"))', 'try(sha256("a"), "other")'])(
  'a function that is not loaded is told of in %s, and not taken for a fault of its argument',
  async (expression) => {
    expect(outputs(expression).diagnostics).toMatchObject([{ code: 'function-not-supported', severity: 'error' }]);
    expect((await withEngines([], (engines) => outputs(expression, engines))).diagnostics).toEqual([]);
  },
);
