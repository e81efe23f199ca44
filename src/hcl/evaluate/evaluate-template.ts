import type { Expression, TemplateExpression, TemplatePart } from '../ast.ts';
import type { Value } from '../value.ts';
import { ConversionFault, convert, describeConversionFault } from '../values/convert.ts';
import { joinMarks, type Marks, marksOf, noMarks, withMarks, withoutMarks } from '../values/marks.ts';
import { madeFrom } from '../values/origin.ts';
import { knownStart } from '../values/safe-prefix.ts';
import { stringType } from '../values/types.ts';
import { stringValue, unknownValue } from '../values/values.ts';
import { spend, spendText } from './budget.ts';
import { eachMember } from './evaluate-collections.ts';
import { evaluateCondition } from './evaluate-conditional.ts';
import { bind, type Evaluate, report, type Scope, scopeWithFaults } from './scope.ts';

/** A quoted template or heredoc. A lone `"${x}"` is the value of `x` itself, of whatever type. */
export function evaluateTemplate(node: TemplateExpression, scope: Scope, evaluate: Evaluate): Value {
  const place = { file: scope.file, range: node.range };
  const [only] = node.parts;
  if (node.parts.length === 1 && only?.kind === 'interpolation') {
    const value = evaluate(only.expression, scope);
    return madeFrom(value, place, [value]);
  }
  const { value, inputs } = evaluateTemplateParts(node.parts, scope, evaluate);
  return madeFrom(value, place, inputs);
}

/** The text of template parts: a string, or an unknown one with the beginning that is known. */
export function evaluateTemplateParts(
  parts: readonly TemplatePart[],
  scope: Scope,
  evaluate: Evaluate,
): { readonly value: Value; readonly inputs: readonly Value[] } {
  const written: Written = { text: '', known: true, marks: noMarks, inputs: [] };
  writeParts(parts, scope, evaluate, written);
  const { text, known, marks, inputs } = written;
  const value = known ? stringValue(text) : unknownValue(stringType, knownStart(text));
  return { value: withMarks(value, marks), inputs };
}

interface Written {
  /** Up to the first unknown part. */
  text: string;
  known: boolean;
  marks: Marks;
  readonly inputs: Value[];
}

function writeParts(parts: readonly TemplatePart[], scope: Scope, evaluate: Evaluate, written: Written): void {
  for (const part of parts) {
    spend(scope.functions.budget, 1);
    switch (part.kind) {
      case 'text':
        append(part.text, scope, written);
        break;
      case 'interpolation':
        writeValue(part.expression, scope, evaluate, written);
        break;
      case 'if':
        writeIf(part, scope, evaluate, written);
        break;
      case 'for':
        writeFor(part, scope, evaluate, written);
        break;
    }
  }
}

function append(text: string, scope: Scope, written: Written): void {
  if (!written.known) return;
  spendText(scope.functions.budget, text.length, written.text.length + text.length);
  written.text += text;
}

function writeValue(node: Expression, scope: Scope, evaluate: Evaluate, written: Written): void {
  const value = evaluate(node, scope);
  written.inputs.push(value);
  written.marks = joinMarks(written.marks, marksOf(value));
  const text = textOf(value, node, scope);
  if (text === undefined) written.known = false;
  else append(text, scope, written);
}

function textOf(value: Value, node: Expression, scope: Scope): string | undefined {
  if (value.kind === 'null') {
    const message = 'the value is null, which cannot be part of a text';
    report(scope, { code: 'type-mismatch', message, range: node.range });
    return undefined;
  }
  try {
    const text = convert(withoutMarks(value), stringType);
    return text.kind === 'string' ? text.value : undefined;
  } catch (fault) {
    if (!(fault instanceof ConversionFault)) throw fault;
    const message = `the value cannot be part of a text: ${describeConversionFault(fault)}`;
    report(scope, { code: 'type-mismatch', message, range: node.range });
    return undefined;
  }
}

type IfPart = Extract<TemplatePart, { readonly kind: 'if' }>;
type ForPart = Extract<TemplatePart, { readonly kind: 'for' }>;

function writeIf(part: IfPart, scope: Scope, evaluate: Evaluate, written: Written): void {
  const { value, holds } = evaluateCondition(part.condition, scope, evaluate);
  written.inputs.push(value);
  written.marks = joinMarks(written.marks, marksOf(value));
  // Whether a secret was shown would tell which branch was taken, so the marks of the other one count as well.
  for (const branch of holds === undefined ? [part.then, part.else] : [holds ? part.else : part.then]) {
    const other: Written = { text: '', known: true, marks: noMarks, inputs: [] };
    writeParts(branch, scopeWithFaults(scope, []), evaluate, other);
    written.marks = joinMarks(written.marks, other.marks);
  }
  if (holds === undefined) written.known = false;
  else writeParts(holds ? part.then : part.else, scope, evaluate, written);
}

function writeFor(part: ForPart, scope: Scope, evaluate: Evaluate, written: Written): void {
  const collection = evaluate(part.collection, scope);
  written.inputs.push(collection);
  written.marks = joinMarks(written.marks, marksOf(collection));
  const members = eachMember(collection, part.collection, scope);
  if (members === undefined) {
    written.known = false;
    return;
  }
  for (const [key, value] of members) {
    const outer = part.keyName === undefined ? scope : bind(scope, part.keyName, key);
    writeParts(part.body, bind(outer, part.valueName, value), evaluate, written);
  }
}
