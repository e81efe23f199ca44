import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { mergeDiagnostics } from '../diagnostics/merge.ts';
import type { Expression } from '../hcl/ast.ts';
import { newBudget } from '../hcl/evaluate/budget.ts';
import { evaluateExpression } from '../hcl/evaluate/evaluate.ts';
import { parseExpression } from '../hcl/syntax/parse.ts';
import type { Value } from '../hcl/value.ts';
import { printType, printValue } from '../hcl/values/print.ts';
import { typeOf, unknownAny } from '../hcl/values/values.ts';
import { scopeOf } from './evaluate/run.ts';
import { type EvaluateModuleInput, type ModuleRun, runModule } from './evaluate-module.ts';
import { openModule } from './open-module.ts';
import { checkExpression } from './references/check-references.ts';

/** What the console answers to one expression. */
export interface ConsoleAnswer {
  /** As `terraform console` prints it, without final newline; absent when there is a fault. */
  readonly text?: string;
  /** Faults of the expression, in the file `consoleFile`. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Expressions evaluated in a root module. */
export interface ModuleConsole {
  /** Faults of the module itself. */
  readonly diagnostics: readonly Diagnostic[];
  evaluate(expression: string): ConsoleAnswer;
}

/** Name by which diagnostics call the text of an expression. */
export const consoleFile = '<console>';

/** Evaluates a module, and then expressions in it: variables, locals and modules mean what they mean there; resources are unknown. */
export function openConsole(input: EvaluateModuleInput): ModuleConsole {
  const evaluated = runModule(openModule(input), input, { resourcesUnknown: true });
  const diagnostics = mergeDiagnostics(evaluated.faults);
  return { diagnostics, evaluate: (expression) => answer(expression, evaluated) };
}

function answer(text: string, { module: { tree }, root, run }: ModuleRun): ConsoleAnswer {
  const { value: expression, diagnostics } = parseExpression(text, consoleFile);
  if (diagnostics.length > 0) return { diagnostics };
  const faults: Diagnostic[] = [];
  checkExpression(expression, consoleFile, tree.root, faults);
  // Each expression has a budget of its own, so that one bomb does not spoil the session.
  const fresh = { ...run, faults, functions: { ...run.functions, budget: newBudget() } };
  const scope = scopeOf(fresh, root, consoleFile);
  const asked = typeArgument(expression);
  const value: Value = faults.length > 0 ? unknownAny : evaluateExpression(asked ?? expression, scope);
  if (faults.length > 0) return { diagnostics: mergeDiagnostics(faults) };
  return { text: asked === undefined ? printValue(value) : printType(typeOf(value)), diagnostics: [] };
}

// `type(x)` exists in the console only.
function typeArgument(expression: Expression): Expression | undefined {
  return expression.kind === 'call' && expression.name === 'type' && expression.args.length === 1
    ? expression.args[0]
    : undefined;
}
