import { suggest } from '../../diagnostics/suggest.ts';
import { regularExpressions } from '../functions.ts';
import { celLimits } from '../limits.ts';
import { engineFunctionNames, isEngineFunction } from './engine-functions.ts';
import { findUnknownFields } from './fields.ts';
import { type Expr, Interpreter, type Scope } from './interpret.ts';
import type { CelNote, PartialFault, PartialOptions, PartialProgram } from './partial-cel.ts';
import { errorValue } from './partial-value.ts';
import { nodesOf, parseSyntax, type Syntax } from './syntax.ts';
import { findDecidingPart, traceParts } from './trace.ts';

/**
 * Compiles an expression for values that are known in part. Names in capitals that nothing binds are taken as texts, `True` and `False` as
 * what they say, each with a note. Importing this module loads the parser; `loadPartialCel` does so on demand.
 */
export function compilePartial(expression: string, options: PartialOptions): PartialProgram | PartialFault {
  const maxLength = options.maxLength ?? celLimits.expressionLength;
  if (expression.length > maxLength)
    return { error: `it has ${expression.length} characters, and ${maxLength} are allowed`, offset: maxLength };
  const syntax = parseSyntax(expression);
  if ('error' in syntax) return syntax;
  const names = checkNames(syntax, new Set(options.variables));
  const fault = findCallFault(syntax, new Set(options.functions ?? [])) ?? names.fault;
  return fault ?? program(syntax, names.notes);
}

function program(syntax: Syntax, notes: readonly CelNote[]): PartialProgram {
  return {
    notes,
    evaluate: (bindings, functions = []) => {
      const scope: Scope = { values: bindings };
      try {
        return new Interpreter(functions).evaluate(syntax.expr, scope);
      } catch (cause) {
        if (cause instanceof RangeError) return errorValue('it is nested too deeply');
        throw cause;
      }
    },
    trace: (bindings, functions = []) => traceParts(syntax, { values: bindings }, functions),
    decidingPart: (bindings, functions = []) => findDecidingPart(syntax, { values: bindings }, functions),
    unknownFields: (variables) => findUnknownFields(syntax, variables),
  };
}

interface NameCheck {
  readonly notes: readonly CelNote[];
  readonly fault?: PartialFault;
}

function checkNames(syntax: Syntax, variables: ReadonlySet<string>): NameCheck {
  const bound = new Set(variables);
  for (const node of nodesOf(syntax.expr))
    if (node.exprKind.case === 'comprehensionExpr') {
      bound.add(node.exprKind.value.iterVar);
      bound.add(node.exprKind.value.accuVar);
    }
  const notes: CelNote[] = [];
  for (const node of nodesOf(syntax.expr)) {
    if (node.exprKind.case !== 'identExpr') continue;
    const { name } = node.exprKind.value;
    if (bound.has(name)) continue;
    const start = syntax.offsetOf(node);
    const message = looseSpelling(name);
    if (message === undefined)
      return { notes, fault: { error: `\`${name}\` is not known`, offset: start, length: name.length } };
    notes.push({ message, start, end: start + name.length });
  }
  return { notes };
}

function looseSpelling(name: string): string | undefined {
  if (name === 'True' || name === 'False') return `\`${name}\` is written \`${name.toLowerCase()}\` in CEL`;
  return /^[A-Z][A-Z0-9_]+$/.test(name) ? `\`${name}\` is written in quotes in CEL` : undefined;
}

/** Calls of functions that do not exist, and patterns that RE2 does not take. */
function findCallFault(syntax: Syntax, own: ReadonlySet<string>): PartialFault | undefined {
  for (const node of nodesOf(syntax.expr)) {
    if (node.exprKind.case === 'structExpr' && node.exprKind.value.messageName !== '')
      return {
        error: `messages such as \`${node.exprKind.value.messageName}\` cannot be made`,
        offset: syntax.offsetOf(node),
      };
    if (node.exprKind.case !== 'callExpr') continue;
    const { function: name, args } = node.exprKind.value;
    const isKnown = /^[_@!-]/.test(name) || own.has(name) || isEngineFunction(name);
    if (!isKnown) return unknownFunction(syntax, node, name, own);
    const pattern = name === 'matches' ? literalText(args.at(-1)) : undefined;
    const problem = pattern === undefined ? undefined : patternProblem(pattern);
    if (problem !== undefined) return { error: problem, offset: syntax.offsetOf(args.at(-1)) };
  }
  return undefined;
}

function unknownFunction(syntax: Syntax, node: Expr, name: string, own: ReadonlySet<string>): PartialFault {
  const offset = Math.max(syntax.text.indexOf(name, syntax.offsetOf(node)), 0);
  const suggestion = suggest(name, [...own, ...engineFunctionNames()]);
  return {
    error: `there is no function \`${name}\``,
    offset,
    length: name.length,
    ...(suggestion !== undefined && { suggestion }),
  };
}

function literalText(expr: Expr): string | undefined {
  const constant = expr?.exprKind.case === 'constExpr' ? expr.exprKind.value.constantKind : undefined;
  return constant?.case === 'stringValue' ? constant.value : undefined;
}

function patternProblem(pattern: string): string | undefined {
  try {
    regularExpressions.compile(pattern);
    return undefined;
  } catch (cause) {
    return `the pattern is none of RE2: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}
