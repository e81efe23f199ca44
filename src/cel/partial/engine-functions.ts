import {
  type CelEnv,
  type CelInput,
  type CelValue,
  celEnv,
  celList,
  celMap,
  isCelError,
  isCelList,
  isCelMap,
  isCelUint,
  plan,
} from '@bufbuild/cel';
import { celFunctions, regularExpressions } from '../functions.ts';
import { kindWord } from './equality.ts';
import type { Expr } from './interpret.ts';
import { errorValue, joinTrails, type PartialValue, scalar, type Trail } from './partial-value.ts';

const environment: CelEnv = celEnv({ funcs: celFunctions({ stepsLeft: 0 }), re2: regularExpressions });

/** Whether the engine has a function. */
export function isEngineFunction(name: string): boolean {
  return environment.funcs.find(name) !== undefined;
}

/** Names of the engine's functions and macros, operators aside. */
export function engineFunctionNames(): readonly string[] {
  const names = [...environment.funcs].map(({ name }) => name).filter((name) => /^[A-Za-z]/.test(name));
  return [...new Set([...names, 'has', 'all', 'exists', 'exists_one', 'map', 'filter'])];
}

/** Calls one of CEL's own functions on values that are wholly known. Never throws. */
export function callEngine(
  name: string,
  target: PartialValue | undefined,
  args: readonly PartialValue[],
): PartialValue {
  const operands = target === undefined ? args : [target, ...args];
  const trail = joinTrails(operands);
  const result = tryCall(name, target, args, trail) ?? tryWithTimes(name, target, args, trail);
  return result ?? errorValue(`\`${functionWord(name)}\` does not take (${operands.map(kindWord).join(', ')})`, trail);
}

function tryCall(
  name: string,
  target: PartialValue | undefined,
  args: readonly PartialValue[],
  trail: Trail,
): PartialValue | undefined {
  try {
    const run = callProgram(name, target !== undefined, args.length);
    const operands = args.map((arg, index): [string, CelInput] => [`a${index}`, toEngine(arg) as CelInput]);
    const self: [string, CelInput][] = target === undefined ? [] : [['self', toEngine(target) as CelInput]];
    const result = run(Object.fromEntries([...self, ...operands]));
    if (!isCelError(result)) return fromEngine(result, trail);
    return result.message.startsWith('found no matching overload') ? undefined : failure(result.message, trail);
  } catch (cause) {
    // Functions of the engine and the RE2 library throw on operands they cannot take; that is an answer about the expression.
    return failure(cause instanceof Error ? cause.message : String(cause), trail);
  }
}

/** The engine's messages may quote operands. */
function failure(message: string, trail: Trail): PartialValue {
  return errorValue(trail.sensitive === true ? 'a function fails on a sensitive value' : message, trail);
}

type CallProgram = ReturnType<typeof plan>;
const callPrograms = new Map<string, CallProgram>();

/** The program of one call, whose operands are variables: durations and times need the surroundings the engine sets up for a run. */
function callProgram(name: string, hasTarget: boolean, count: number): CallProgram {
  const key = `${hasTarget} ${count} ${name}`;
  const known = callPrograms.get(key);
  if (known !== undefined) return known;
  const call = {
    $typeName: 'cel.expr.Expr.Call' as const,
    function: name,
    args: Array.from({ length: count }, (_, index) => identifier(`a${index}`)),
    ...(hasTarget && { target: identifier('self') }),
  };
  const made = plan(environment, { $typeName: 'cel.expr.Expr', id: 1n, exprKind: { case: 'callExpr', value: call } });
  callPrograms.set(key, made);
  return made;
}

function identifier(name: string): NonNullable<Expr> {
  return {
    $typeName: 'cel.expr.Expr',
    id: 2n,
    exprKind: { case: 'identExpr', value: { $typeName: 'cel.expr.Expr.Ident', name } },
  };
}

/** Once more, with texts that are durations or times taken as such: `resource.rotationPeriod <= duration("90d")`. */
function tryWithTimes(
  name: string,
  target: PartialValue | undefined,
  args: readonly PartialValue[],
  trail: Trail,
): PartialValue | undefined {
  const timed = (value: PartialValue): PartialValue => asTime(value) ?? value;
  const values = args.map(timed);
  const self = target && timed(target);
  if (self === target && values.every((value, index) => value === args[index])) return undefined;
  const result = tryCall(name, self, values, trail);
  return result?.kind === 'error' ? undefined : result;
}

function asTime(value: PartialValue): PartialValue | undefined {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return undefined;
  if (value.value === '' || /^-?[0-9.]+s$/.test(value.value)) return readTime('duration', value.value || '0s');
  return /^\d{4}-\d\d-\d\dT/.test(value.value) ? readTime('timestamp', value.value) : undefined;
}

/** Makes a duration or a point in time from its text. */
export function readTime(kind: 'duration' | 'timestamp', text: string): PartialValue | undefined {
  const result = tryCall(kind, undefined, [scalar(text)], { paths: [] });
  return result?.kind === 'error' ? undefined : result;
}

/** Compares values the engine made: by value, as the engine does. */
export function equalOpaque(a: unknown, b: unknown): boolean {
  const operands = [a, b].map((value): PartialValue => ({ kind: 'opaque', value, paths: [] }));
  const result = tryCall('_==_', undefined, operands, { paths: [] });
  return result?.kind === 'scalar' && result.value === true;
}

function toEngine(value: PartialValue): CelValue {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'opaque':
      // Opaque values were made by the engine, and nothing looked into them since.
      return value.value as CelValue;
    case 'list':
      return celList(value.items.map(toEngine) as readonly CelInput[] as []);
    case 'map':
      return celMap(new Map([...value.entries].map(([key, item]) => [key, toEngine(item) as CelInput])));
    default:
      throw new Error(`a ${value.kind} is no argument of functions`);
  }
}

function fromEngine(value: CelValue, trail: Trail): PartialValue {
  if (value === null || typeof value !== 'object') return scalar(value, trail);
  if (isCelUint(value)) return scalar(value.value, trail);
  if (isCelList(value)) return { kind: 'list', items: [...value].map((item) => fromEngine(item, trail)), ...trail };
  if (isCelMap(value)) {
    const entries = [...value].map(([key, item]) => [String(key), fromEngine(item, trail)] as const);
    return { kind: 'map', entries: new Map(entries), ...trail };
  }
  return { kind: 'opaque', value, ...trail };
}

function functionWord(name: string): string {
  return /^_(.+)_$/.exec(name)?.[1] ?? name.replace(/_$/, '');
}
