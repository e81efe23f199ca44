import type { BinaryExpression, Expression, UnaryExpression } from '../ast.ts';
import type { BigFloat, Type, Value } from '../value.ts';
import {
  type ArithmeticResult,
  add,
  divide,
  isNumber,
  modulo,
  multiply,
  negate,
  subtract,
} from '../values/arithmetic.ts';
import { ConversionFault, convert, describeConversionFault } from '../values/convert.ts';
import { areEqual } from '../values/equality.ts';
import { joinMarks, marksOf, marksWithin, withMarks, withoutMarks, withoutMarksWithin } from '../values/marks.ts';
import { compareNumbers } from '../values/number.ts';
import { isLess, type NumberRange, numberRangeOf } from '../values/number-range.ts';
import { madeFrom } from '../values/origin.ts';
import { boolType, describeType, numberType } from '../values/types.ts';
import { boolValue, numberValue, unknownValue } from '../values/values.ts';
import { compareVersions } from '../version.ts';
import { type Evaluate, hasErrors, report, type Scope, scopeWithFaults } from './scope.ts';

/** `-a`, `!a`. */
export function evaluateUnary(node: UnaryExpression, scope: Scope, evaluate: Evaluate): Value {
  const type = node.operator === '-' ? numberType : boolType;
  const given = evaluate(node.operand, scope);
  const operand = operandAs(type, given, node.operand, scope);
  return madeFrom(withMarks(applyUnary(operand, type), marksOf(given)), { file: scope.file, range: node.range }, [
    given,
  ]);
}

function applyUnary(operand: Value | undefined, type: Type): Value {
  if (operand === undefined) return unknownValue(type);
  if (operand.kind === 'number') return numberValue(negate(operand.value));
  return operand.kind === 'bool' ? boolValue(!operand.value) : unknownValue(type, { notNull: true });
}

/** `a op b`. */
export function evaluateBinary(node: BinaryExpression, scope: Scope, evaluate: Evaluate): Value {
  if (isLogical(node.operator) && compareVersions(scope.functions.terraformVersion, shortCircuitSince) >= 0)
    return evaluateShortCircuit(node, scope, evaluate);
  const left = evaluate(node.left, scope);
  const right = evaluate(node.right, scope);
  const marks = joinMarks(marksWithin(left), marksWithin(right));
  const result = withMarks(applyBinary(node, left, right, scope), marks);
  return madeFrom(result, { file: scope.file, range: node.range }, [left, right]);
}

/** Terraform version from which on one operand can decide `&&` and `||`. */
const shortCircuitSince = '1.12';

/**
 * `a && b`, `a || b` where one operand decides: faults of the other do not count then, nor those of a known one that leaves it to the other.
 * @see https://github.com/hashicorp/hcl/blob/v2.24.0/hclsyntax/expression_ops.go
 */
function evaluateShortCircuit(node: BinaryExpression, scope: Scope, evaluate: Evaluate): Value {
  const faultsLeft: Scope['faults'] = [];
  const faultsRight: Scope['faults'] = [];
  const left = evaluate(node.left, scopeWithFaults(scope, faultsLeft));
  const right = evaluate(node.right, scopeWithFaults(scope, faultsRight));
  const a = operandAs(boolType, left, node.left, scope);
  const b = operandAs(boolType, right, node.right, scope);
  const taken = a === undefined || b === undefined ? 'both' : decidingSide(node.operator, a, b, hasErrors(faultsLeft));
  if (taken !== 'right') scope.faults.push(...faultsLeft);
  if (taken !== 'left') scope.faults.push(...faultsRight);
  const isFaulty =
    a === undefined || b === undefined || (taken === 'both' && hasErrors([...faultsLeft, ...faultsRight]));
  const result = isFaulty ? unknownValue(boolType) : logicalResult(node.operator, a, b);
  const marks = joinMarks(marksWithin(left), marksWithin(right));
  return madeFrom(withMarks(result, marks), { file: scope.file, range: node.range }, [left, right]);
}

function decidingSide(operator: Operator, a: Value, b: Value, isLeftFaulty: boolean): 'left' | 'right' | 'both' {
  const decisive = operator === '||';
  if (a.kind !== 'bool' && b.kind !== 'bool') return isLeftFaulty ? 'both' : 'left';
  if (a.kind === 'bool' && a.value === decisive) return 'left';
  if (b.kind === 'bool' && b.value === decisive) return 'right';
  return a.kind !== 'bool' ? 'left' : b.kind !== 'bool' ? 'right' : 'both';
}

function logicalResult(operator: Operator, a: Value, b: Value): Value {
  const decisive = operator === '||';
  const isDecided = [a, b].some((side) => side.kind === 'bool' && side.value === decisive);
  if (isDecided) return boolValue(decisive);
  return a.kind === 'bool' && b.kind === 'bool' ? boolValue(!decisive) : unknownBool;
}

function applyBinary(node: BinaryExpression, left: Value, right: Value, scope: Scope): Value {
  const { operator } = node;
  if (operator === '==' || operator === '!=') {
    const equal = areEqual(withoutMarksWithin(left), withoutMarksWithin(right));
    return equal === undefined ? unknownBool : boolValue(equal === (operator === '=='));
  }
  const a = operandAs(isLogical(operator) ? boolType : numberType, left, node.left, scope);
  const b = operandAs(isLogical(operator) ? boolType : numberType, right, node.right, scope);
  const type = isArithmetic(operator) ? numberType : boolType;
  if (a === undefined || b === undefined) return unknownValue(type);
  if (a.kind === 'bool' && b.kind === 'bool') return boolValue(decides(operator, a.value, b.value));
  if (a.kind === 'number' && b.kind === 'number') return ofNumbers(node, a.value, b.value, scope);
  const compared = comparesRanges(operator, numberRangeOf(a), numberRangeOf(b));
  return compared === undefined ? unknownValue(type, { notNull: true }) : boolValue(compared);
}

/** What a comparison gives whatever the numbers are; undefined when that depends on them. */
function comparesRanges(operator: Operator, a: NumberRange, b: NumberRange): boolean | undefined {
  if (operator === '<') return isLess(a, b);
  if (operator === '>') return isLess(b, a);
  const opposite = operator === '<=' ? isLess(b, a) : operator === '>=' ? isLess(a, b) : undefined;
  return opposite === undefined ? undefined : !opposite;
}

function decides(operator: Operator, a: boolean, b: boolean): boolean {
  return operator === '&&' ? a && b : a || b;
}

function ofNumbers(node: BinaryExpression, a: BigFloat, b: BigFloat, scope: Scope): Value {
  const { operator } = node;
  if (isArithmetic(operator)) return arithmeticResult(calculate(operator, a, b), node, scope);
  return boolValue(compares(operator, compareNumbers(a, b)));
}

function arithmeticResult(result: ArithmeticResult, node: BinaryExpression, scope: Scope): Value {
  if (isNumber(result)) return numberValue(result);
  report(scope, { code: 'invalid-operation', message: result.undefined, range: node.range });
  return unknownValue(numberType);
}

const unknownBool = unknownValue(boolType, { notNull: true });

type Operator = BinaryExpression['operator'];
type Arithmetic = '+' | '-' | '*' | '/' | '%';

function isLogical(operator: Operator): boolean {
  return operator === '&&' || operator === '||';
}

function isArithmetic(operator: Operator): operator is Arithmetic {
  return operator === '+' || operator === '-' || operator === '*' || operator === '/' || operator === '%';
}

function calculate(operator: Arithmetic, a: BigFloat, b: BigFloat): ArithmeticResult {
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return subtract(a, b);
    case '*':
      return multiply(a, b);
    case '/':
      return divide(a, b);
    case '%':
      return modulo(a, b);
  }
}

function compares(operator: Operator, order: number): boolean {
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

function operandAs(type: Type, given: Value, node: Expression, scope: Scope): Value | undefined {
  if (given.kind === 'null') {
    report(scope, {
      code: 'type-mismatch',
      message: `this operand is null, ${describeType(type)} expected`,
      range: node.range,
    });
    return undefined;
  }
  return convertedOrReported(given, type, node, scope, 'unsuitable operand');
}

/** A value as a type, or undefined where it does not suit, which is reported. */
export function convertedOrReported(
  given: Value,
  type: Type,
  node: Expression,
  scope: Scope,
  what: string,
): Value | undefined {
  try {
    return convert(withoutMarks(given), type);
  } catch (fault) {
    if (!(fault instanceof ConversionFault)) throw fault;
    const message = `${what}: ${describeConversionFault(fault)}`;
    report(scope, { code: 'type-mismatch', message, range: node.range });
    return undefined;
  }
}
