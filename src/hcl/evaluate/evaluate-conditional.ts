import type { ConditionalExpression, Expression } from '../ast.ts';
import type { Type, Value } from '../value.ts';
import { ConversionFault, convert, describeConversionFault } from '../values/convert.ts';
import { joinMarks, marksOf, withMarks, withoutMarks } from '../values/marks.ts';
import { compareNumbers } from '../values/number.ts';
import { numberRangeOf, rangeOfEither } from '../values/number-range.ts';
import { madeFrom } from '../values/origin.ts';
import { setValue } from '../values/sets.ts';
import { anyType, boolType, describeType } from '../values/types.ts';
import { unify } from '../values/unify.ts';
import { isWhollyKnown, listValue, mapValue, typeOf, unknownAny, unknownValue } from '../values/values.ts';
import { convertedOrReported } from './evaluate-operators.ts';
import { type Evaluate, report, type Scope, scopeWithFaults } from './scope.ts';

/** `c ? a : b`: only faults of the branch that is taken count, none of them while the condition is unknown. */
export function evaluateConditional(node: ConditionalExpression, scope: Scope, evaluate: Evaluate): Value {
  const given = evaluate(node.condition, scope);
  const faultsThen: Scope['faults'] = [];
  const faultsElse: Scope['faults'] = [];
  const then = evaluate(node.then, scopeWithFaults(scope, faultsThen));
  const otherwise = evaluate(node.else, scopeWithFaults(scope, faultsElse));
  const place = { file: scope.file, range: node.range };
  const type = resultType(then, otherwise);
  if (type === undefined) {
    const message = `the two results have no common type: ${describeType(typeOf(then))} and ${describeType(typeOf(otherwise))}`;
    const range = { start: node.then.range.start, end: node.else.range.end };
    report(scope, { code: 'type-mismatch', message, range });
    return madeFrom(unknownAny, place, [given, then, otherwise]);
  }
  // Whether a secret was shown would tell which branch was taken, so the marks of both count.
  const marks = joinMarks(marksOf(given), joinMarks(marksOf(then), marksOf(otherwise)));
  const condition = conditionOf(given, node, scope);
  if (condition === undefined || condition.kind !== 'bool') {
    const result = condition === undefined ? unknownValue(type) : eitherOf(type, then, otherwise);
    return madeFrom(withMarks(result, marks), place, [given, then, otherwise]);
  }
  scope.faults.push(...(condition.value ? faultsThen : faultsElse));
  const chosen = condition.value ? then : otherwise;
  const converted = convertedResult(chosen, type, condition.value ? node.then : node.else, scope);
  return madeFrom(withMarks(converted, marks), place, [given, chosen]);
}

function convertedResult(chosen: Value, type: Type, branch: Expression, scope: Scope): Value {
  try {
    return convert(chosen, type);
  } catch (fault) {
    if (!(fault instanceof ConversionFault)) throw fault;
    const message = `unsuitable result: ${describeConversionFault(fault)}`;
    report(scope, { code: 'type-mismatch', message, range: branch.range });
    return unknownValue(type);
  }
}

function resultType(then: Value, otherwise: Value): Type | undefined {
  const typeThen = typeOf(then);
  const typeElse = typeOf(otherwise);
  if (then.kind === 'null' && typeThen.kind === 'any') return typeElse;
  if (otherwise.kind === 'null' && typeElse.kind === 'any') return typeThen;
  if (typeThen.kind === 'any' || typeElse.kind === 'any') return anyType;
  return unify([typeThen, typeElse]);
}

function conditionOf(given: Value, node: ConditionalExpression, scope: Scope): Value | undefined {
  if (given.kind === 'null') {
    report(scope, {
      code: 'type-mismatch',
      message: 'the condition is null, bool expected',
      range: node.condition.range,
    });
    return undefined;
  }
  return convertedOrReported(given, boolType, node.condition, scope, 'unsuitable condition');
}

// What holds of both results holds whichever it will be.
function eitherOf(type: Type, then: Value, otherwise: Value): Value {
  if (!isNotNull(then) || !isNotNull(otherwise)) return unknownValue(type);
  if (then.kind === 'number' && otherwise.kind === 'number' && compareNumbers(then.value, otherwise.value) === 0) {
    return withoutMarks(then);
  }
  if (type.kind === 'number')
    return unknownValue(type, { notNull: true, ...rangeOfEither(numberRangeOf(then), numberRangeOf(otherwise)) });
  const [a, b] = [sizeOf(then), sizeOf(otherwise)];
  if (a === undefined || b === undefined) return unknownValue(type, { notNull: true });
  const sized = a === b ? collectionOfSize(type, a) : undefined;
  return sized ?? unknownValue(type, { notNull: true, minLength: Math.min(a, b), maxLength: Math.max(a, b) });
}

// Of how many elements it is may be all there is to know of a collection.
function collectionOfSize(type: Type, size: number): Value | undefined {
  if (type.kind === 'map') return size === 0 ? mapValue(type.element, new Map()) : undefined;
  if (type.kind !== 'list' && (type.kind !== 'set' || size > 1)) return undefined;
  const items = Array.from({ length: size }, () => unknownValue(type.element));
  return type.kind === 'list' ? listValue(type.element, items) : setValue(type.element, items);
}

// Of tuples and objects the number of members is their type's, which the result need not have.
function sizeOf(value: Value): number | undefined {
  if (value.kind === 'list' || value.kind === 'set') return isWhollyKnown(value) ? value.items.length : undefined;
  return value.kind === 'map' ? value.entries.size : undefined;
}

function isNotNull(value: Value): boolean {
  return value.kind !== 'null' && (value.kind !== 'unknown' || value.refinement?.notNull === true);
}

/** The condition of an `if` clause: true or false, or undefined when unknown or (reported) unsuitable. */
export function evaluateCondition(
  node: Expression,
  scope: Scope,
  evaluate: Evaluate,
): { readonly value: Value; readonly holds: boolean | undefined } {
  const value = evaluate(node, scope);
  if (value.kind === 'null') {
    report(scope, { code: 'type-mismatch', message: 'the condition is null, bool expected', range: node.range });
    return { value, holds: undefined };
  }
  const condition = convertedOrReported(value, boolType, node, scope, 'unsuitable condition');
  return { value, holds: condition?.kind === 'bool' && isWhollyKnown(condition) ? condition.value : undefined };
}
