import { suggest } from '../../diagnostics/suggest.ts';
import { decideMatch, isDecidable } from '../../regex/decide-match.ts';
import type { CallExpression } from '../ast.ts';
import type { FunctionDescriptor } from '../functions/function.ts';
import { libraryNames } from '../functions/library-names.ts';
import { findFunction, functionNames } from '../functions/table.ts';
import type { Value } from '../value.ts';
import { tryConvert } from '../values/convert.ts';
import { marksOf, withMarks } from '../values/marks.ts';
import { madeFrom } from '../values/origin.ts';
import { boolType, stringType } from '../values/types.ts';
import { canConvert } from '../values/unify.ts';
import { boolValue, isSequence, isWhollyKnown, unknownAny, unknownValue } from '../values/values.ts';
import { compareVersions } from '../version.ts';
import { callFunction, mostArguments } from './call-function.ts';
import { staticReference } from './references.ts';
import { type Evaluate, hasErrors, report, type Scope, scopeWithFaults } from './scope.ts';

/** `name(a, b...)`. */
export function evaluateCall(node: CallExpression, scope: Scope, evaluate: Evaluate): Value {
  const place = { file: scope.file, range: node.range };
  const name = node.name.startsWith('core::') ? node.name.slice('core::'.length) : node.name;
  if (name === 'try') return evaluateTry(node, scope, evaluate);
  if (name === 'can') return evaluateCan(node, scope, evaluate);
  const descriptor = chooseFunction(name, node, scope);
  const faultsBefore = scope.faults.length;
  const args = node.args.map((arg) => evaluate(arg, scope));
  const spread = node.spread ? spreadLast(args, node, scope) : args;
  // After a fault in an argument nothing can be said of the result, not even its type.
  const isFaulty = scope.faults.length > faultsBefore;
  if (descriptor === undefined || spread === undefined || isFaulty) return madeFrom(unknownAny, place, args);
  const isCallable =
    hasRightCount(descriptor, spread.length, node, scope) && namesItsTemplate(name, spread, node, scope);
  const result = isCallable ? callFunction(descriptor, spread, node, scope) : unknownAny;
  return madeFrom(result, place, args);
}

function chooseFunction(name: string, node: CallExpression, scope: Scope): FunctionDescriptor | undefined {
  const provided = /^provider::([^:]+)::([^:]+)$/.exec(name);
  const { terraformVersion, engines } = scope.functions;
  if (engines.library === undefined && (provided !== null || libraryNames.includes(name)))
    return refuseUnloaded(name, node, scope);
  const ofProvider = provided === null ? undefined : engines.library?.ofProvider(provided[1] ?? '');
  if (provided !== null && ofProvider === undefined) return refuseProvider(name, node, scope);
  const descriptor = ofProvider?.find((each) => each.name === provided?.[2]) ?? findFunction(name, engines);
  if (descriptor !== undefined) {
    if (descriptor.since === undefined || compareVersions(terraformVersion, descriptor.since) >= 0) return descriptor;
    report(scope, {
      code: 'newer-terraform',
      message: `the function "${name}" came with Terraform ${descriptor.since}, this module is read as ${terraformVersion}`,
      range: node.nameRange,
      args: { name, since: descriptor.since },
    });
    return undefined;
  }
  const near =
    ofProvider === undefined
      ? suggest(name, functionNames)
      : suggest(
          name,
          ofProvider.map((each) => `provider::${provided?.[1]}::${each.name}`),
        );
  report(scope, {
    code: 'unknown-function',
    message: `there is no function "${name}"`,
    range: node.nameRange,
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
    args: { name },
  });
  return undefined;
}

function refuseUnloaded(name: string, node: CallExpression, scope: Scope): undefined {
  const message = `"${name}" cannot be evaluated here: it needs a library that is not loaded`;
  report(scope, { code: 'function-not-supported', message, range: node.nameRange, args: { name } });
}

// What the functions of a provider do is not known without it; that is no fault of the module.
function refuseProvider(name: string, node: CallExpression, scope: Scope): undefined {
  const message = `the function "${name}" of a provider is not evaluated offline, so its result counts as unknown`;
  const location = { file: scope.file, range: node.nameRange };
  scope.faults.push({ code: 'function-not-supported', severity: 'info', message, location, args: { name } });
}

function spreadLast(args: readonly Value[], node: CallExpression, scope: Scope): readonly Value[] | undefined {
  const last = args.at(-1);
  const lastNode = node.args.at(-1);
  if (last === undefined || lastNode === undefined) return args;
  if (isSequence(last)) {
    return [...args.slice(0, -1), ...last.items.map((item) => withMarks(item, marksOf(last)))];
  }
  if (last.kind === 'unknown') return undefined;
  const message = 'only a list, set or tuple can be spread by "..."';
  report(scope, { code: 'invalid-function-argument', message, range: lastNode.range });
  return undefined;
}

function hasRightCount(
  { name, parameters, variadic }: FunctionDescriptor,
  count: number,
  node: CallExpression,
  scope: Scope,
): boolean {
  const most = variadic === undefined ? parameters.length : mostArguments;
  if (count >= parameters.length && count <= most) return true;
  const missing = parameters[count];
  if (missing !== undefined) {
    const end = node.range.end;
    const message = `"${name}" is called without its argument "${missing.name}"`;
    report(scope, { code: 'invalid-function-argument', message, range: { start: end - 1, end } });
    return false;
  }
  const first = node.args[most] ?? node.args.at(-1) ?? node;
  const message = `"${name}" takes ${most === 1 ? 'one argument' : `${most} arguments`}, this is one too many`;
  report(scope, { code: 'invalid-function-argument', message, range: first.range });
  return false;
}

/** `templatestring` is for texts from elsewhere only, so that nobody takes it for the way to write a template. */
function namesItsTemplate(
  name: string,
  [, names]: readonly Value[],
  { args: [template] }: CallExpression,
  scope: Scope,
): boolean {
  // While the names are not known, Terraform does not look at the template.
  if (name !== 'templatestring' || template === undefined || names?.kind === 'unknown') return true;
  if (template.kind === 'splat' || staticReference(template) !== undefined) return true;
  report(scope, {
    code: 'invalid-function-argument',
    message: '"templatestring" takes a reference to a text from elsewhere',
    range: template.range,
    hint: 'write the template itself, or put it into a local value',
    args: { name },
  });
  return false;
}

// The first argument without fault. While it is not wholly known, it may still turn out to have one, and the choice is open.
function evaluateTry(node: CallExpression, scope: Scope, evaluate: Evaluate): Value {
  const place = { file: scope.file, range: node.range };
  for (const arg of node.args) {
    const faults: Scope['faults'] = [];
    const value = evaluate(arg, scopeWithFaults(scope, faults));
    if (passOnUnsupported(faults, scope)) return madeFrom(unknownAny, place, [value]);
    if (!hasErrors(faults)) return madeFrom(isWhollyKnown(value) ? value : unknownAny, place, [value]);
  }
  const message =
    node.args.length === 0 ? '"try" needs at least one argument' : 'no argument of "try" can be evaluated';
  report(scope, { code: 'invalid-function-argument', message, range: node.range });
  return madeFrom(unknownAny, place, []);
}

const unknownBool = unknownValue(boolType);

function evaluateCan(node: CallExpression, scope: Scope, evaluate: Evaluate): Value {
  const place = { file: scope.file, range: node.range };
  const [arg] = node.args;
  if (arg === undefined || node.args.length > 1) {
    report(scope, { code: 'invalid-function-argument', message: '"can" takes one argument', range: node.range });
    return madeFrom(unknownValue(boolType), place, []);
  }
  const faults: Scope['faults'] = [];
  const silent = scopeWithFaults(scope, faults);
  const matches = arg.kind === 'call' ? evaluateMatch(arg, silent, evaluate) : undefined;
  if (matches !== undefined) return madeFrom(matches.result, place, matches.args);
  const value = evaluate(arg, silent);
  const undecided = passOnUnsupported(faults, scope) || (!hasErrors(faults) && !isWhollyKnown(value));
  const result = undecided ? unknownBool : boolValue(!hasErrors(faults));
  return madeFrom(result, place, [value]);
}

/** What cannot be evaluated here is no fault of the argument: it is told all the same, and leaves the result open. */
function passOnUnsupported(faults: Scope['faults'], scope: Scope): boolean {
  const unsupported = faults.filter(({ code, severity }) => code === 'function-not-supported' && severity !== 'info');
  scope.faults.push(...unsupported);
  return unsupported.length > 0;
}

/** `can(regex(pattern, text))` asks only whether the pattern matches, which needs no engine for most patterns. */
function evaluateMatch(
  { name, args, spread }: CallExpression,
  scope: Scope,
  evaluate: Evaluate,
): { readonly result: Value; readonly args: readonly Value[] } | undefined {
  const [first, second] = args;
  if (name !== 'regex' || first === undefined || second === undefined || args.length > 2 || spread) return undefined;
  const pattern = evaluate(first, scope);
  const given = evaluate(second, scope);
  const text = tryConvert(given, stringType) ?? given;
  if (hasErrors(scope.faults) || pattern.kind !== 'string' || !isDecidable(pattern.value)) return undefined;
  const operands = [pattern, text];
  if (text.kind === 'unknown' && canConvert(text.type, stringType)) return { result: unknownBool, args: operands };
  const result = text.kind === 'string' ? decideMatch(pattern.value, text.value) : undefined;
  return result === undefined ? undefined : { result: boolValue(result), args: operands };
}
