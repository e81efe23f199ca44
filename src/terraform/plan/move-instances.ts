import { compareText } from '../../diagnostics/order.ts';
import type { AddressChanges, Move } from './address-changes.ts';
import { type AddressStep, parseAddress, printAddress } from './instance-address.ts';
import type { PriorState, StateInstance } from './read-state.ts';

/** A state in which everything is where the configuration has it. */
export interface MovedState {
  readonly state: PriorState;
  /** Former address by the present one. */
  readonly moved: ReadonlyMap<string, string>;
  /** Addresses that are taken out of the state without being destroyed. */
  readonly forgotten: ReadonlySet<string>;
}

/**
 * Moves the instances of a state as `moved` blocks and changes of `count` say: in order, each instance along a chain of moves. One that
 * would come where another is already stays.
 *
 * @see https://developer.hashicorp.com/terraform/language/modules/develop/refactoring
 */
export function moveInstances(state: PriorState, changes: AddressChanges): MovedState {
  const instances = new Map<string, StateInstance>();
  const moved = new Map<string, string>();
  const forgotten = new Set<string>();
  for (const instance of state.instances.values()) {
    const before = parseAddress(instance.address);
    const after = before && followMoves(before, changes.moves, state);
    const address = after === undefined ? instance.address : printAddress(after);
    if (after !== undefined && address !== instance.address) moved.set(address, instance.address);
    instances.set(address, after === undefined ? instance : relocated(instance, after, address));
    if (after !== undefined && isForgotten(after, changes)) forgotten.add(address);
  }
  const sorted = new Map([...instances].sort(([a], [b]) => compareText(a, b)));
  return { state: { ...state, instances: sorted }, moved, forgotten };
}

function followMoves(
  address: readonly AddressStep[],
  moves: readonly Move[],
  state: PriorState,
): readonly AddressStep[] {
  let current = address;
  const seen = new Set([printAddress(current)]);
  for (let progress = true; progress; ) {
    progress = false;
    for (const move of moves) {
      const next = applyMove(current, move);
      if (next === undefined) continue;
      const text = printAddress(next);
      if (seen.has(text) || state.instances.has(text)) continue;
      seen.add(text);
      current = next;
      progress = true;
    }
  }
  return current;
}

/** Where a move takes an address; undefined when it is not about it. */
function applyMove(address: readonly AddressStep[], { module, from, to }: Move): readonly AddressStep[] | undefined {
  const own = address.slice(0, module.length);
  if (!startsWith(own, module, 'any-key')) return undefined;
  const rest = address.slice(module.length);
  const [fromLast, toLast] = [from.at(-1), to.at(-1)];
  if (fromLast === undefined || toLast === undefined) return undefined;
  // Without keys the whole resource or module moves, with all its instances.
  const isWhole = fromLast.key === undefined && toLast.key === undefined;
  if (!startsWith(rest, from, isWhole ? 'any-last-key' : 'same-key')) return undefined;
  const key = rest[from.length - 1]?.key;
  const end = isWhole && key !== undefined ? { ...toLast, key } : toLast;
  return [...own, ...to.slice(0, -1), end, ...rest.slice(from.length)];
}

function startsWith(
  address: readonly AddressStep[],
  start: readonly AddressStep[],
  keys: 'any-key' | 'any-last-key' | 'same-key',
): boolean {
  if (address.length < start.length) return false;
  return start.every(({ name, key }, index) => {
    const step = address[index];
    if (step?.name !== name) return false;
    const isFree = keys === 'any-key' || (keys === 'any-last-key' && index === start.length - 1);
    return step.key === key || (isFree && key === undefined);
  });
}

function isForgotten(address: readonly AddressStep[], { removals }: AddressChanges): boolean {
  return removals.some(
    ({ module, from, destroys }) => !destroys && startsWith(address, [...module, ...from], 'any-key'),
  );
}

function relocated(instance: StateInstance, steps: readonly AddressStep[], address: string): StateInstance {
  const last = steps.at(-1);
  if (last === undefined || address === instance.address) return instance;
  const { key: _key, ...rest } = instance;
  const parts = last.name.split('.');
  return {
    ...rest,
    address,
    module: printAddress(steps.slice(0, -1)),
    type: parts.at(-2) ?? instance.type,
    name: parts.at(-1) ?? instance.name,
    ...(last.key !== undefined && { key: last.key }),
  };
}
