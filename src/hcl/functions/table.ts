import { collectionFunctions } from './collections.ts';
import { combiningFunctions } from './combine.ts';
import { conversionFunctions } from './conversions.ts';
import { encodingFunctions } from './encoding.ts';
import type { Engines } from './engines.ts';
import { fileFunctions } from './files.ts';
import { formatFunctions } from './format.ts';
import type { FunctionDescriptor } from './function.ts';
import { libraryNames } from './library-names.ts';
import { numericFunctions } from './numeric.ts';
import { patternFunctions } from './patterns.ts';
import { sequenceFunctions } from './sequences.ts';
import { stringFunctions } from './strings.ts';

/** All functions but those of the library, in no order that matters. */
const allFunctions: readonly FunctionDescriptor[] = [
  ...collectionFunctions,
  ...combiningFunctions,
  ...conversionFunctions,
  ...encodingFunctions,
  ...fileFunctions,
  ...formatFunctions,
  ...numericFunctions,
  ...patternFunctions,
  ...sequenceFunctions,
  ...stringFunctions,
];

const byName: ReadonlyMap<string, FunctionDescriptor> = new Map(allFunctions.map((each) => [each.name, each]));

/** Names of all functions of the language, sorted, with the special forms. */
export const functionNames: readonly string[] = [...byName.keys(), ...libraryNames, 'can', 'try'].sort();

/** The function of that name; undefined when it is not known here, or of a library that was not loaded. */
export function findFunction(name: string, { library }: Engines): FunctionDescriptor | undefined {
  return byName.get(name) ?? library?.functions.get(name);
}
