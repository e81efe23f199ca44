import { expect, it } from 'vitest';
import { readPolicySet } from '../../../src/policy/documents/read-policy-set.ts';
import { lintRepeats } from '../../../src/policy/lint/lint-repeats.ts';

/** What is there twice, with the line of the first one. */
function repeats(...documents: readonly string[]): readonly (readonly (string | number | undefined)[])[] {
  const text = documents.join('\n---\n');
  const { value, diagnostics } = readPolicySet([{ file: 'a.yaml', text }]);
  if (value === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return lintRepeats(value).map(({ message, related }) => {
    const start = related?.[0]?.location.range?.start ?? 0;
    return [message, text.slice(0, start).split('\n').length];
  });
}

const live = 'name: organizations/1/policies/a.b\nspec: { reset: true }';
const definition =
  'name: organizations/1/customConstraints/custom.a\nactionType: DENY\ncondition: "true"\nmethodTypes: [CREATE]';

it('reports a second policy of the same mode on a node', () => {
  expect(repeats(live, live)).toEqual([['a second policy for a.b on organizations/1', 1]]);
});

it('takes a dry run in a document of its own, and the same constraint on another node', () => {
  expect(repeats(live, live.replace('spec', 'dryRunSpec'), live.replace('organizations', 'folders'))).toEqual([]);
});

it('reports a second definition of a custom constraint', () => {
  expect(repeats(live, definition, definition)).toEqual([['custom.a is defined twice', 4]]);
});
