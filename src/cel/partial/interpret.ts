import type { parse } from '@bufbuild/cel';
import { type Elements, elementsOf } from './elements.ts';
import { firstOpen, firstUnknown, kindWord } from './equality.ts';
import { applyFunction, select } from './operations.ts';
import type { PartialFunction } from './partial-cel.ts';
import {
  errorValue,
  failing,
  joinTrails,
  type ListValue,
  type PartialValue,
  scalar,
  trailOf,
} from './partial-value.ts';

/** A node of the parser's tree. */
export type Expr = ReturnType<typeof parse>['expr'] | undefined;
type ExprKind = NonNullable<Expr>['exprKind'];
type Comprehension = Extract<ExprKind, { case: 'comprehensionExpr' }>['value'];
type Constant = Extract<ExprKind, { case: 'constExpr' }>['value'];

/** Nodes one evaluation may visit: thousands of times what conditions need. */
const stepLimit = 200_000;

/** Names bound around an expression. */
export interface Scope {
  readonly values: ReadonlyMap<string, PartialValue>;
  readonly parent?: Scope;
}

/**
 * Evaluates a syntax tree over values that may be unknown in part. `&&`, `||`, `all` and `exists` decide as soon as what is known
 * decides, whatever stands beside it; everything else is unknown when something it needs is.
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#logical-operators
 */
export class Interpreter {
  private stepsLeft = stepLimit;
  private readonly functions: ReadonlyMap<string, PartialFunction>;

  constructor(functions: readonly PartialFunction[]) {
    this.functions = new Map(functions.map((item) => [item.name, item]));
  }

  /** The value of a tree; an error when it takes too many steps. */
  evaluate(expr: Expr, scope: Scope): PartialValue {
    this.stepsLeft -= 1;
    if (this.stepsLeft < 0) return errorValue('it takes too many steps');
    const kind = expr?.exprKind;
    switch (kind?.case) {
      case 'constExpr':
        return constant(kind.value);
      case 'identExpr':
        return lookup(kind.value.name.replace(/^\./, ''), scope);
      case 'selectExpr':
        return select(this.evaluate(kind.value.operand, scope), kind.value.field, kind.value.testOnly);
      case 'listExpr':
        return list(kind.value.elements.map((element) => this.evaluate(element, scope)));
      case 'structExpr':
        return this.struct(kind.value.entries, scope);
      case 'callExpr':
        return this.call(kind.value.function, kind.value.target, kind.value.args, scope);
      case 'comprehensionExpr':
        return this.fold(kind.value, scope);
      default:
        return errorValue('it cannot be read');
    }
  }

  private struct(entries: Extract<ExprKind, { case: 'structExpr' }>['value']['entries'], scope: Scope): PartialValue {
    const made = new Map<string, PartialValue>();
    for (const { keyKind, value } of entries) {
      if (keyKind.case !== 'mapKey') return errorValue('messages cannot be made');
      const key = this.evaluate(keyKind.value, scope);
      if (key.kind === 'unknown' || key.kind === 'error') return key;
      const item = this.evaluate(value, scope);
      if (item.kind === 'error' || mayFail(item)) return item;
      if (key.kind !== 'scalar' || typeof key.value !== 'string')
        return errorValue(`a ${kindWord(key)} stands where a key is expected`);
      if (made.has(key.value)) return errorValue('a map has a key twice', key);
      made.set(key.value, item);
    }
    return { kind: 'map', entries: made, ...joinTrails([...made.values()]) };
  }

  private call(name: string, target: Expr, args: readonly Expr[], scope: Scope): PartialValue {
    if (name === '_&&_') return this.junction(args, scope, false);
    if (name === '_||_') return this.junction(args, scope, true);
    if (name === '_?_:_') return this.choice(args, scope);
    const values = args.map((arg) => this.evaluate(arg, scope));
    if (name === '@not_strictly_false') return scalar(!isFalse(values[0]));
    const self = target === undefined ? undefined : this.evaluate(target, scope);
    this.stepsLeft -= costOf(self) + values.reduce((sum, value) => sum + costOf(value), 0);
    if (this.stepsLeft < 0) return errorValue('it takes too many steps');
    const own = this.functions.get(name)?.call(self, values);
    if (own !== undefined) return own;
    return applyFunction(name, self, values);
  }

  /** `&&` with `decider` false, `||` with true: one operand that is the decider decides. */
  private junction(args: readonly Expr[], scope: Scope, decider: boolean): PartialValue {
    const seen: PartialValue[] = [];
    for (const arg of args) {
      const value = this.evaluate(arg, scope);
      if (value.kind === 'scalar' && value.value === decider) return value;
      seen.push(isBool(value) ? value : errorValue(`a ${kindWord(value)} stands where a condition is expected`, value));
    }
    const open = firstOpen(seen);
    const failed = seen.find((value) => value.kind === 'error');
    if (open === undefined) return failed ?? scalar(!decider, joinTrails(seen));
    return failed === undefined ? open : failing(open);
  }

  private choice([condition, then, otherwise]: readonly Expr[], scope: Scope): PartialValue {
    const chosen = this.evaluate(condition, scope);
    if (chosen.kind === 'scalar' && typeof chosen.value === 'boolean')
      return this.evaluate(chosen.value ? then : otherwise, scope);
    if (chosen.kind === 'error') return chosen;
    if (chosen.kind !== 'unknown') return errorValue(`a ${kindWord(chosen)} stands where a condition is expected`);
    const [a, b] = [this.evaluate(then, scope), this.evaluate(otherwise, scope)];
    return isSame(a, b) && !mayFail(chosen) ? a : failing(chosen);
  }

  private fold(fold: Comprehension, scope: Scope): PartialValue {
    const range = this.evaluate(fold.iterRange, scope);
    const elements = elementsOf(range);
    if ('kind' in elements) return failing(elements);
    const values = new Map([[fold.accuVar, this.accumulate(fold, elements, scope)]]);
    const result = this.evaluate(fold.result, { values, parent: scope });
    const isUnordered = result.kind === 'list' && (range.kind === 'map' || isSet(range)) && result.items.length > 1;
    // An empty range decides too: the result then comes from the list that is empty.
    const trail = joinTrails([result, ...(result.paths.length === 0 ? [range] : [])]);
    return isUnordered ? { ...result, ...trail, isUnordered } : { ...result, ...trail };
  }

  /** What the elements come to; an element that may be there changes nothing, or what they come to is not known. */
  private accumulate(fold: Comprehension, { certain, possible }: Elements, scope: Scope): PartialValue {
    let accumulated = this.evaluate(fold.accuInit, scope);
    for (const [index, item] of [...certain, ...possible].entries()) {
      if (this.stepsLeft < 0) return errorValue('it takes too many steps');
      const inner: Scope = {
        values: new Map([
          [fold.accuVar, accumulated],
          [fold.iterVar, item],
        ]),
        parent: scope,
      };
      if (isFalse(this.evaluate(fold.loopCondition, inner))) break;
      const after = this.evaluate(fold.loopStep, inner);
      if (index < certain.length) accumulated = after;
      else if (!isSame(accumulated, after))
        accumulated = failing(firstUnknown(item) ?? { kind: 'unknown', ...trailOf(item) });
    }
    return accumulated;
  }
}

/** Steps a function may need for an operand: texts and lists that an expression makes longer and longer are not free. */
function costOf(value: PartialValue | undefined): number {
  if (value?.kind === 'list') return value.items.length >> 2;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value.length >> 3 : 0;
}

function mayFail(value: PartialValue): boolean {
  return value.kind === 'unknown' && value.mayFail === true;
}

/** Whether two values are certainly the same, whatever is known later. */
function isSame(a: PartialValue, b: PartialValue): boolean {
  if (a === b) return true;
  return a.kind === 'scalar' && b.kind === 'scalar' && a.value === b.value && a.spellings === b.spellings;
}

/** Whether a list comes from a set. */
function isSet(value: PartialValue): value is ListValue {
  return value.kind === 'list' && (value.isUnordered === true || value.isLoose === true);
}

function lookup(name: string, scope: Scope): PartialValue {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    const value = current.values.get(name);
    if (value !== undefined) return value;
  }
  if (name === 'True' || name === 'False') return scalar(name === 'True');
  // An enum value without quotes is taken as its name, as samples of the documentation write it.
  return /^[A-Z][A-Z0-9_]+$/.test(name) ? scalar(name) : errorValue(`\`${name}\` is not known`);
}

function list(items: readonly PartialValue[]): PartialValue {
  const failed = items.find((item) => item.kind === 'error') ?? items.find(mayFail);
  return failed ?? { kind: 'list', items, ...joinTrails(items) };
}

function constant({ constantKind }: Constant): PartialValue {
  switch (constantKind.case) {
    case 'stringValue':
    case 'boolValue':
    case 'doubleValue':
    case 'int64Value':
    case 'uint64Value':
      return scalar(constantKind.value);
    case 'nullValue':
      return scalar(null);
    default:
      return { kind: 'opaque', value: constantKind.value, paths: [] };
  }
}

function isBool(value: PartialValue): boolean {
  return (
    value.kind === 'unknown' || value.kind === 'error' || (value.kind === 'scalar' && typeof value.value === 'boolean')
  );
}

function isFalse(value: PartialValue | undefined): boolean {
  return value?.kind === 'scalar' && value.value === false;
}
