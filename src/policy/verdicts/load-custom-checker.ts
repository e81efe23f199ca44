import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ProviderFacts } from '../../terraform/facts/facts.ts';
import type { PolicySet } from '../model.ts';
import type { CustomChecker } from './check-policies.ts';

/** Decides custom constraints, with what compiling their conditions found. */
export interface LoadedChecker {
  readonly custom?: CustomChecker;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes ready the custom constraints that have a policy. Where there is none, the expression engine is not loaded. */
export async function loadCustomChecker(set: PolicySet, facts: ProviderFacts): Promise<LoadedChecker> {
  const used = new Set(set.policies.map(({ constraint }) => constraint));
  const constraints = set.customConstraints.filter(({ name }) => used.has(name));
  if (constraints.length === 0) return { diagnostics: [] };
  const [{ loadPartialCel }, { compileConstraint }, { checkCustomConstraint }, { schemaFinder }] = await Promise.all([
    import('../../cel/partial/load-partial-cel.ts'),
    import('../custom/compile-constraint.ts'),
    import('../custom/check-custom-constraint.ts'),
    import('../custom/find-schemas.ts'),
  ]);
  const settings = { engine: await loadPartialCel(), schemas: schemaFinder(facts) };
  const compiled = constraints.map((constraint) => [constraint, compileConstraint(constraint, settings)] as const);
  const ready = new Map(compiled.map(([constraint, { value }]) => [constraint, value]));
  return {
    custom: (constraint) => {
      const one = ready.get(constraint);
      return one && ((resource) => checkCustomConstraint(one, resource, { hierarchy: set.hierarchy }));
    },
    diagnostics: compiled.flatMap(([, { diagnostics }]) => diagnostics),
  };
}
