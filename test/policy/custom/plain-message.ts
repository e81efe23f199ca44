import type { PartialValue } from '../../../src/cel/partial/partial-value.ts';

/** A value as JSON, what is not known left out. */
export function plainMessage(value: PartialValue): unknown {
  switch (value.kind) {
    case 'scalar':
      return typeof value.value === 'bigint' ? Number(value.value) : value.value;
    case 'list':
      return value.items.map(plainMessage);
    case 'map':
      return plainEntries(value.entries);
    case 'message':
      return plainEntries(value.fields);
    default:
      return undefined;
  }
}

function plainEntries(entries: ReadonlyMap<string, PartialValue>): Record<string, unknown> {
  const known = [...entries].map(([name, value]): [string, unknown] => [name, plainMessage(value)]);
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}
