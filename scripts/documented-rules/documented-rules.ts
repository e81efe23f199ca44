import type { DocumentedRule } from '../../src/terraform/provider-checks/documented-rules.ts';
import { computeRules, networkRules } from './compute.ts';
import { dataRules } from './data.ts';
import { iamRules } from './iam.ts';
import { serviceRules } from './services.ts';

/** What the provider's sources say beyond the collected facts, as data: `provider-facts.ts` puts it into the facts that ship. */
export const documentedRules: readonly DocumentedRule[] = [
  ...computeRules,
  ...networkRules,
  ...iamRules,
  ...serviceRules,
  ...dataRules,
];
