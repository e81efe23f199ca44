import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { Block, Body, Expression } from '../../hcl/ast.ts';
import { type FoundReference, isStaticName, referencesOf } from '../../hcl/evaluate/references.ts';
import { blocksOf, literalText, withoutItems } from '../config/blocks.ts';
import { type ConditionConfig, type ModuleConfig, type ResourceConfig, resourceKey } from '../config/module-config.ts';
import { referencesInBody } from '../config/module-references.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { reportAt } from '../config/recorder.ts';
import type { ProviderFacts } from '../facts/facts.ts';
import { factsOfResource } from '../facts/facts-of-resource.ts';
import { type MemberProblem, memberProblem } from './member-problem.ts';
import { resourceStepsProblem } from './resource-problem.ts';

/** Which of the names that only mean something in some places mean something here. */
interface Allowed {
  readonly each: boolean;
  readonly count: boolean;
  /** What `self` stands for; absent where it means nothing. */
  readonly self?: ResourceConfig;
}

const nowhere: Allowed = { each: false, count: false };

/** What references are held against. */
interface Context {
  readonly node: ModuleNode;
  readonly faults: Diagnostic[];
  readonly facts: ProviderFacts | undefined;
}

/** A fault in the content of a `dynamic` block: Terraform sees it only where the block is generated. */
export interface FaultInContent {
  readonly resource: ResourceConfig;
  readonly dynamic: Block;
  readonly fault: Diagnostic;
}

/** Reports references of an expression outside of any block, where `each`, `count` and `self` mean nothing. */
export function checkExpression(expression: Expression, file: string, node: ModuleNode, faults: Diagnostic[]): void {
  const context = { node, faults, facts: undefined };
  for (const reference of referencesOf(expression)) checkReference(reference, file, nowhere, context);
}

/**
 * Reports every reference of a module to something that it does not declare, that means nothing where it stands, or that the type of a
 * resource does not have. Gives those in blocks that may not be generated.
 *
 * @param facts - What is known of the types. Default: nothing.
 */
export function checkReferences(
  node: ModuleNode,
  faults: Diagnostic[],
  facts?: ProviderFacts,
): readonly FaultInContent[] {
  const { config } = node;
  const inContent: FaultInContent[] = [];
  const context: Context = { node, faults, facts };
  const check = (file: string, references: readonly FoundReference[], allowed: Allowed): void => {
    for (const reference of references) checkReference(reference, file, allowed, context);
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
    checkAll(file, [value], nowhere);
    checkDependencies(file, dependsOn, context);
    checkConditions(preconditions, nowhere);
  }
  for (const { file, block } of config.providers.values()) check(file, referencesInBody(block.body), nowhere);
  for (const { assertions } of config.checks) checkConditions(assertions, nowhere);
  for (const resource of config.resources.values()) {
    const { file, count, forEach, dependsOn } = resource;
    checkAll(file, [count, forEach], nowhere);
    inContent.push(...checkResourceBody(resource, context));
    checkDependencies(file, dependsOn, context);
  }
  for (const { file, block, count, forEach, dependsOn } of config.modules.values()) {
    const repeats = { each: forEach !== undefined, count: count !== undefined };
    checkAll(file, [count, forEach], nowhere);
    check(file, referencesInBody(withoutItems(block.body, repetition)), repeats);
    checkDependencies(file, dependsOn, context);
  }
  return inContent;
}

const repetition: ReadonlySet<string> = new Set(['count', 'for_each']);

function checkResourceBody(resource: ResourceConfig, context: Context): readonly FaultInContent[] {
  const { file, block, count, forEach } = resource;
  const repeats = { each: forEach !== undefined, count: count !== undefined };
  const withSelf = selfRanges(block.body);
  const inContent: FaultInContent[] = [];
  for (const reference of referencesInBody(withoutItems(block.body, repetition))) {
    const { generatedBy: dynamic } = reference;
    const faults = dynamic === undefined ? context.faults : [];
    const hasSelf = withSelf.some((range) => contains(range, reference.root.range));
    checkReference(reference, file, hasSelf ? { ...repeats, self: resource } : repeats, { ...context, faults });
    if (dynamic !== undefined) inContent.push(...faults.map((fault) => ({ resource, dynamic, fault })));
  }
  return inContent;
}

// How many steps lead to a whole object: type and name, an instance key, the output of a module.
function ownSteps(root: string, steps: FoundReference['steps']): number {
  const named = root === 'data' || root === 'ephemeral' || root === 'resource' ? 2 : 1;
  const keyed = steps[named]?.kind === 'index' ? named + 1 : named;
  return root === 'module' ? keyed + 1 : keyed;
}

// Dependencies are on a whole object, or one instance of it; other members of it would say nothing more.
function checkDependencies(file: string, dependsOn: readonly Expression[], { node, faults }: Context): void {
  const withoutTypes: Context = { node, faults, facts: undefined };
  for (const expression of dependsOn) {
    // The names in quotes are the old way of writing them.
    if (isStaticName(expression) || literalText(expression) !== undefined) continue;
    const message = 'the name of a resource or module is expected here';
    reportAt(faults, fileOf(expression) ?? file, expression.range, { code: 'invalid-declaration', message });
  }
  for (const reference of dependsOn.flatMap((expression) => referencesOf(expression))) {
    const { root, steps } = reference;
    const own = ownSteps(root.name, steps);
    const member = steps[own];
    const whole = { ...reference, steps: steps.slice(0, own) };
    if (member === undefined || problemWith(whole, nowhere, withoutTypes) !== undefined) {
      checkReference(whole, file, nowhere, withoutTypes);
    } else {
      reportAt(faults, reference.file ?? file, member.range, {
        code: 'invalid-declaration',
        message: 'depends_on names whole resources and modules, not what is in them',
        hint: 'remove the rest of the reference',
      });
    }
  }
}

function fileOf(expression: Expression): string | undefined {
  return expression.kind === 'parenthesized' ? expression.file : undefined;
}

// `self` means the resource in provisioners, connections and postconditions.
function selfRanges(body: Body): readonly Range[] {
  const lifecycle = blocksOf(body, 'lifecycle').flatMap((block) => blocksOf(block.body, 'postcondition'));
  return [...blocksOf(body, 'provisioner'), ...blocksOf(body, 'connection'), ...lifecycle].map(({ range }) => range);
}

function contains(outer: Range, inner: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function checkReference(reference: FoundReference, file: string, allowed: Allowed, context: Context): void {
  const problem = problemWith(reference, allowed, context);
  if (problem === undefined) return;
  const { root, steps } = reference;
  const end = steps[problem.steps - 1]?.range.end ?? root.range.end;
  reportAt(context.faults, reference.file ?? file, problem.range ?? { start: root.range.start, end }, {
    code: problem.code ?? 'unknown-reference',
    message: problem.message,
    ...(problem.hint !== undefined && { hint: problem.hint }),
  });
}

interface Problem {
  readonly message: string;
  readonly hint?: string;
  readonly code?: MemberProblem['code'];
  /** Steps of the reference to underline. */
  readonly steps: number;
  /** What to underline instead. */
  readonly range?: Range;
}

function problemWith({ root, steps }: FoundReference, allowed: Allowed, context: Context): Problem | undefined {
  const { config } = context.node;
  const [first, second] = steps.map(({ key }) => String(key));
  switch (root.name) {
    case 'var':
      return undeclared('variable', first, config.variables, 'var');
    case 'local':
      return undeclared('local value', first, config.locals, 'local');
    case 'module':
      // What a module gives is looked at where it is read: `try` and `can` may ask for an output that is not there.
      return undeclared('module call', first, config.modules, 'module');
    case 'each':
      return placeProblem('each', first, ['key', 'value'], allowed.each, 'a block with for_each');
    case 'count':
      return placeProblem('count', first, ['index'], allowed.count, 'a block with count');
    case 'self':
      return selfProblem(allowed.self, steps, context);
    case 'path':
      return placeProblem('path', first, ['module', 'root', 'cwd'], true, '');
    case 'terraform':
      return placeProblem('terraform', first, ['workspace', 'applying'], true, '');
    case 'data':
    case 'ephemeral':
      return resourceProblem([root.name, first, second], steps, 2, context);
    case 'resource':
      return resourceProblem(['managed', first, second], steps, 2, context);
    default:
      return resourceProblem(['managed', root.name, first], steps, 1, context);
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

function resourceProblem(
  [mode, type, name]: readonly [ResourceConfig['mode'], string | undefined, string | undefined],
  steps: FoundReference['steps'],
  used: number,
  { node: { config }, facts }: Context,
): Problem | undefined {
  if (type === undefined || name === undefined) return bareName(type ?? mode, config, mode === 'managed');
  const key = resourceKey(mode, type, name);
  const declared = config.resources.get(key);
  if (declared !== undefined) return withSteps(resourceStepsProblem(declared, steps.slice(used), config, facts));
  const what = mode === 'managed' ? 'resource' : mode === 'data' ? 'data source' : 'ephemeral resource';
  const near = suggest(key, config.resources.keys());
  return {
    message: `the module declares no ${what} "${type}" "${name}"`,
    steps: used,
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
  };
}

function selfProblem(
  self: ResourceConfig | undefined,
  steps: FoundReference['steps'],
  { node, facts }: Context,
): Problem | undefined {
  if (self === undefined) {
    return { message: 'self means nothing here: only in a postcondition, provisioner or connection', steps: 0 };
  }
  const type = facts === undefined ? undefined : factsOfResource(self, node.config, facts).type;
  return type === undefined ? undefined : withSteps(memberProblem(type, steps));
}

function withSteps(problem: MemberProblem | undefined): Problem | undefined {
  return problem === undefined ? undefined : { ...problem, steps: 0 };
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
