import type { Expression, LiteralExpression } from '../ast.ts';
import type { Value } from '../value.ts';
import { parseNumber } from '../values/number-text.ts';
import { madeFrom } from '../values/origin.ts';
import { boolValue, nullAny, numberValue, unknownAny } from '../values/values.ts';
import { LimitReached, spend } from './budget.ts';
import { evaluateAccess, evaluateSplat } from './evaluate-access.ts';
import { evaluateCall } from './evaluate-call.ts';
import { evaluateFor, evaluateObject, evaluateTuple } from './evaluate-collections.ts';
import { evaluateConditional } from './evaluate-conditional.ts';
import { evaluateBinary, evaluateUnary } from './evaluate-operators.ts';
import { evaluateTemplate } from './evaluate-template.ts';
import { report, type Scope, scopeInFile, scopeWithin } from './scope.ts';

/**
 * The value of an expression, with its origin. Faults go to the scope's recorder; where one is, the value is unknown, so that one
 * fault does not cause others. Pure apart from the recorder and the budget; never throws for a user's fault.
 */
export function evaluateExpression(expression: Expression, scope: Scope): Value {
  try {
    return evaluate(expression, scopeWithin(scope, expression.range));
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    reportLimit(error.message, expression, scope);
    return madeFrom(unknownAny, { file: scope.file, range: expression.range }, []);
  }
}

// That all steps are used up is said once: every expression after it would say the same.
function reportLimit(message: string, { range }: Expression, scope: Scope): void {
  const { budget } = scope.functions;
  if (budget.exhausted) return;
  if (budget.remaining < 0) budget.exhausted = true;
  report(scope, { code: 'evaluation-limit', message, range });
}

function evaluate(expression: Expression, scope: Scope): Value {
  spend(scope.functions.budget, 1);
  switch (expression.kind) {
    case 'literal':
      return madeFrom(evaluateLiteral(expression, scope), { file: scope.file, range: expression.range }, []);
    case 'invalid':
      return madeFrom(unknownAny, { file: scope.file, range: expression.range }, []);
    case 'template':
      return evaluateTemplate(expression, scope, evaluate);
    case 'tuple':
      return evaluateTuple(expression, scope, evaluate);
    case 'object':
      return evaluateObject(expression, scope, evaluate);
    case 'for':
      return evaluateFor(expression, scope, evaluate);
    case 'call':
      return evaluateCall(expression, scope, evaluate);
    case 'conditional':
      return evaluateConditional(expression, scope, evaluate);
    case 'unary':
      return evaluateUnary(expression, scope, evaluate);
    case 'binary':
      return evaluateBinary(expression, scope, evaluate);
    case 'parenthesized':
      return evaluate(
        expression.expression,
        expression.file === undefined ? scope : scopeInFile(scope, expression.file),
      );
    case 'reference':
    case 'attribute-access':
    case 'index-access':
      return evaluateAccess(expression, scope, evaluate);
    case 'splat':
      return evaluateSplat(expression, scope, evaluate);
  }
}

function evaluateLiteral({ literal, range }: LiteralExpression, scope: Scope): Value {
  if (literal.type === 'null') return nullAny;
  if (literal.type === 'bool') return boolValue(literal.value);
  const number = parseNumber(literal.text);
  if (number !== undefined) return numberValue(number);
  report(scope, { code: 'invalid-operation', message: `${literal.text} is not a number that can be held`, range });
  return unknownAny;
}
