import { describe, expect, it } from 'vitest';
import { allEngines, loadEngines } from '../../../src/hcl/functions/load-engines.ts';
import { printValue } from '../../../src/hcl/values/print.ts';
import { evaluateText } from '../console/evaluate-text.ts';

const engines = await loadEngines(allEngines);
const answerOf = (text: string): unknown => {
  const { value, faults } = evaluateText(text, { engines });
  return faults.length > 0 ? faults.map(({ code, severity }) => `${severity} ${code}`) : printValue(value);
};
const textOf = (text: string): string | undefined => {
  const { value } = evaluateText(text, { engines });
  return value.kind === 'string' ? value.value : undefined;
};

describe('functions of providers', () => {
  it.each([
    ['provider::google::region_from_zone("us-central1-a")', '"us-central1"'],
    ['provider::google-beta::zone_from_id("projects/p/zones/us-central1-a/disks/d")', '"us-central1-a"'],
    ['provider::google::region_from_id("projects/p/regions/us-central1/x/d")', '"us-central1"'],
    ['provider::google::location_from_id("projects/p/locations/eu/x/d")', '"eu"'],
    ['provider::google::project_from_id("projects/p/locations/eu/x/d")', '"p"'],
    ['provider::google::name_from_id("projects/p/locations/eu/x/d")', '"d"'],
    ['provider::google::project_from_id("p")', ['error invalid-function-argument']],
    ['provider::google::zone("p")', ['error unknown-function']],
    ['provider::other::f("p")', ['info function-not-supported']],
    ['can(provider::other::f("p"))', '(known after apply)'],
    ['other::f("p")', ['error unknown-function']],
  ])('%s', (text, expected) => expect(answerOf(text)).toEqual(expected));

  it('came with 1.8', () => {
    const { faults } = evaluateText('provider::google::name_from_id("a/b")', { terraformVersion: '1.7.0' });
    expect(faults.map(({ code }) => code)).toEqual(['newer-terraform']);
  });

  it('say so when what lays out texts was not loaded', () => {
    const { faults } = evaluateText('provider::terraform::encode_expr(1)');
    expect(faults.map(({ code }) => code)).toEqual(['function-not-supported']);
  });

  // As terraform 1.11.4 answers.
  it('encode expressions as terraform fmt lays them out', () => {
    expect(
      textOf(
        String.raw`provider::terraform::encode_expr({a = [1, "x\n%%{y}"], "b c" = null, d = {}, f = [{x = 1, y = [[2]]}], t = true, u = "é\u0001\t\\\"%%{"})`,
      ),
    ).toBe(String.raw`{
  a     = [1, "x\n%%{y}"]
  "b c" = null
  d     = {}
  f = [{
    x = 1
    y = [[2]]
  }]
  t = true
  u = "é\u0001\t\\\"%%{"
}`);
    expect(textOf('provider::terraform::encode_expr([1, [2, { a = 1 }]])')).toBe('[1, [2, {\n  a = 1\n}]]');
  });

  it('encode the values of variables', () => {
    expect(textOf('provider::terraform::encode_tfvars({ a = [1], longer = "x", e = { x = 1 } })')).toBe(
      'a = [1]\ne = {\n  x = 1\n}\nlonger = "x"\n',
    );
    expect(answerOf('provider::terraform::encode_tfvars({ "b c" = 1 })')).toEqual(['error invalid-function-argument']);
    expect(answerOf('provider::terraform::encode_tfvars([1])')).toEqual(['error invalid-function-argument']);
  });
});

describe('functions whose result is known only when terraform runs', () => {
  it.each(['base64gzip("a")', 'rsadecrypt("aGVsbG8=", "key")'])('%s', (text) =>
    expect(answerOf(text)).toBe('(known after apply)'),
  );
});
