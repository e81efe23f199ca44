import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { ObjectValue } from '../../../src/hcl/value.ts';
import { objectValue, stringValue } from '../../../src/hcl/values/values.ts';
import type { TypeFacts } from '../../../src/terraform/facts/facts.ts';
import { openProviderFacts } from '../../../src/terraform/facts/provider-facts.ts';
import { planInstance } from '../../../src/terraform/plan/plan-instance.ts';
import type { PlanInput } from '../../../src/terraform/plan/planned-instance.ts';
import { fc } from '../../properties.ts';
import { applied, configurationOf } from './arbitrary-configuration.ts';

const facts = openProviderFacts([fileURLToPath(new URL('../../../schemas/providers', import.meta.url))]);
const settings = objectValue(
  new Map([
    ['project', stringValue('p-1')],
    ['region', stringValue('us-central1')],
    ['zone', stringValue('us-central1-a')],
  ]),
);

function typesOf(provider: string): readonly TypeFacts[] {
  const known = facts.provider(provider);
  return (known?.names('managed') ?? []).flatMap((name) => known?.type('managed', name) ?? []);
}

function inputs(provider: string, unknowns: boolean): fc.Arbitrary<PlanInput> {
  return fc.constantFrom(...typesOf(provider)).chain((type) =>
    configurationOf(type, unknowns).map((configuration) => ({
      address: `${type.type}.a`,
      facts: type,
      provider,
      configuration,
      settings,
    })),
  );
}

function asPrior(values: ObjectValue): ObjectValue {
  const prior = applied(values);
  return prior.kind === 'object' ? prior : values;
}

const providers = ['hashicorp/google', 'hashicorp/google-beta', 'hashicorp/random', 'hashicorp/time', 'hashicorp/null'];

describe.each(providers)('planning types of %s', (provider) => {
  test('has an answer to every configuration, and the same twice', () => {
    fc.assert(
      fc.property(inputs(provider, true), (input) => {
        const planned = planInstance(input);
        expect([...planned.values.entries.keys()]).toEqual([...input.configuration.entries.keys()].sort());
        expect(planInstance(input)).toEqual(planned);
      }),
      { numRuns: 150 },
    );
  });

  test('an applied plan leaves nothing to change', () => {
    fc.assert(
      fc.property(inputs(provider, false), (input) => {
        const prior = { values: asPrior(planInstance(input).values) };
        const again = planInstance({ ...input, prior });
        expect(again.action).toBe('no-op');
      }),
      { numRuns: 300 },
    );
  });

  test('has an answer to every change of configuration', () => {
    fc.assert(
      fc.property(
        inputs(provider, false).chain((input) =>
          configurationOf(input.facts, true).map((configuration) => ({ input, configuration })),
        ),
        ({ input, configuration }) => {
          const prior = { values: asPrior(planInstance(input).values) };
          const { action } = planInstance({ ...input, configuration, prior });
          expect(['no-op', 'update', 'replace']).toContain(action);
        },
      ),
      { numRuns: 100 },
    );
  });
});
