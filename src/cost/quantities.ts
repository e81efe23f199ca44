import { type Exact, fraction, multiply, parseExact } from './exact.ts';
import { hoursInMonth } from './money.ts';
import { andThen, type Found, known, open, type Quantity, type Subject } from './pricer.ts';
import { countAt, readOne } from './read-attribute.ts';
import { findUsage, usageNumber } from './usage.ts';
import { type UsageKey, usageAssumptions } from './usage-keys.ts';

/** A number that does not depend on anything. */
export function constant(value: number, words: string): Quantity {
  return { words, keys: [], of: () => known(fraction(value)) };
}

/** One. */
export const one: Quantity = constant(1, 'one');

/** The hours of a month. */
export const hours: Quantity = { words: '730 hours', keys: [], of: () => known(fraction(hoursInMonth)) };

/** What `spec.usage` says; open where it says nothing and there is no default. */
export function usage(key: UsageKey): Quantity {
  return { words: `usage ${key}`, keys: [key], of: (subject) => usageOf(subject, key) };
}

/** The number of an assumption about a subject. */
export function usageOf(subject: Subject, key: UsageKey): Found<Exact> {
  const use = findUsage(subject.usage, key, subject.resource?.address);
  const value = use && usageNumber(use);
  if (use !== undefined && value !== undefined) return known(value, [use]);
  return open(`depends on use: ${usageAssumptions[key].description}`, key);
}

/** The product of all; the first that is not known is what is missing. */
export function times(...factors: readonly Quantity[]): Quantity {
  return {
    words: factors.map(({ words }) => words).join(' × '),
    keys: factors.flatMap(({ keys }) => keys),
    of: (subject) =>
      factors.reduce<Found<Exact>>(
        (product, factor) => andThen(product, (so) => andThen(factor.of(subject), (next) => known(multiply(so, next)))),
        known(fraction(1)),
      ),
  };
}

/** Hours of a month of something that is there for some hours of each week, as an assumption says. */
export function scheduledHours(key: 'tpu.hoursPerWeek' | 'compute.hoursPerWeek'): Quantity {
  return times(usage(key), { words: '730/168', keys: [], of: () => known(fraction(hoursInMonth, 168n)) });
}

/** The number an attribute holds. */
export function attribute(path: string, fallback?: number): Quantity {
  return { words: path, keys: [], of: (subject) => numberAt(subject, path, fallback) };
}

/** The number at a path of the one resource a subject is. */
export function numberAt({ resource }: Subject, path: string, fallback?: number): Found<Exact> {
  if (resource === undefined) return open(`depends on ${path}`);
  const reading = readOne(resource, path);
  if (reading.state === 'unknown') return open(reading.because);
  if (reading.state === 'absent') {
    return fallback === undefined ? open(`depends on ${path}, which is not written`) : known(fraction(fallback));
  }
  const value = parseExact(reading.text);
  return value === undefined || value.top < 0n ? open(`depends on ${path}, which is no number`) : known(value);
}

/** How many blocks or list elements there are; at least some. */
export function count(path: string, atLeast = 0): Quantity {
  return {
    words: `number of ${path}`,
    keys: [],
    of: ({ resource }) => {
      const found = resource && countAt(resource, path);
      if (found === undefined) return open(`depends on the number of ${path}, which is known after apply`);
      return known(fraction(Math.max(found, atLeast)));
    },
  };
}
