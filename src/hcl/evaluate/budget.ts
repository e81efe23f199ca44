/** Steps (evaluated nodes, produced members, 16-character pieces of text) that one evaluation may take. */
export const maxSteps = 2_000_000;

/** Characters a text made by an expression may have. */
export const maxTextLength = 16_777_216;

/** Values that one value may be made of, those reached on several ways counted as often. */
export const maxWeight = 2_000_000;

/** What is left of the steps; shared by all expressions of an evaluation. */
export interface Budget {
  remaining: number;
  /** Set once it has been reported that none are left. */
  exhausted?: true;
}

/** A full budget. */
export function newBudget(steps: number = maxSteps): Budget {
  return { remaining: steps };
}

/** Thrown when an expression asks for more than the limits; `evaluateExpression` makes it a diagnostic. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
}

/**
 * Takes steps off the budget.
 *
 * @throws {LimitReached} when too few are left
 */
export function spend(budget: Budget, steps: number): void {
  budget.remaining -= steps;
  if (budget.remaining < 0) {
    throw new LimitReached(`evaluating the module takes more than ${maxSteps.toLocaleString('en-US')} steps`);
  }
}

/**
 * Takes the cost of writing so many characters off the budget.
 *
 * @param length - Of the whole text by then.
 * @throws {LimitReached} when the text is longer than allowed
 */
export function spendText(budget: Budget, written: number, length: number = written): void {
  if (length > maxTextLength) {
    throw new LimitReached(`the text made here is longer than ${maxTextLength.toLocaleString('en-US')} characters`);
  }
  spend(budget, written >> 4);
}

/**
 * Refuses a value with too many members.
 *
 * @throws {LimitReached} when the weight is more than allowed
 */
export function checkWeight(weight: number): void {
  if (weight > maxWeight) {
    throw new LimitReached(`the value made here has more than ${maxWeight.toLocaleString('en-US')} members`);
  }
}
