import type { KnownValue, Value } from '../../hcl/value.ts';
import { isMapping, isSequence } from '../../hcl/values/values.ts';
import type { ResourceInstance } from '../../terraform/evaluation.ts';

/** Names of attributes and blocks from the resource, with dots between them; a list where a name holds a dot itself. */
export type AttributePath = string | readonly string[];

/** A path in a value: names and indexes. */
export type ValuePath = readonly (string | number)[];

/** What a resource says at one place of a path. */
export type Reading =
  | { readonly state: 'known'; readonly value: KnownValue; readonly path: ValuePath }
  /** Known after apply, or not at all; `value` is absent where nothing is known of the type. */
  | { readonly state: 'unknown'; readonly value?: Value; readonly path: ValuePath }
  /** Neither written nor planned: the API's own default holds. */
  | { readonly state: 'unset'; readonly path: ValuePath };

/**
 * What a resource says at a path, through every block and list element on the way; where there is none of them, one `unset`.
 * What is written wins; then what the provider plans. What is not written and only known after apply is `unset`: the API decides it.
 */
export function readingsAt(resource: ResourceInstance, path: AttributePath): readonly Reading[] {
  const steps = typeof path === 'string' ? path.split('.') : path;
  const found = walk(resource.configuration, resource.values, steps, []);
  // Without facts it is not known which attributes the type has, nor what they default to.
  return resource.facts === undefined ? found.map(asUnknown) : found;
}

function asUnknown(reading: Reading): Reading {
  return reading.state === 'unset' ? { state: 'unknown', path: reading.path } : reading;
}

function walk(
  written: Value | undefined,
  planned: Value | undefined,
  steps: readonly string[],
  path: ValuePath,
): readonly Reading[] {
  if (written?.kind === 'unknown') {
    if (isPlanned(planned)) return walk(planned, planned, steps, path);
    return [{ state: 'unknown', value: written, path }];
  }
  if (!isWritten(written)) {
    return isPlanned(planned) ? walk(planned, planned, steps, path) : [{ state: 'unset', path }];
  }
  if (isSequence(written)) {
    const partner = partnerOf(written, planned);
    return written.items.flatMap((item, index) =>
      walkMember(marked(item, written), partner?.[index], steps, [...path, index]),
    );
  }
  const [name, ...rest] = steps;
  if (name === undefined) return [{ state: 'known', value: written, path }];
  if (!isMapping(written)) return [{ state: 'unknown', path }];
  const other = planned !== undefined && isMapping(planned) ? planned.entries.get(name) : undefined;
  const member = written.entries.get(name);
  return walk(member && marked(member, written), other, rest, [...path, name]);
}

/** A member of something sensitive is so too. */
function marked(member: Value, { sensitive }: Value): Value {
  return sensitive === true && member.sensitive !== true ? { ...member, sensitive } : member;
}

/** An element that is null stands for nothing written there, not for a missing list. */
function walkMember(
  item: Value,
  planned: Value | undefined,
  steps: readonly string[],
  path: ValuePath,
): readonly Reading[] {
  return item.kind === 'null' ? [{ state: 'unset', path }] : walk(item, planned, steps, path);
}

/** Whether something stands there. Blocks that are not written are empty lists. */
function isWritten(value: Value | undefined): value is KnownValue {
  if (value === undefined || value.kind === 'unknown' || value.kind === 'null') return false;
  return !isSequence(value) || value.items.length > 0;
}

/** Whether something is planned there. In blocks of sets, a text that is not written is planned as an empty one. */
function isPlanned(value: Value | undefined): value is KnownValue {
  return isWritten(value) && !(value.kind === 'string' && value.value === '');
}

/** The planned elements in the order of the written ones. Those of sets may stand in another order, so only a single one is sure. */
function partnerOf(written: KnownValue, planned: Value | undefined): readonly Value[] | undefined {
  if (planned === undefined || !isSequence(planned) || !isSequence(written)) return undefined;
  if (planned.items.length !== written.items.length) return undefined;
  return planned.kind === 'set' && planned.items.length > 1 ? undefined : planned.items;
}
