import { join } from 'node:path';
import type { ProviderFacts } from '../terraform/facts/facts.ts';
import { openProviderFacts } from '../terraform/facts/provider-facts.ts';
import { packageFile } from './package-files.ts';

/** Folder of provider facts, in the package and in a workspace. */
export const factsFolder = 'schemas/providers';

/** The facts about providers that ship with imprint, after those that `imprint schema import` put below `folder`. */
export function providerFacts(folder?: string): ProviderFacts {
  const shipped = packageFile(factsFolder);
  return openProviderFacts(folder === undefined ? [shipped] : [join(folder, factsFolder), shipped]);
}
