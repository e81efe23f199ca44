import type { ObjectValue, Value } from '../../hcl/value.ts';

const written = new WeakMap<ObjectValue, readonly (readonly [string, Value])[]>();

/** Remembers which members of a configuration are written: of a hundred that its type has, three may be. */
export function rememberWritten(configuration: ObjectValue, members: readonly (readonly [string, Value])[]): void {
  written.set(configuration, members);
}

/** The members of a configuration that are written; where that is not known, all of them. */
export function writtenMembers(configuration: ObjectValue): Iterable<readonly [string, Value]> {
  return written.get(configuration) ?? configuration.entries;
}
