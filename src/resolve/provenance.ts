import type { Location } from '../diagnostics/range.ts';
import { parentPointer } from '../load/pointer.ts';
import type { Provenance, ProvenanceSource, ResolvedEnvironment } from './resolved-environment.ts';

/** Who set the value at a pointer into the resolved `spec`; of what has no entry of its own, who set the nearest ancestor that has. */
export function provenanceOf(
  environment: Pick<ResolvedEnvironment, 'provenance'>,
  pointer: string,
): Provenance | undefined {
  let at = pointer;
  while (at !== '' && !environment.provenance.has(at)) at = parentPointer(at);
  return environment.provenance.get(at);
}

/**
 * The authored place of a value, or of its key: in a document, the blueprint's default, or a `--values-file`. What has no place (`--set`, a default
 * of imprint itself, nothing at all) is shown at the environment's name.
 */
export function locateSetting(
  environment: Pick<ResolvedEnvironment, 'provenance' | 'nameLocation'>,
  pointer: string,
  on: 'key' | 'value',
): Location {
  const source = provenanceOf(environment, pointer)?.source;
  return (source && sourceLocation(source, on)) ?? environment.nameLocation;
}

/** Where a setting stands; undefined for `--set` and defaults of imprint itself. */
export function sourceLocation(source: ProvenanceSource, on: 'key' | 'value'): Location | undefined {
  const { location, key } = source;
  return location !== undefined && on === 'key' && key !== undefined ? { ...location, range: key } : location;
}

/** What a message adds when a value has no place to point at: the argument that gave it. */
export function argumentNote(source: ProvenanceSource | undefined): string {
  return source?.kind === 'command line' && source.location === undefined ? ` (given by \`${source.argument}\`)` : '';
}
