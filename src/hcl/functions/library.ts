import { arithmeticFunctions } from './arithmetic.ts';
import type { FunctionDescriptor, FunctionLibrary } from './function.ts';
import { hashFunctions } from './hashes.ts';
import { ipFunctions } from './ip.ts';
import { pathFunctions } from './paths.ts';
import { functionsOfProvider } from './provider-functions.ts';
import { regroupingFunctions } from './regroup.ts';
import { setAlgebraFunctions } from './set-algebra.ts';
import { textFormatFunctions } from './text-formats.ts';
import { timeFunctions } from './time.ts';

const byName: ReadonlyMap<string, FunctionDescriptor> = new Map(
  [
    hashFunctions,
    ipFunctions,
    arithmeticFunctions,
    pathFunctions,
    regroupingFunctions,
    setAlgebraFunctions,
    textFormatFunctions,
    timeFunctions,
  ]
    .flat()
    .map((each) => [each.name, each]),
);

/** The functions that few modules call: loaded by `load-engines.ts`, by the names in `library-names.ts`. */
export const library: FunctionLibrary = { functions: byName, ofProvider: functionsOfProvider };
