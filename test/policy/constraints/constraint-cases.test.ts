import { describe, expect, it } from 'vitest';
import { constraints } from '../../../src/policy/constraints/constraint-table.ts';
import { constraintCases } from './cases.ts';
import { verdictOf } from './evaluate-case.ts';

const cases = constraintCases.flatMap((one) =>
  one.names.map((name) => [`${name}: ${one.hcl.slice(0, 60)} … ${one.bad.slice(0, 40)}`, name, one] as const),
);

describe('each constraint', () => {
  it('has a case when it has a checker', () => {
    const tested = new Set(constraintCases.flatMap(({ names }) => names));
    const checked = constraints.filter(({ checker }) => checker !== undefined).map(({ name }) => name);
    expect(checked.filter((name) => !tested.has(name))).toEqual([]);
  });

  it.each(cases)('passes what is allowed: %s', (_, name, { spec, hcl, ok }) => {
    expect(verdictOf(name, spec, hcl.replaceAll('@@', ok))).toMatch(/^(PASS|NOT_APPLICABLE)$/);
  });

  it.each(cases)('refuses what is forbidden: %s', (_, name, { spec, hcl, bad }) => {
    expect(verdictOf(name, spec, hcl.replaceAll('@@', bad))).toBe('VIOLATION');
  });

  it.each(cases.filter(([, , { unknown }]) => unknown !== null))(
    'leaves open what is not known: %s',
    (_, name, { spec, hcl, unknown }) => {
      expect(verdictOf(name, spec, hcl.replaceAll('@@', unknown ?? ''))).toBe('UNDECIDED');
    },
  );
});
