import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { Body, Expression } from '../../hcl/ast.ts';
import { type FoundReference, referencesOf } from '../../hcl/evaluate/references.ts';
import { blocksOf } from '../config/blocks.ts';
import { type ConditionConfig, type ModuleConfig, resourceKey } from '../config/module-config.ts';
import { referencesInBody } from '../config/module-references.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { reportAt } from '../config/recorder.ts';

/** Which of the names that only mean something in some places mean something here. */
interface Allowed {
  readonly each: boolean;
  readonly count: boolean;
  readonly self: boolean;
}

const nowhere: Allowed = { each: false, count: false, self: false };

/** Reports references of an expression outside of any block, where `each`, `count` and `self` mean nothing. */
export function checkExpression(expression: Expression, file: string, node: ModuleNode, faults: Diagnostic[]): void {
  for (const reference of referencesOf(expression)) checkReference(reference, file, node, nowhere, faults);
}

/** Reports every reference of a module to something that it does not declare, or that means nothing where it stands. */
export function checkReferences(node: ModuleNode, faults: Diagnostic[]): void {
  const { config } = node;
  const check = (file: string, references: readonly FoundReference[], allowed: Allowed): void => {
    for (const reference of references) checkReference(reference, file, node, allowed, faults);
  };
  const checkAll = (file: string, expressions: readonly (Expression | undefined)[], allowed: Allowed): void => {
    for (const expression of expressions) if (expression !== undefined) check(file, referencesOf(expression), allowed);
  };
  const checkConditions = (conditions: readonly ConditionConfig[], allowed: Allowed): void => {
    for (const { file, condition, errorMessage } of conditions) checkAll(file, [condition, errorMessage], allowed);
  };
  for (const variable of config.variables.values()) checkConditions(variable.validations, nowhere);
  for (const { file, expression } of config.locals.values()) checkAll(file, [expression], nowhere);
  for (const { file, value, dependsOn, preconditions } of config.outputs.values()) {
    checkAll(file, [value, ...dependsOn], nowhere);
    checkConditions(preconditions, nowhere);
  }
  for (const { file, block } of config.providers.values()) check(file, referencesInBody(block.body), nowhere);
  for (const { assertions } of config.checks) checkConditions(assertions, nowhere);
  for (const { file, block, count, forEach, dependsOn } of config.resources.values()) {
    const repeats = { each: forEach !== undefined, count: count !== undefined, self: false };
    const withSelf = new Set(selfRanges(block.body));
    for (const reference of referencesInBody(block.body)) {
      const self = [...withSelf].some((range) => contains(range, reference.root.range));
      checkReference(reference, file, node, { ...repeats, self }, faults);
    }
    checkAll(file, dependsOn, nowhere);
  }
  for (const { file, block, count, forEach, dependsOn } of config.modules.values()) {
    const repeats = { each: forEach !== undefined, count: count !== undefined, self: false };
    check(file, referencesInBody(block.body), repeats);
    checkAll(file, dependsOn, nowhere);
  }
}

// `self` means the resource in provisioners, connections and postconditions.
function selfRanges(body: Body): readonly Range[] {
  const lifecycle = blocksOf(body, 'lifecycle').flatMap((block) => blocksOf(block.body, 'postcondition'));
  return [...blocksOf(body, 'provisioner'), ...blocksOf(body, 'connection'), ...lifecycle].map(({ range }) => range);
}

function contains(outer: Range, inner: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function checkReference(
  reference: FoundReference,
  file: string,
  node: ModuleNode,
  allowed: Allowed,
  faults: Diagnostic[],
): void {
  const problem = problemWith(reference, node, allowed);
  if (problem === undefined) return;
  const { root, steps } = reference;
  const end = steps[problem.steps - 1]?.range.end ?? root.range.end;
  const range = { start: root.range.start, end };
  reportAt(faults, reference.file ?? file, range, {
    code: problem.code ?? 'unknown-reference',
    message: problem.message,
    ...(problem.hint !== undefined && { hint: problem.hint }),
  });
}

interface Problem {
  readonly message: string;
  readonly hint?: string;
  readonly code?: 'unsupported-attribute';
  /** Steps of the reference to underline. */
  readonly steps: number;
}

function problemWith({ root, steps }: FoundReference, node: ModuleNode, allowed: Allowed): Problem | undefined {
  const { config } = node;
  const [first, second] = steps.map(({ key }) => String(key));
  switch (root.name) {
    case 'var':
      return undeclared('variable', first, config.variables, 'var');
    case 'local':
      return undeclared('local value', first, config.locals, 'local');
    case 'module':
      return moduleProblem(first, steps, node);
    case 'each':
      return placeProblem('each', first, ['key', 'value'], allowed.each, 'a block with for_each');
    case 'count':
      return placeProblem('count', first, ['index'], allowed.count, 'a block with count');
    case 'self':
      return allowed.self
        ? undefined
        : { message: 'self means nothing here: only in a postcondition, provisioner or connection', steps: 0 };
    case 'path':
      return placeProblem('path', first, ['module', 'root', 'cwd'], true, '');
    case 'terraform':
      return placeProblem('terraform', first, ['workspace', 'applying'], true, '');
    case 'data':
    case 'ephemeral':
      return resourceProblem(config, root.name, first, second, 2);
    case 'resource':
      return resourceProblem(config, 'managed', first, second, 2);
    default:
      return resourceProblem(config, 'managed', root.name, first, 1);
  }
}

function undeclared(
  what: string,
  name: string | undefined,
  declared: ReadonlyMap<string, unknown>,
  prefix: string,
): Problem | undefined {
  if (name === undefined) return { message: `"${prefix}" is followed by the name of a ${what}`, steps: 0 };
  if (declared.has(name)) return undefined;
  const near = suggest(name, declared.keys());
  const hint = near !== undefined ? `did you mean "${prefix}.${near}"?` : undefined;
  return { message: `the module declares no ${what} "${name}"`, steps: 1, ...(hint !== undefined && { hint }) };
}

function placeProblem(
  name: string,
  member: string | undefined,
  members: readonly string[],
  allowed: boolean,
  where: string,
): Problem | undefined {
  if (!allowed) return { message: `${name} means nothing here: only in ${where}`, steps: member === undefined ? 0 : 1 };
  if (member !== undefined && members.includes(member)) return undefined;
  const hint = `there are ${members.map((each) => `${name}.${each}`).join(', ')}`;
  return {
    message: member === undefined ? `"${name}" is followed by a name` : `there is no "${name}.${member}"`,
    hint,
    steps: 1,
  };
}

function moduleProblem(
  name: string | undefined,
  steps: FoundReference['steps'],
  node: ModuleNode,
): Problem | undefined {
  const problem = undeclared('module call', name, node.config.modules, 'module');
  const child = name === undefined ? undefined : node.children.get(name);
  if (problem !== undefined || child === undefined) return problem;
  const at = steps.findIndex((step, index) => index > 0 && step.kind === 'attribute');
  const output = at === -1 ? undefined : String(steps[at]?.key);
  // An attribute after something else than an instance key is read from an output.
  if (output === undefined || at > 2 || child.config.outputs.has(output)) return undefined;
  const near = suggest(output, child.config.outputs.keys());
  return {
    message: `the module "${name}" has no output "${output}"`,
    code: 'unsupported-attribute',
    steps: at + 1,
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
  };
}

function resourceProblem(
  config: ModuleConfig,
  mode: 'managed' | 'data' | 'ephemeral',
  type: string | undefined,
  name: string | undefined,
  steps: number,
): Problem | undefined {
  const what = mode === 'managed' ? 'resource' : mode === 'data' ? 'data source' : 'ephemeral resource';
  if (type === undefined || name === undefined) return bareName(type ?? mode, config, mode === 'managed');
  const key = resourceKey(mode, type, name);
  if (config.resources.has(key)) return undefined;
  const near = suggest(key, config.resources.keys());
  const hint = near !== undefined ? `did you mean "${near}"?` : undefined;
  return { message: `the module declares no ${what} "${type}" "${name}"`, steps, ...(hint !== undefined && { hint }) };
}

function bareName(name: string, config: ModuleConfig, managed: boolean): Problem {
  if (!managed) return { message: `"${name}" is followed by a type and a name`, steps: 0 };
  const hint = config.variables.has(name)
    ? `did you mean "var.${name}"?`
    : config.locals.has(name)
      ? `did you mean "local.${name}"?`
      : 'a resource is named by type and name, a text is written in quotes';
  return { message: `"${name}" alone is no reference`, hint, steps: 0 };
}
