import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { HelperCall, PathExpression, TemplateExpression } from './ast.ts';
import { type Bound, blockParameter, blockParameters, dataValue, keysOf, member, type Scope } from './scope.ts';
import { helperNames, helperOf } from './template-functions.ts';

/** Where faults of expressions go. */
export interface FaultSink {
  /** File of the template being read. */
  readonly file: string;
  report(diagnostic: Diagnostic): void;
}

/** The value of an expression; undefined when it has none, which is reported. */
export function evaluate(expression: TemplateExpression, scope: Scope, sink: FaultSink): Bound | undefined {
  switch (expression.kind) {
    case 'literal':
      return { value: expression.value };
    case 'path':
      return resolvePath(expression, scope, sink);
    case 'call':
      return call(expression, scope, sink);
  }
}

function call(expression: HelperCall, scope: Scope, sink: FaultSink): Bound | undefined {
  const { name, nameRange, args, range } = expression;
  if (name === 'has') return has(expression, scope, sink);
  const fault = (message: string, hint: string, at = range): undefined => {
    sink.report({
      code: 'template-helper',
      severity: 'error',
      message,
      hint,
      location: { file: sink.file, range: at },
    });
  };
  const helper = helperOf(name);
  if (helper === undefined) {
    const meant = suggest(name, helperNames);
    const hint = meant === undefined ? `the helpers are ${helperNames.join(', ')}` : `did you mean \`${meant}\`?`;
    return fault(`there is no helper \`${name}\``, hint, nameRange);
  }
  const values = args.map((argument) => evaluate(argument, scope, sink));
  const known = values.filter((value) => value !== undefined);
  if (known.length < values.length) return undefined;
  const result = helper(known.map(({ value }) => value));
  if ('fault' in result) return fault(`\`${name}\` ${result.fault}`, result.hint);
  const pointer = known.find((value) => value.pointer !== undefined)?.pointer;
  return pointer === undefined ? { value: result.value } : { value: result.value, pointer };
}

/** `(has a.b)`: whether the path has a value; the one place where a missing one is no fault. */
function has({ args, range }: HelperCall, scope: Scope, sink: FaultSink): Bound | undefined {
  const [path, ...more] = args;
  if (path?.kind !== 'path' || path.keys.length === 0 || more.length > 0) {
    sink.report({
      code: 'template-helper',
      severity: 'error',
      message: '`has` takes one path',
      hint: 'write it as `(has parameters.name)`',
      location: { file: sink.file, range },
    });
    return undefined;
  }
  const parent = resolvePath({ ...path, keys: path.keys.slice(0, -1) }, scope, {
    file: sink.file,
    report: () => undefined,
  });
  const key = path.keys.at(-1) ?? '';
  if (parent === undefined) return { value: false };
  const withheld = parent.withheld?.(key);
  if (withheld !== undefined) return report(withheld, path, sink);
  const found = path.keys.length === 1 ? resolveFirst(path, scope) : member(parent, key);
  const pointer = found?.pointer;
  return { value: found !== undefined && found.value !== null, ...(pointer === undefined ? {} : { pointer }) };
}

function resolvePath(path: PathExpression, scope: Scope, sink: FaultSink): Bound | undefined {
  if (path.keys.length === 0) {
    const { context } = at(scope, path.depth) ?? scope;
    return at(scope, path.depth) === undefined ? missing(path, path.text, undefined, sink) : context;
  }
  const [firstKey = '', ...rest] = path.keys;
  const base = path.isData ? undefined : at(scope, path.depth)?.context;
  const withheld = base?.withheld?.(firstKey);
  if (withheld !== undefined) return report(withheld, path, sink);
  let found = resolveFirst(path, scope);
  let known = path.isData ? undefined : base;
  if (found === undefined) return missing(path, `${path.isData ? '@' : ''}${firstKey}`, known, sink, scope);
  for (const key of rest) {
    const refused = found.withheld?.(key);
    if (refused !== undefined) return report(refused, path, sink);
    known = found;
    found = member(found, key);
    if (found === undefined) return missing(path, key, known, sink);
  }
  return found;
}

/** What the first key of a path means. */
function resolveFirst(path: PathExpression, scope: Scope): Bound | undefined {
  const key = path.keys[0] ?? '';
  const here = at(scope, path.depth);
  if (here === undefined) return undefined;
  if (path.isData) return dataValue(here, key);
  const name = path.isScoped || path.depth > 0 ? undefined : blockParameter(here, key);
  return name ?? member(here.context, key);
}

function at(scope: Scope, depth: number): Scope | undefined {
  let found: Scope | undefined = scope;
  for (let level = 0; level < depth; level += 1) found = found?.parent;
  return found;
}

function report(
  { message, hint }: { message: string; hint: string },
  path: PathExpression,
  sink: FaultSink,
): undefined {
  const location = { file: sink.file, range: path.range };
  sink.report({ code: 'template-parameter', severity: 'error', message, hint, location });
}

function missing(
  path: PathExpression,
  key: string,
  within: Bound | undefined,
  sink: FaultSink,
  scope?: Scope,
): undefined {
  const hint = hintFor(path, key, within, scope);
  sink.report({
    code: 'template-path',
    severity: 'error',
    message:
      key === path.text ? `\`${path.text}\` has no value` : `\`${path.text}\` has no value: there is no \`${key}\``,
    location: { file: sink.file, range: path.range },
    ...(hint === undefined ? {} : { hint }),
    args: { path: path.text },
  });
}

function hintFor(
  path: PathExpression,
  key: string,
  within: Bound | undefined,
  scope: Scope | undefined,
): string | undefined {
  const root = scope && dataValue(scope, 'root');
  if (root !== undefined && root !== within && member(root, key) !== undefined) {
    return `names are looked up in the current context here; write \`@root.${path.text}\``;
  }
  const names = [
    ...(within === undefined ? [] : keysOf(within)),
    ...(scope === undefined ? [] : blockParameters(scope)),
  ];
  const meant = suggest(key, names);
  if (meant !== undefined) return `did you mean \`${meant}\`?`;
  return within?.pointer === undefined ? undefined : `give it a value, or test it with \`(has ${path.text})\``;
}
