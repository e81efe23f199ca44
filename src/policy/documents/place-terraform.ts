import type { Location } from '../../diagnostics/range.ts';
import type { Value } from '../../hcl/value.ts';
import { toDouble } from '../../hcl/values/number.ts';
import type { PlacedNode } from './placed-node.ts';

/** An evaluated value with the places it was written at; what no text stands behind is at the place of what it is part of. */
export function placeTerraform(value: Value, around: Location): PlacedNode {
  const { origin } = value;
  const location = origin ? { file: origin.file, range: origin.range } : around;
  switch (value.kind) {
    case 'null':
      return { kind: 'scalar', value: null, location };
    case 'unknown':
      return { kind: 'unknown', location };
    case 'string':
    case 'bool':
      return { kind: 'scalar', value: value.value, location };
    case 'number':
      return { kind: 'scalar', value: toDouble(value.value), location };
    case 'list':
    case 'set':
    case 'tuple':
      return { kind: 'list', items: value.items.map((item) => placeTerraform(item, location)), location };
    case 'map':
    case 'object': {
      const entries = [...value.entries].map(([key, member]) => [key, placeTerraform(member, location)] as const);
      return { kind: 'map', entries: new Map(entries), location };
    }
  }
}
