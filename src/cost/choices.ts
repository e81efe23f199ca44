import type { ResourceInstance } from '../terraform/evaluation.ts';
import {
  andThen,
  type Condition,
  type Found,
  known,
  open,
  type PriceChoice,
  type RegionOf,
  type Subject,
  unpriced,
} from './pricer.ts';
import { readAll, readOne } from './read-attribute.ts';
import { findUsage } from './usage.ts';
import type { UsageKey } from './usage-keys.ts';

/** Always the same price. */
export function price(id: string): PriceChoice {
  return { ids: [id], keys: [], of: () => known(id) };
}

/** No price, for a reason. */
export function noPrice(reason: string): PriceChoice {
  return { ids: [], keys: [], of: () => unpriced(reason) };
}

/**
 * The price that the text of an attribute means, by a table.
 *
 * @param fallback the text that holds when none is written; absent: no price is known of that
 */
export function priceByAttribute(
  path: string,
  table: Readonly<Record<string, string>>,
  fallback?: string,
): PriceChoice {
  return {
    ids: Object.values(table),
    keys: [],
    of: ({ resource }) =>
      andThen(textOf(resource, path, fallback ?? ''), (text) => {
        const id = Object.hasOwn(table, text) ? table[text] : undefined;
        if (id !== undefined) return known(id);
        return unpriced(text === '' ? `${path} is not written` : `no price is known of ${path} "${text}"`);
      }),
  };
}

/** Another price under a commitment that an assumption names; `rename` gives its id, or the same one where commitments change nothing. */
export function withCommitment(
  choice: PriceChoice,
  key: UsageKey,
  rename: (id: string, years: string) => string,
): PriceChoice {
  return {
    ids: [...new Set(choice.ids.flatMap((id) => [id, rename(id, '1y'), rename(id, '3y')]))],
    keys: [...choice.keys, key],
    of: (subject) =>
      andThen(choice.of(subject), (id) => {
        const use = findUsage(subject.usage, key, subject.resource?.address);
        if (use === undefined || use.value === 'none' || rename(id, use.value) === id) return known(id);
        return known(rename(id, use.value), [use]);
      }),
  };
}

/** The text of an attribute, or what holds when none is written. */
export function textOf(resource: ResourceInstance | undefined, path: string, fallback: string): Found<string> {
  const reading = resource === undefined ? undefined : readOne(resource, path);
  if (reading?.state === 'unknown') return open(reading.because);
  return known(reading?.state === 'known' ? reading.text : fallback);
}

/** Whether an attribute has one of some texts. */
export function isOneOf(path: string, texts: readonly string[], fallback: string): Condition {
  return ({ resource }) => andThen(textOf(resource, path, fallback), (text) => known(texts.includes(text)));
}

/** Whether anything is written at a path. */
export function isWritten(path: string): Condition {
  return ({ resource }) => {
    const readings = resource === undefined ? [] : readAll(resource, path);
    return known(readings.some(({ state }) => state !== 'absent'));
  };
}

/** The opposite. */
export function not(condition: Condition): Condition {
  return (subject) => andThen(condition(subject), (answer) => known(!answer));
}

/** Both. */
export function both(first: Condition, second: Condition): Condition {
  return (subject) => andThen(first(subject), (answer) => (answer ? second(subject) : known(false)));
}

/**
 * Where the resources say they are: the attribute at a path, a zone being taken for its region, else what their provider's configuration
 * says. Open where they differ, or it is not known.
 */
export function regionAt(path: string): RegionOf {
  return ({ resources, providers }) => {
    const regions = new Set<string>();
    for (const resource of resources) {
      const reading = readOne(resource, path);
      if (reading.state === 'unknown') return open(reading.because);
      const region = reading.state === 'known' ? reading.text : regionOfProvider(resource, providers);
      if (region === undefined) return open(`depends on ${path}, which is not written`);
      regions.add(regionOf(region));
    }
    const [only, ...others] = regions;
    return others.length === 0 ? known(only) : open(`depends on the location: ${[...regions].sort().join(' or ')}`);
  };
}

/** In a child module the name of a provider may mean another configuration, so there it says nothing. */
function regionOfProvider({ module, provider }: ResourceInstance, providers: Subject['providers']): string | undefined {
  const values = module === '' ? providers.get(provider)?.values.entries : undefined;
  const [found] = ['zone', 'region'].flatMap((name) => {
    const value = values?.get(name);
    return value?.kind === 'string' && value.sensitive !== true ? value.value : [];
  });
  return found;
}

/** The region of a zone, of a path that ends in one, or the location itself; in lower case. */
export function regionOf(location: string): string {
  const name = location.slice(location.lastIndexOf('/') + 1).toLowerCase();
  return /^([a-z]+-[a-z]+\d+)-[a-z0-9]+$/.exec(name)?.[1] ?? name;
}

/** Whether a location is a zone. */
export function isZone(location: string): boolean {
  return /^[a-z]+-[a-z]+\d+-[a-z0-9]+$/.test(location);
}
