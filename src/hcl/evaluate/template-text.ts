import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { FunctionContext } from '../functions/function.ts';
import { parseTemplate } from '../syntax/parse.ts';
import type { Value } from '../value.ts';
import { madeFrom } from '../values/origin.ts';
import { unknownAny } from '../values/values.ts';
import { evaluateExpression } from './evaluate.ts';
import { evaluateTemplateParts } from './evaluate-template.ts';
import { type NameResolver, report, type Scope } from './scope.ts';

/**
 * Evaluates a text as `templatefile` does: as the inside of a string, in which only the given names mean anything. Faults are reported
 * in the template's own file.
 */
export function evaluateTemplateText(
  text: string,
  file: string,
  names: ReadonlyMap<string, Value>,
  functions: FunctionContext,
  faults: Diagnostic[],
): Value {
  const { value: parts, diagnostics } = parseTemplate(text, file);
  faults.push(...diagnostics);
  if (diagnostics.some(({ severity }) => severity === 'error')) return unknownAny;
  const { template: _, ...withoutTemplates } = functions;
  const range = { start: 0, end: text.length };
  const scope: Scope = { file, names: onlyThese(names), functions: withoutTemplates, faults, within: range };
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'interpolation') return evaluateExpression(only.expression, scope);
  const { value, inputs } = evaluateTemplateParts(parts, scope, evaluateExpression);
  return madeFrom(value, { file, range }, inputs);
}

function onlyThese(names: ReadonlyMap<string, Value>): NameResolver {
  return {
    resolve: ({ root }, scope) => {
      const value = names.get(root.name);
      if (value !== undefined) return { value, used: 0 };
      const near = suggest(root.name, names.keys());
      report(scope, {
        code: 'unknown-reference',
        message: `the template is not given the name "${root.name}"`,
        range: root.range,
        ...(near !== undefined && { hint: `did you mean "${near}"?` }),
      });
      return { value: unknownAny, used: 0 };
    },
  };
}
