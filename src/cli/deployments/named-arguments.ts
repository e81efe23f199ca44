import type { ObjectValue, Origin, Value } from '../../hcl/value.ts';

/** An argument of a resource, with the place its value comes from. */
export interface NamedArgument {
  /** `labels.team`, `lifecycle_rule.condition.age`. */
  readonly path: string;
  readonly origin: Origin;
}

/** Shorter texts occur in any sentence. */
const shortestText = 3;

/**
 * Arguments of a resource that an error speaks of, by their value or by their name (`ip_cidr_range`, `ipCidrRange`); those named by
 * value come first, else in the order of the configuration. What is not known or not written is left out.
 */
export function namedArguments(configuration: ObjectValue, description: string): readonly NamedArgument[] {
  const byValue: NamedArgument[] = [];
  const byName: NamedArgument[] = [];
  for (const { path, value } of leaves(configuration, '')) {
    if (value.origin === undefined || value.sensitive === true) continue;
    const argument = { path, origin: value.origin };
    if (value.kind === 'string' && value.value.length >= shortestText && occursIn(value.value, description)) {
      byValue.push(argument);
    } else if (isNamed(path, description)) byName.push(argument);
  }
  return [...byValue, ...byName];
}

/** Whether a text stands in another by itself: `acme-dev` is not named by `acme-dev-objects`. */
function occursIn(text: string, description: string): boolean {
  const escaped = text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(description);
}

/** A name of one word (`name`, `type`) is a word of any sentence, so only longer ones count, as Terraform or the API writes them. */
function isNamed(path: string, description: string): boolean {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (!name.includes('_')) return false;
  const camelCase = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return occursIn(name, description) || occursIn(camelCase, description);
}

function* leaves(value: Value, path: string): Generator<{ readonly path: string; readonly value: Value }> {
  const inside = (name: string): string => (path === '' ? name : `${path}.${name}`);
  switch (value.kind) {
    case 'object':
    case 'map':
      for (const [name, member] of value.entries) yield* leaves(member, inside(name));
      return;
    case 'list':
    case 'set':
    case 'tuple':
      // The same path for all: the place says which.
      for (const member of value.items) yield* leaves(member, path);
      return;
    default:
      yield { path, value };
  }
}
