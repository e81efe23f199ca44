import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ProviderFacts } from '../../terraform/facts/facts.ts';
import type { CustomConstraint } from '../model.ts';
import { maxCondition } from './lint-custom-constraints.ts';

/** What conditions are held against. */
export interface ConditionSettings {
  /** To know the fields of resources. */
  readonly facts: ProviderFacts;
  /** Text of a policy file, to point into conditions that span lines. */
  readonly textOf: (file: string) => string | undefined;
}

/**
 * What is wrong with the conditions of custom constraints: what is no CEL, calls functions there are none of, or names fields the
 * resources do not have. The expression engine is loaded only when there is a condition.
 */
export async function lintConditions(
  constraints: readonly CustomConstraint[],
  { facts, textOf }: ConditionSettings,
): Promise<readonly Diagnostic[]> {
  // Those that are empty or too long were reported as such.
  const readable = constraints.filter(
    ({ condition }) => condition.trim() !== '' && [...condition.trim()].length <= maxCondition,
  );
  if (readable.length === 0) return [];
  const [{ loadPartialCel }, { compileConstraint }, { schemaFinder }] = await Promise.all([
    import('../../cel/partial/load-partial-cel.ts'),
    import('../custom/compile-constraint.ts'),
    import('../custom/find-schemas.ts'),
  ]);
  const settings = { engine: await loadPartialCel(), schemas: schemaFinder(facts), textOf };
  return readable.flatMap((constraint) => compileConstraint(constraint, settings).diagnostics);
}
