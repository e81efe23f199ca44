import { join } from 'node:path';
import type { Evaluation } from '../../../src/terraform/evaluation.ts';
import type { ProviderFacts } from '../../../src/terraform/facts/facts.ts';
import { openProviderFacts } from '../../../src/terraform/facts/provider-facts.ts';
import { evaluateText, type ModuleTexts } from '../evaluate-text.ts';

/** The facts that ship. */
export const shippedFacts: ProviderFacts = openProviderFacts([join(import.meta.dirname, '../../../schemas/providers')]);

/** A module evaluated with the facts that ship. */
export function evaluated(texts: ModuleTexts): Evaluation {
  return evaluateText(texts, { facts: shippedFacts }).evaluation;
}
