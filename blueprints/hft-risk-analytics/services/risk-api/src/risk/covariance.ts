/** What is known of how returns move together. */
export interface CorrelationModel {
  /** Symbols, in the order exposures are given in. */
  readonly symbols: readonly string[];
  /** Correlation of every pair that is not in `pairs`; from 0 to 1. */
  readonly defaultCorrelation: number;
  /** Correlations of single pairs: positions in `symbols`, first below second, no pair twice. */
  readonly pairs: readonly CorrelatedPair[];
}

/** Correlation of two symbols, by their positions in `symbols`. */
export interface CorrelatedPair {
  readonly first: number;
  readonly second: number;
  readonly correlation: number;
}

/**
 * The product of the correlation matrix and a vector, in the order of `symbols`.
 *
 * The matrix is never built: one correlation for all pairs and exceptions to it need as many steps as there are symbols and exceptions.
 */
export function multiplyCorrelation(model: CorrelationModel, vector: readonly number[]): number[] {
  const base = model.defaultCorrelation;
  const sum = vector.reduce((total, value) => total + value, 0);
  const product = vector.map((value) => (1 - base) * value + base * sum);
  for (const { first, second, correlation } of model.pairs) {
    product[first] = (product[first] ?? 0) + (correlation - base) * (vector[second] ?? 0);
    product[second] = (product[second] ?? 0) + (correlation - base) * (vector[first] ?? 0);
  }
  return product;
}

/**
 * Whether the matrix is one that returns can have: positive semidefinite, so that no portfolio has a negative variance.
 *
 * Only symbols with a pair of their own need a row. The `k` others are alike, so the matrix is semidefinite just when it
 * is on those rows and one more for their normalised sum: `base * sqrt(k)` beside the others, `1 + (k - 1) * base` by itself.
 */
export function isSemidefinite(model: CorrelationModel): boolean {
  const named = [...new Set(model.pairs.flatMap((pair) => [pair.first, pair.second]))].sort((a, b) => a - b);
  const position = new Map(named.map((symbol, index) => [symbol, index]));
  const others = model.symbols.length - named.length;
  const base = model.defaultCorrelation;
  const matrix = named.map((_, row) => named.map((_unused, column) => (row === column ? 1 : base)));
  for (const { first, second, correlation } of model.pairs) {
    const row = position.get(first) ?? 0;
    const column = position.get(second) ?? 0;
    setSymmetric(matrix, row, column, correlation);
  }
  if (others > 0) {
    for (const row of matrix) row.push(base * Math.sqrt(others));
    matrix.push([...named.map(() => base * Math.sqrt(others)), 1 + (others - 1) * base]);
  }
  return hasPivots(matrix);
}

function setSymmetric(matrix: number[][], row: number, column: number, value: number): void {
  for (const [i, j] of [
    [row, column],
    [column, row],
  ] as const) {
    const line = matrix[i];
    if (line !== undefined) line[j] = value;
  }
}

const tolerance = 1e-10;

/** Elimination on the largest remaining pivot: once it is nothing, all that remains has to be nothing. */
function hasPivots(matrix: readonly number[][]): boolean {
  const left = new Set(matrix.keys());
  while (left.size > 0) {
    const pivot = findLargest(matrix, left);
    if (at(matrix, pivot, pivot) <= tolerance) return isNothing(matrix, [...left]);
    left.delete(pivot);
    for (const row of left) eliminate(matrix, pivot, row, left);
  }
  return true;
}

function at(matrix: readonly number[][], row: number, column: number): number {
  return matrix[row]?.[column] ?? 0;
}

function findLargest(matrix: readonly number[][], rows: ReadonlySet<number>): number {
  let largest = -1;
  for (const row of rows) if (largest < 0 || at(matrix, row, row) > at(matrix, largest, largest)) largest = row;
  return largest;
}

function isNothing(matrix: readonly number[][], rows: readonly number[]): boolean {
  return rows.every(
    (row) =>
      at(matrix, row, row) >= -tolerance &&
      rows.every((column) => Math.abs(at(matrix, row, column)) <= Math.sqrt(tolerance)),
  );
}

function eliminate(matrix: readonly number[][], pivot: number, row: number, columns: ReadonlySet<number>): void {
  const line = matrix[row] ?? [];
  const factor = at(matrix, row, pivot) / at(matrix, pivot, pivot);
  for (const column of columns) line[column] = (line[column] ?? 0) - factor * at(matrix, pivot, column);
}
