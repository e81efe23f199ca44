import { hcl } from './hcl.ts';
import type { Language } from './language.ts';
import { plain, unknownLanguage } from './plain.ts';

/** By ending of the output path, longest first. */
const byEnding: readonly (readonly [string, Language])[] = [
  ['.tf', hcl],
  ['.tfvars', hcl],
  ['.hcl', hcl],
  ['.txt', plain],
];

/** The language of an output file, told by its name. */
export function languageOf(path: string): Language {
  return byEnding.find(([ending]) => path.endsWith(ending))?.[1] ?? unknownLanguage;
}
