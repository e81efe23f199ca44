/**
 * Density of the standard normal distribution at `x`.
 */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/**
 * Probability that a standard normal variable is at most `x`; absolute error below 1e-14.
 *
 * Between -6 and 6 the Taylor series of the integral, beyond them the continued fraction of the tail.
 *
 * @see Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11 and 26.2.14
 */
export function normalProbability(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x > 6) return 1 - upperTail(x);
  if (x < -6) return upperTail(-x);
  let term = x;
  let sum = x;
  for (let index = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && index < 200; index += 1) {
    term *= (x * x) / (2 * index + 1);
    sum += term;
  }
  return 0.5 + sum * normalDensity(x);
}

function upperTail(x: number): number {
  if (x > 38) return 0;
  let fraction = x;
  for (let index = 60; index > 0; index -= 1) fraction = x + index / fraction;
  return normalDensity(x) / fraction;
}

/**
 * The `x` a standard normal variable stays below with `probability`, which lies between 0 and 1, both excluded.
 *
 * Newton's method with Halley's correction on `normalProbability`; its starting point is within 4.5e-4.
 *
 * @throws RangeError for a probability outside of (0, 1)
 * @see Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.23 (starting point)
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1))
    throw new RangeError(`a probability is between 0 and 1, not ${probability}`);
  if (probability === 0.5) return 0;
  const isUpper = probability > 0.5;
  const tail = isUpper ? 1 - probability : probability;
  const t = Math.sqrt(-2 * Math.log(tail));
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  const denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  let x = -(t - numerator / denominator);
  for (let step = 0; step < 4; step += 1) {
    const error = (normalProbability(x) - tail) / normalDensity(x);
    x -= error / (1 + (x * error) / 2);
  }
  return isUpper ? -x : x;
}
