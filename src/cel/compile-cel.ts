import { type CelEnv, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import type { CelFault, CelJson, CelProgram, CelResult } from './engine.ts';
import { celFunctions, type Meter, regularExpressions } from './functions.ts';
import { celLimits } from './limits.ts';
import { type CelContents, type ParsedCel, prepareTree } from './syntax-tree.ts';
import { fromCel, toCel } from './values.ts';

const meter: Meter = { stepsLeft: 0 };
const environment: CelEnv = celEnv({ funcs: celFunctions(meter), re2: regularExpressions });
const compiled = new Map<string, CelProgram | CelFault>();

/** How many programs are remembered: more than the expressions of any workspace, and a bound for a server that runs for weeks. */
const rememberedPrograms = 10_000;

/**
 * Compiles a CEL expression, or says why and where it cannot. Functions that do not exist are found here; the same text gives the same program.
 * Importing this module loads the engine; `loadCel` does so on demand.
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md
 */
export function compileCel(expression: string): CelProgram | CelFault {
  const known = compiled.get(expression);
  if (known !== undefined) return known;
  const result = compile(expression);
  if (compiled.size >= rememberedPrograms) compiled.clear();
  compiled.set(expression, result);
  return result;
}

function compile(expression: string): CelProgram | CelFault {
  if (expression.length > celLimits.expressionLength)
    return { error: `the expression is longer than ${celLimits.expressionLength} characters`, offset: 0 };
  try {
    const parsed = parse(expression);
    const contents = prepareTree(parsed, celLimits.depth);
    return unknownFunction(contents) ?? program(parsed, contents);
  } catch (cause) {
    return compileFault(expression, cause);
  }
}

function unknownFunction(contents: CelContents): CelFault | undefined {
  const call = contents.calls.find(({ name }) => !isOperator(name) && environment.funcs.find(name) === undefined);
  return call && { error: `there is no function \`${call.name}\``, offset: call.offset };
}

/** The planner's own operators are no functions of the environment. */
function isOperator(name: string): boolean {
  return name.startsWith('_') || name.startsWith('@') || name.startsWith('!') || name === '-_';
}

function program(parsed: ParsedCel, contents: CelContents): CelProgram {
  const run = plan(environment, parsed);
  const positions = parsed.sourceInfo?.positions ?? {};
  return {
    references: contents.references,
    evaluate: (bindings) => {
      meter.stepsLeft = celLimits.iterations;
      try {
        return readResult(run(bind(bindings)), positions);
      } catch (cause) {
        return { error: messageOf(cause) };
      }
    },
  };
}

function bind(bindings: Readonly<Record<string, CelJson>>): Parameters<ReturnType<typeof plan>>[0] {
  return Object.fromEntries(Object.entries(bindings).map(([name, value]) => [name, toCel(value)]));
}

function readResult(
  result: ReturnType<ReturnType<typeof plan>>,
  positions: { readonly [id: string]: number },
): CelResult {
  if (isCelError(result)) {
    const offset = result.exprId === undefined ? undefined : positions[String(result.exprId)];
    return { error: runtimeMessage(result.message), ...(offset !== undefined && { offset }) };
  }
  const value = fromCel(result);
  return value === undefined ? { error: 'the result is no JSON value' } : { value };
}

/** The engine's words for operators, in words of ours. */
function runtimeMessage(message: string): string {
  const overload = /^found no matching overload for '?(?:_([^_]+)_|([^']+?))'? applied to '\((.*)\)'$/.exec(message);
  if (overload) return `\`${overload[1] ?? overload[2]}\` does not take (${overload[3]})`;
  const field = /^(?:field not found|no such key): (.*)$/.exec(message);
  if (field) return `there is no \`${field[1]}\``;
  const index = /^index (-?\d+) out of bounds/.exec(message);
  if (index) return `there is no element ${index[1]}`;
  return message === 'unresolved attribute' ? 'a name is not known' : message;
}

function compileFault(expression: string, cause: unknown): CelFault {
  if (cause instanceof RangeError) return { error: 'the expression is nested too deeply', offset: 0 };
  const offset = syntaxOffset(cause);
  if (offset === undefined) return { error: messageOf(cause), offset: 0 };
  const found = expression.codePointAt(offset);
  if (found === undefined) return { error: 'the expression ends too early', offset };
  return { error: `the expression cannot be read from \`${String.fromCodePoint(found)}\` on`, offset };
}

/** Where the parser stopped: its error holds `location.start.offset`. */
function syntaxOffset(cause: unknown): number | undefined {
  if (typeof cause !== 'object' || cause === null || !('location' in cause)) return undefined;
  // The parser's error class is not exported; its public field is read through a narrow shape.
  const location = cause.location as { readonly start?: { readonly offset?: unknown } } | undefined;
  const offset = location?.start?.offset;
  return typeof offset === 'number' ? offset : undefined;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.replace(/^<input>:\d+:\d+: /, '') : String(cause);
}
