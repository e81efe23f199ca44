import type { CallExpression } from '../ast.ts';
import {
  FileOutside,
  type FunctionContext,
  type FunctionDescriptor,
  FunctionFault,
  MissingEngine,
  type Parameter,
  TemplateFault,
} from '../functions/function.ts';
import type { Value } from '../value.ts';
import { ConversionFault, convert, describeConversionFault } from '../values/convert.ts';
import { joinMarks, type Marks, marksWithin, noMarks, withMarks, withoutMarksWithin } from '../values/marks.ts';
import { isWhollyKnown, unknownAny, unknownValue, weightOf } from '../values/values.ts';
import { checkWeight, LimitReached, spend, spendText } from './budget.ts';
import { report, type Scope } from './scope.ts';

/** Arguments a call may have after spreading. */
export const mostArguments = 100_000;

/** The result of a function for evaluated arguments, of which there are enough. Reports faults at the argument's expression. */
export function callFunction(
  descriptor: FunctionDescriptor,
  given: readonly Value[],
  node: CallExpression,
  scope: Scope,
): Value {
  spend(scope.functions.budget, given.length);
  const prepared = prepareArguments(descriptor, given, node, scope);
  if (prepared === undefined) return unknownAny;
  const { args, marks, unknown } = prepared;
  try {
    if (unknown !== 'none') return withMarks(unknownResult(descriptor, args, unknown, scope.functions), marks);
    const result = descriptor.evaluate(args, scope.functions);
    if (result.kind === 'string') spendText(scope.functions.budget, result.value.length);
    else checkWeight(weightOf(result));
    return withMarks(result, marks);
  } catch (error) {
    if (error instanceof LimitReached) throw error;
    if (error instanceof TemplateFault) {
      scope.faults.push(...error.faults);
      return withMarks(unknownAny, marks);
    }
    if (error instanceof FileOutside) return withMarks(resultOfOutside(error, descriptor, args, node, scope), marks);
    reportFailure(error, descriptor, given, node, scope);
    return withMarks(unknownAny, marks);
  }
}

/** Whether the file is there, and what it holds, nobody can tell by the module alone. */
function resultOfOutside(
  { message, path }: FileOutside,
  descriptor: FunctionDescriptor,
  args: readonly Value[],
  node: CallExpression,
  scope: Scope,
): Value {
  const { name } = descriptor;
  scope.faults.push({
    code: 'function-not-supported',
    severity: 'warning',
    message: `the result of "${name}" counts as unknown: ${message}`,
    location: { file: scope.file, range: node.nameRange },
    hint: 'copy the file into the module: where that is deployed, there are no others',
    args: { name, file: path },
  });
  return unknownResult(descriptor, args, 'value', scope.functions);
}

function reportFailure(
  error: unknown,
  { name, parameters, variadic }: FunctionDescriptor,
  given: readonly Value[],
  node: CallExpression,
  scope: Scope,
): void {
  if (error instanceof MissingEngine) {
    const message = `"${name}" cannot be evaluated here: it needs ${error.message}`;
    report(scope, { code: 'function-not-supported', message, range: node.nameRange, args: { name } });
    return;
  }
  if (!(error instanceof FunctionFault) && !(error instanceof ConversionFault)) throw error;
  const position = error instanceof FunctionFault ? error.argument : undefined;
  const parameter = position === undefined ? undefined : (parameters[position] ?? variadic);
  const at = position === undefined ? undefined : argumentNode(node, position);
  const about = parameter === undefined ? `"${name}"` : `argument "${parameter.name}" of "${name}"`;
  report(scope, {
    code: 'invalid-function-argument',
    // What a function says of its arguments may show them.
    message: given.some(isSecret) ? `${about}: there is no result for these arguments` : `${about}: ${error.message}`,
    range: at?.range ?? node.nameRange,
    args: { name },
  });
}

function isSecret(value: Value): boolean {
  return marksWithin(value).sensitive === true;
}

interface Prepared {
  readonly args: readonly Value[];
  readonly marks: Marks;
  readonly unknown: Unknown;
}

/** Whether an argument that has to be known is not, and whether even its type is not. */
type Unknown = 'none' | 'value' | 'type';

function prepareArguments(
  { name, parameters, variadic }: FunctionDescriptor,
  given: readonly Value[],
  node: CallExpression,
  scope: Scope,
): Prepared | undefined {
  const args: Value[] = [];
  let marks: Marks = noMarks;
  let unknown: Unknown = 'none';
  let faulty = false;
  for (const [index, value] of given.entries()) {
    const parameter = parameters[index] ?? variadic;
    if (parameter === undefined) break;
    const problem = takeArgument(value, parameter, args);
    if (problem !== undefined) {
      const message = `argument "${parameter.name}" of "${name}": ${problem}`;
      const { range } = argumentNode(node, index) ?? node;
      report(scope, { code: 'invalid-function-argument', message, range, args: { name } });
      faulty = true;
      continue;
    }
    if (!parameter.marked) marks = joinMarks(marks, marksWithin(value));
    const taken = args.at(-1);
    unknown = unknownness(unknown, taken, parameter);
  }
  return faulty ? undefined : { args, marks, unknown };
}

function unknownness(before: Unknown, arg: Value | undefined, parameter: Parameter): Unknown {
  if (arg === undefined || parameter.unknown || before === 'type') return before;
  if (arg.kind === 'unknown') return arg.type.kind === 'any' ? 'type' : 'value';
  return parameter.whole && !isWhollyKnown(arg) ? 'value' : before;
}

// Appends the argument as the function takes it, or tells why it cannot.
function takeArgument(value: Value, parameter: Parameter, args: Value[]): string | undefined {
  if (value.kind === 'null' && !parameter.nullable) return 'null is not allowed';
  try {
    const converted = convert(value, parameter.type);
    args.push(parameter.marked ? converted : withoutMarksWithin(converted));
    return undefined;
  } catch (fault) {
    if (!(fault instanceof ConversionFault)) throw fault;
    return describeConversionFault(fault);
  }
}

function unknownResult(
  { returns, mayBeNull }: FunctionDescriptor,
  args: readonly Value[],
  unknown: Unknown,
  context: FunctionContext,
): Value {
  if (unknown === 'type') return unknownAny;
  const type = typeof returns === 'function' ? returns(args, context) : returns;
  return mayBeNull || type.kind === 'any' ? unknownValue(type) : unknownValue(type, { notNull: true });
}

function argumentNode(node: CallExpression, index: number): CallExpression['args'][number] | undefined {
  // What a spread argument brought stands at that argument.
  return node.args[Math.min(index, node.args.length - 1)];
}
