import { parentPointer } from './pointer.ts';
import { chooseAlternatives } from './schema-alternatives.ts';
import type { SchemaError } from './schema-error.ts';
import type { SchemaFault } from './schema-fault.ts';
import { wordSchemaError } from './schema-wording.ts';

/**
 * Turns Ajv's errors (made with `allErrors` and `verbose`) into faults a person understands: one fault, one entry.
 * `base` is where the checked value stands, for messages only (`/parameters`): the faults' pointers start at the checked value.
 */
export function explainSchemaErrors(errors: readonly SchemaError[], base = ''): SchemaFault[] {
  const placed = errors.map((error) => ({ ...error, instancePath: base + error.instancePath }));
  const faults = withoutMisspeltRequired(onePerPlace(chooseAlternatives(placed).map(wordSchemaError)));
  return faults.map((fault) => ({ ...fault, pointer: fault.pointer.slice(base.length) }));
}

/** When several keywords fail on one value, the first of this order tells most. */
const telling: readonly string[] = [
  'wrong-type',
  'value-not-allowed',
  'value-format',
  'unknown-location',
  'value-pattern',
  'value-length',
  'value-range',
];

function onePerPlace(faults: readonly SchemaFault[]): SchemaFault[] {
  const best = new Map<string, SchemaFault>();
  for (const fault of faults) {
    const place = `${fault.on} ${fault.pointer} ${fault.code === 'missing-key' ? (fault.args?.['key'] ?? '') : ''}`;
    const other = best.get(place);
    if (!other || rank(fault) < rank(other)) best.set(place, fault);
  }
  return [...best.values()];
}

function rank(fault: SchemaFault): number {
  const index = telling.indexOf(fault.code);
  return index < 0 ? telling.length : index;
}

/** An unknown key that is a misspelt required one is one fault, not two. */
function withoutMisspeltRequired(faults: readonly SchemaFault[]): SchemaFault[] {
  const meant = new Set(
    faults.flatMap((fault) =>
      fault.code === 'unknown-key' && fault.args?.['meant'] !== undefined
        ? [`${parentPointer(fault.pointer)} ${fault.args['meant']}`]
        : [],
    ),
  );
  return faults.filter(
    (fault) => fault.code !== 'missing-key' || !meant.has(`${fault.pointer} ${fault.args?.['key']}`),
  );
}
