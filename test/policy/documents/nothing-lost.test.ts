import { describe, expect, it } from 'vitest';
import { readPolicySet } from '../../../src/policy/documents/read-policy-set.ts';

/** Errors of one text: what is said, and the text it points at. */
function faults(text: string): readonly string[] {
  return readPolicySet([{ file: 'a.yaml', text }])
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ message, location }) => {
      const { start, end } = location?.range ?? {};
      return `${message}: ${text.slice(start, end).split('\n')[0]}`;
    });
}

const inSpec = (rule: string): string => `name: folders/2/policies/a.b\nspec: { rules: [${rule}] }`;

describe('a null where something is needed', () => {
  it.each([
    ['name: folders/2/policies/a.b\nspec:', 'the policy has neither `spec` nor `dryRunSpec`: folders/2/policies/a.b'],
    ['name:\nspec: { reset: true }', 'the policy has no `name`: name'],
    ['constraint: ~\nnode: folders/2\nbooleanPolicy: { enforced: true }', 'the policy has no `constraint`: constraint'],
    [inSpec('{ enforce: false }, ~'), '`an item of rules` has to be a map: ~'],
    [inSpec('{ values: { deniedValues: [~, x] } }'), '`an item of deniedValues` has to be a text: ~'],
    ['node: folders/2\na.b: { rules: [~] }', '`an item of rules` has to be a map: ~'],
  ])('is reported in %j', (text, expected) => {
    expect(faults(text)).toEqual([expected]);
  });

  it('is no fault where nothing is needed', () => {
    const text = `name: folders/2/policies/a.b
dryRunSpec: ~
spec: { inheritFromParent: ~, rules: [{ enforce: true, values: ~, condition: ~, parameters: ~ }] }`;
    expect(faults(text)).toEqual([]);
  });
});
