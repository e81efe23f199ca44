import { describe, expect, it } from 'vitest';
import { blockRules, consequenceRules } from '../../../scripts/planning-rules/block-rules.ts';
import { fits, planningOf } from '../../../scripts/planning-rules/planning-rules.ts';
import { providerDefaults } from '../../../scripts/planning-rules/provider-defaults.ts';
import { refreshedRules, replacementRules } from '../../../scripts/planning-rules/replacement-rules.ts';
import { valueRules } from '../../../scripts/planning-rules/value-rules.ts';
import type { TypeFacts } from '../../../src/terraform/facts/facts.ts';
import { facts } from '../provider-checks/shipped-facts.ts';

const resources = [...providerDefaults.keys()].flatMap((source) => {
  const provider = facts.provider(source);
  return (provider?.names('managed') ?? []).flatMap((name) => {
    const type = provider?.type('managed', name);
    return type === undefined ? [] : [{ source, type }];
  });
});

/** Whether some shipped type of that name has what is looked for. */
function isKnown(name: string, has: (planning: NonNullable<TypeFacts['planning']>) => boolean): boolean {
  return resources.some(({ type }) => type.type === name && type.planning !== undefined && has(type.planning));
}

describe('how Google types are planned', () => {
  it('stands in the facts that ship as the rules say it', () => {
    const wrong = resources
      .filter(({ source, type }) => JSON.stringify(type.planning) !== JSON.stringify(planningOf(source, type)))
      .map(({ source, type }) => `${source} ${type.type}`);
    expect(wrong).toEqual([]);
  });

  it('has no rule that no type heeds', () => {
    const lost = [
      ...valueRules.map((rule) => ({ ...rule, member: 'values' as const })),
      ...blockRules.map((rule) => ({ ...rule, member: 'emptyBlocks' as const })),
      ...replacementRules.map((rule) => ({ ...rule, member: 'replaced' as const })),
    ].flatMap(({ types, path, member }) =>
      types
        .filter((name) => !isKnown(name, ({ [member]: rules = {} }) => Object.keys(rules).some((at) => fits(path, at))))
        .map((name) => `${name}.${path}`),
    );
    expect(lost).toEqual([]);
  });

  it('names attributes the type has, and types there are', () => {
    const ofRules = [
      ...consequenceRules.map(({ types, set }) => ({ types, names: Object.keys(set) })),
      ...refreshedRules.map(({ types, attributes }) => ({ types, names: attributes })),
    ].flatMap(({ types, names }) => types.flatMap((type) => names.map((name) => ({ type, name }))));
    const ofDefaults = [...providerDefaults.values()].flatMap((defaults) => [
      ...[...defaults.projectUnknown].map((type) => ({ type, name: 'project' })),
      ...[...defaults.region].map((type) => ({ type, name: 'region' })),
      ...[...defaults.zone].map((type) => ({ type, name: 'zone' })),
      ...[...defaults.deletionPolicy.keys()].map((type) => ({ type, name: 'deletion_policy' })),
    ]);
    const lost = [...ofRules, ...ofDefaults].filter(
      ({ type: name, name: attribute }) =>
        !resources.some(({ type }) => type.type === name && type.attributes?.[attribute] !== undefined),
    );
    expect(lost).toEqual([]);
  });
});
