import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { CallExpression, Expression } from '../../hcl/ast.ts';
import { evaluateExpression } from '../../hcl/evaluate/evaluate.ts';
import type { Scope } from '../../hcl/evaluate/scope.ts';
import type { Type, Value } from '../../hcl/value.ts';
import { ConversionFault, convert, describeConversionFault } from '../../hcl/values/convert.ts';
import { anyType, boolType, numberType, stringType } from '../../hcl/values/types.ts';
import { compareVersions } from '../../hcl/version.ts';
import { reportAt } from './recorder.ts';

/** What a type constraint is read with: its defaults are constants, evaluated in `scope`. */
export interface TypeContext {
  readonly file: string;
  readonly faults: Diagnostic[];
  readonly scope: Scope;
}

const primitives: ReadonlyMap<string, Type> = new Map([
  ['string', stringType],
  ['number', numberType],
  ['bool', boolType],
  ['any', anyType],
  ['list', { kind: 'list', element: anyType }],
  ['set', { kind: 'set', element: anyType }],
  ['map', { kind: 'map', element: anyType }],
]);

/**
 * The type a constraint such as `list(object({a = string, b = optional(number, 3)}))` stands for. Faults are reported, and what is
 * faulty is `any`.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function readType(expression: Expression, context: TypeContext): Type {
  if (expression.kind === 'parenthesized') {
    return readType(expression.expression, { ...context, file: expression.file ?? context.file });
  }
  if (expression.kind === 'reference') {
    const type = primitives.get(expression.name);
    if (type !== undefined) return type;
    if (expression.name === 'object' || expression.name === 'tuple') {
      return refuse(expression, context, `"${expression.name}" needs the types of its members in parentheses`);
    }
    return refuseName(expression.name, expression, context);
  }
  if (expression.kind === 'call') return readConstructor(expression, context);
  if (expression.kind === 'template') return refuse(expression, context, 'a type is written without quotes');
  if (expression.kind === 'invalid') return anyType;
  return refuse(expression, context, 'a type is expected here, such as string or list(string)');
}

function readConstructor(call: CallExpression, context: TypeContext): Type {
  const [argument] = call.args;
  if (call.name === 'optional') {
    return refuse(call, context, 'optional() is for the attributes of an object only');
  }
  if (!['list', 'set', 'map', 'object', 'tuple'].includes(call.name)) {
    return refuseName(call.name, call, context);
  }
  if (argument === undefined || call.args.length > 1) {
    return refuse(call, context, `${call.name}() takes one argument: the type of its members`);
  }
  if (call.name === 'object') return readObject(argument, context);
  if (call.name === 'tuple') return readTuple(argument, context);
  const element = readType(argument, context);
  return call.name === 'list' ? { kind: 'list', element } : { kind: call.name === 'set' ? 'set' : 'map', element };
}

function readTuple(argument: Expression, context: TypeContext): Type {
  if (argument.kind !== 'tuple') return refuse(argument, context, 'tuple() takes a list of types in brackets');
  return { kind: 'tuple', elements: argument.items.map((item) => readType(item, context)) };
}

function readObject(argument: Expression, context: TypeContext): Type {
  if (argument.kind !== 'object') return refuse(argument, context, 'object() takes attribute types in braces');
  const attributes = new Map<string, Type>();
  const optional = new Map<string, Value | undefined>();
  for (const { key, bareKey, value } of argument.items) {
    const [part] = key.kind === 'template' ? key.parts : [];
    const name = bareKey ?? (part?.kind === 'text' ? part.text : undefined);
    if (name === undefined) {
      refuse(key, context, 'the name of an attribute is expected here');
      continue;
    }
    const isOptional = value.kind === 'call' && value.name === 'optional';
    const type = isOptional ? readOptional(name, value, context, optional) : readType(value, context);
    attributes.set(name, type);
  }
  const sorted = new Map([...attributes].sort(([a], [b]) => (a < b ? -1 : 1)));
  return optional.size === 0
    ? { kind: 'object', attributes: sorted }
    : { kind: 'object', attributes: sorted, optional };
}

function readOptional(
  name: string,
  call: CallExpression,
  context: TypeContext,
  optional: Map<string, Value | undefined>,
): Type {
  const [typeExpression, fallback] = call.args;
  reportTooNew(call, context);
  if (typeExpression === undefined || call.args.length > 2) {
    return refuse(call, context, 'optional() takes a type and, if wanted, a default');
  }
  const type = readType(typeExpression, context);
  optional.set(name, undefined);
  if (fallback === undefined) return type;
  const value = evaluateExpression(fallback, { ...context.scope, file: context.file, faults: context.faults });
  try {
    optional.set(name, convert(value, type));
  } catch (fault) {
    if (!(fault instanceof ConversionFault)) throw fault;
    refuse(fallback, context, `the default does not suit the type: ${describeConversionFault(fault)}`);
  }
  return type;
}

function reportTooNew(call: CallExpression, { file, faults, scope }: TypeContext): void {
  const { terraformVersion } = scope.functions;
  if (compareVersions(terraformVersion, '1.3') >= 0) return;
  reportAt(faults, file, call.nameRange, {
    code: 'newer-terraform',
    message: `optional attributes came with Terraform 1.3, this module is read as ${terraformVersion}`,
    args: { since: '1.3' },
  });
}

function refuseName(name: string, expression: Expression, context: TypeContext): Type {
  const near = suggest(name, [...primitives.keys(), 'object', 'tuple']);
  return refuse(
    expression,
    context,
    `"${name}" is not a type`,
    near === undefined ? undefined : `did you mean "${near}"?`,
  );
}

function refuse(expression: Expression, context: TypeContext, message: string, hint?: string): Type {
  const fault = { code: 'invalid-declaration' as const, message, ...(hint !== undefined && { hint }) };
  reportAt(context.faults, context.file, expression.range, fault);
  return anyType;
}
