import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { newBudget } from '../../../src/hcl/evaluate/budget.ts';
import { evaluateExpression } from '../../../src/hcl/evaluate/evaluate.ts';
import { report, type Scope } from '../../../src/hcl/evaluate/scope.ts';
import type { Engines } from '../../../src/hcl/functions/engines.ts';
import { library } from '../../../src/hcl/functions/library.ts';
import { parseExpression } from '../../../src/hcl/syntax/parse.ts';
import type { Value } from '../../../src/hcl/value.ts';
import { stringValue, unknownAny } from '../../../src/hcl/values/values.ts';

/** A value with the faults found on the way to it. */
export interface EvaluatedText {
  readonly value: Value;
  readonly faults: readonly Diagnostic[];
}

/** Evaluates one expression, unless told otherwise with the functions that need no package, and the given names besides `path.module` and `terraform.workspace`; any other name is a fault. */
export function evaluateText(
  text: string,
  options: {
    engines?: Engines;
    names?: Readonly<Record<string, Value>>;
    terraformVersion?: string;
    files?: ReadonlyMap<string, string>;
  } = {},
): EvaluatedText {
  const { value: expression, diagnostics } = parseExpression(text, '<text>');
  if (diagnostics.length > 0) return { value: unknownAny, faults: diagnostics };
  const faults: Diagnostic[] = [];
  const { engines = { library }, names = {}, terraformVersion = '1.11.4', files = new Map() } = options;
  const scope: Scope = {
    file: '<text>',
    faults,
    functions: { terraformVersion, files, engines, budget: newBudget() },
    names: {
      resolve: ({ root, steps }) => {
        const given = names[root.name];
        if (given !== undefined) return { value: given, used: 0 };
        const builtin = builtins[`${root.name}.${steps[0]?.key}`];
        if (builtin !== undefined) return { value: builtin, used: 1 };
        report(scope, { code: 'unknown-reference', message: `there is no ${root.name}`, range: root.range });
        return { value: unknownAny, used: steps.length };
      },
    },
  };
  return { value: evaluateExpression(expression, scope), faults };
}

const builtins: Readonly<Record<string, Value>> = {
  'path.module': stringValue('.'),
  'terraform.workspace': stringValue('default'),
};
