import { type Exact, fixedText, fraction, inParts, multiply } from './exact.ts';

/** An amount of US dollars in whole nano-dollars (10^-9). Components are rounded to these, once; sums of them are exact. */
export type Nanos = bigint;

const nanosInDollar = 1_000_000_000n;

/** Hours of a month, as Google's price lists count it. */
export const hoursInMonth = 730n;

/** What something costs, for each period, rounded one by one. */
export interface Costs {
  /** Mean over the month: also of what is not there all the time. */
  readonly hourly: Nanos;
  /** 24 such hours. */
  readonly daily: Nanos;
  /** 730 hours. */
  readonly monthly: Nanos;
}

/** The costs of an exact amount of dollars a month: each period rounded to the nano-dollar, halves up. */
export function costsOf(dollarsAMonth: Exact): Costs {
  const nanos = (share: Exact): Nanos => inParts(multiply(dollarsAMonth, share), nanosInDollar);
  return {
    hourly: nanos(fraction(1n, hoursInMonth)),
    daily: nanos(fraction(24n, hoursInMonth)),
    monthly: nanos(fraction(1n)),
  };
}

/** The sum, exactly, whatever the order. */
export function sumCosts(all: Iterable<Costs>): Costs {
  let [hourly, daily, monthly] = [0n, 0n, 0n];
  for (const one of all) {
    hourly += one.hourly;
    daily += one.daily;
    monthly += one.monthly;
  }
  return { hourly, daily, monthly };
}

/** All nine decimals, for programs: `48.000000000`. */
export function exactMoney(nanos: Nanos): string {
  return fixedText(nanos, 9);
}

/** For people: rounded to cents, thousands apart (`16,588.80`); what is less than half a cent keeps its first two digits. */
export function shownMoney(nanos: Nanos): string {
  const cents = inParts(fraction(nanos, nanosInDollar), 100n);
  if (cents === 0n && nanos !== 0n) return fixedText(nanos, 9).replace(/^(-?0\.0*[1-9]\d?)\d*$/, '$1');
  return fixedText(cents, 2).replaceAll(/\B(?=(?:\d{3})+\.)/g, ',');
}

/** Dollars as nano-dollars, rounded. */
export function nanosOf(dollars: Exact): Nanos {
  return inParts(dollars, nanosInDollar);
}
