import { collectionFunctions } from './collections.ts';
import { combiningFunctions } from './combine.ts';
import { conversionFunctions } from './conversions.ts';
import { encodingFunctions } from './encoding.ts';
import { fileFunctions } from './files.ts';
import { formatFunctions } from './format.ts';
import type { FunctionDescriptor } from './function.ts';
import { hashFunctions } from './hashes.ts';
import { ipFunctions } from './ip.ts';
import { numericFunctions } from './numeric.ts';
import { patternFunctions } from './patterns.ts';
import { setFunctions } from './set-operations.ts';
import { stringFunctions } from './strings.ts';
import { timeFunctions } from './time.ts';

/** All functions there are, in no order that matters. */
const allFunctions: readonly FunctionDescriptor[] = [
  ...collectionFunctions,
  ...combiningFunctions,
  ...conversionFunctions,
  ...encodingFunctions,
  ...fileFunctions,
  ...formatFunctions,
  ...hashFunctions,
  ...ipFunctions,
  ...numericFunctions,
  ...patternFunctions,
  ...setFunctions,
  ...stringFunctions,
  ...timeFunctions,
];

const byName: ReadonlyMap<string, FunctionDescriptor> = new Map(allFunctions.map((each) => [each.name, each]));

/** Names of all functions of the language, sorted, with the special forms. */
export const functionNames: readonly string[] = [...byName.keys(), 'can', 'try'].sort();

/** The function of that name; undefined when it is not known here. */
export function findFunction(name: string): FunctionDescriptor | undefined {
  return byName.get(name);
}
