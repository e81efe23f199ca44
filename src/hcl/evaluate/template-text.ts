import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { TemplateExpression } from '../ast.ts';
import type { FunctionContext } from '../functions/function.ts';
import { parseTemplate } from '../syntax/parse.ts';
import type { Value } from '../value.ts';
import { madeFrom } from '../values/origin.ts';
import { unknownAny } from '../values/values.ts';
import { evaluateExpression } from './evaluate.ts';
import { evaluateTemplateParts } from './evaluate-template.ts';
import { referencesOf } from './references.ts';
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
  const range = { start: 0, end: text.length };
  if (!hasNames({ kind: 'template', form: 'quoted', parts, range }, file, names, faults)) return unknownAny;
  const { template: _, ...withoutTemplates } = functions;
  const scope: Scope = { file, names: onlyThese(names), functions: withoutTemplates, faults, within: range };
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'interpolation') return evaluateExpression(only.expression, scope);
  const { value, inputs } = evaluateTemplateParts(parts, scope, evaluateExpression);
  return madeFrom(value, { file, range }, inputs);
}

/** Whether all names of a template are given, those in parts that are not written too; reports each that is not, where it comes first. */
function hasNames(
  template: TemplateExpression,
  file: string,
  names: ReadonlyMap<string, Value>,
  faults: Diagnostic[],
): boolean {
  const missing = new Set<string>();
  for (const { root } of referencesOf(template)) {
    if (names.has(root.name) || missing.has(root.name)) continue;
    missing.add(root.name);
    const near = suggest(root.name, names.keys());
    report(
      { file, faults },
      {
        code: 'unknown-reference',
        message: `the template is not given the name "${root.name}"`,
        range: root.range,
        ...(near !== undefined && { hint: `did you mean "${near}"?` }),
      },
    );
  }
  return missing.size === 0;
}

function onlyThese(names: ReadonlyMap<string, Value>): NameResolver {
  return {
    // What is not there was reported before.
    resolve: ({ root }) => ({ value: names.get(root.name) ?? unknownAny, used: 0 }),
  };
}
