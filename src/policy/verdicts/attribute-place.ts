import type { Location } from '../../diagnostics/range.ts';
import type { Origin, Value } from '../../hcl/value.ts';
import type { ResourceInstance } from '../../terraform/evaluation.ts';

/** A place in a module, before it is known who wrote it. */
export type AttributePlace =
  | { readonly kind: 'origin'; readonly origin: Origin }
  | ({ readonly kind: 'range' } & Location);

/** The deepest written value on a path, or else the header of the resource. */
export function attributePlace(resource: ResourceInstance, path: readonly (string | number)[]): AttributePlace {
  const origin = deepestOrigin(resource.configuration, path) ?? deepestOrigin(resource.values, path);
  return origin === undefined ? { kind: 'range', ...resource.location } : { kind: 'origin', origin };
}

function deepestOrigin(root: Value, path: readonly (string | number)[]): Origin | undefined {
  let found: Origin | undefined;
  let value: Value | undefined = root;
  for (const step of path) {
    value = memberOf(value, step);
    found = value?.origin ?? found;
  }
  return found;
}

function memberOf(value: Value | undefined, step: string | number): Value | undefined {
  switch (value?.kind) {
    case 'object':
    case 'map':
      return value.entries.get(String(step));
    case 'list':
    case 'set':
    case 'tuple':
      return typeof step === 'number' ? value.items[step] : undefined;
    default:
      return undefined;
  }
}
