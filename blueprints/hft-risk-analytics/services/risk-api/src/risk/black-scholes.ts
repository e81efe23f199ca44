import { normalDensity, normalProbability } from './normal.ts';

/** A European option on one unit of its underlying. */
export interface EuropeanOption {
  readonly type: 'call' | 'put';
  /** Price of the underlying; above 0. */
  readonly spot: number;
  /** Above 0. */
  readonly strike: number;
  /** Time to expiry; 0 once it has expired. */
  readonly years: number;
  /** Annual, continuously compounded: 0.04 is 4 %. */
  readonly rate: number;
  /** Annual, continuously compounded. */
  readonly dividendYield: number;
  /** Annual; 0.25 is 25 %. */
  readonly volatility: number;
}

/** What an option is worth and how that changes. */
export interface OptionValue {
  readonly price: number;
  /** By 1 of the underlying's price. */
  readonly delta: number;
  /** Of delta, by 1 of the underlying's price. */
  readonly gamma: number;
  /** By one point (0.01) of volatility. */
  readonly vega: number;
  /** By one calendar day of 365. */
  readonly theta: number;
  /** By one point (0.01) of the rate. */
  readonly rho: number;
}

/**
 * Value and sensitivities by Black, Scholes and Merton; what is left at expiry, or without volatility, is the discounted intrinsic value.
 *
 * @see Hull, Options, Futures and Other Derivatives, the chapters on Black-Scholes-Merton and on the Greek letters
 */
export function valueOption(option: EuropeanOption): OptionValue {
  const { spot, strike, years, rate, dividendYield, volatility } = option;
  const sign = option.type === 'call' ? 1 : -1;
  const growth = Math.exp(-dividendYield * years);
  const discount = Math.exp(-rate * years);
  if (years <= 0 || volatility <= 0) return intrinsicValue(option, sign, growth, discount);
  const width = volatility * Math.sqrt(years);
  const d1 = (Math.log(spot / strike) + (rate - dividendYield) * years) / width + width / 2;
  const d2 = d1 - width;
  const inMoney = normalProbability(sign * d1);
  const exercised = normalProbability(sign * d2);
  const decay = (spot * growth * normalDensity(d1) * volatility) / (2 * Math.sqrt(years));
  const carry = sign * (dividendYield * spot * growth * inMoney - rate * strike * discount * exercised);
  return {
    price: sign * (spot * growth * inMoney - strike * discount * exercised),
    delta: sign * growth * inMoney,
    gamma: (growth * normalDensity(d1)) / (spot * width),
    vega: (spot * growth * normalDensity(d1) * Math.sqrt(years)) / 100,
    theta: (carry - decay) / 365,
    rho: (sign * strike * years * discount * exercised) / 100,
  };
}

function intrinsicValue(option: EuropeanOption, sign: number, growth: number, discount: number): OptionValue {
  const { spot, strike, years, rate, dividendYield } = option;
  const payoff = sign * (spot * growth - strike * discount);
  const isHeld = payoff > 0;
  return {
    price: Math.max(payoff, 0),
    delta: isHeld ? sign * growth : 0,
    gamma: 0,
    vega: 0,
    theta: isHeld ? (sign * (dividendYield * spot * growth - rate * strike * discount)) / 365 : 0,
    rho: isHeld ? (sign * strike * years * discount) / 100 : 0,
  };
}
