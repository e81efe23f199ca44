import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Block, Body } from '../../hcl/ast.ts';
import type { Scope } from '../../hcl/evaluate/scope.ts';
import { anyType } from '../../hcl/values/types.ts';
import type { ProviderFacts } from '../facts/facts.ts';
import { argumentOf, blocksOf, listItems, literalBool, literalText, providerName, unplaced } from './blocks.ts';
import type {
  ConditionConfig,
  ModuleArgument,
  ModuleCall,
  OutputConfig,
  Placed,
  ResourceConfig,
  VariableConfig,
} from './module-config.ts';
import type { ParseCache } from './parse-cache.ts';
import { reportAt } from './recorder.ts';
import { readType } from './type-expression.ts';

/** What reading a module's declarations needs besides its files. */
export interface ConfigContext {
  readonly terraformVersion: string;
  readonly faults: Diagnostic[];
  /** Facts about providers: to read JSON, where blocks and arguments look alike. Default: none. */
  readonly facts?: ProviderFacts;
  /** Trees of files seen in other modules of the run. Default: none. */
  readonly parseCache?: ParseCache;
  /** For constants in declarations: defaults of `optional()`. */
  readonly scope: Scope;
}

/** A `variable` block. */
export function readVariable(placed: Placed, name: string, context: ConfigContext): VariableConfig {
  const { body } = placed.block;
  const type = argumentOf(body, 'type')?.value;
  const fallback = argumentOf(body, 'default')?.value;
  const nullable = literalBool(argumentOf(body, 'nullable')?.value) ?? true;
  const constant = unplaced(fallback);
  if (!nullable && constant?.kind === 'literal' && constant.literal.type === 'null') {
    reportAt(context.faults, argumentOf(body, 'default')?.file ?? placed.file, constant.range, {
      code: 'invalid-variable-value',
      message: `the variable "${name}" must not be null, so null cannot be its default`,
      args: { variable: name, path: '' },
    });
  }
  return {
    name,
    type: type === undefined ? anyType : readType(type, { ...context, file: placed.file }),
    sensitive: literalBool(argumentOf(body, 'sensitive')?.value) ?? false,
    ephemeral: literalBool(argumentOf(body, 'ephemeral')?.value) ?? false,
    nullable,
    validations: conditionsOf(body, 'validation', placed.file),
    ...placed,
    ...(fallback !== undefined && { default: fallback }),
  };
}

/** The conditions of a type (`precondition`, `validation`, …) in a body; incomplete ones, which are reported, left out. */
export function conditionsOf(body: Body, type: string, file: string): readonly ConditionConfig[] {
  return blocksOf(body, type).flatMap((block) => {
    const condition = argumentOf(block.body, 'condition')?.value;
    const errorMessage = argumentOf(block.body, 'error_message')?.value;
    if (condition === undefined || errorMessage === undefined) return [];
    return [{ file: block.file ?? file, condition, errorMessage }];
  });
}

/** An `output` block. */
export function readOutput(placed: Placed, name: string): OutputConfig {
  const { body } = placed.block;
  const value = argumentOf(body, 'value')?.value;
  const description = literalText(argumentOf(body, 'description')?.value);
  return {
    name,
    sensitive: literalBool(argumentOf(body, 'sensitive')?.value) ?? false,
    ephemeral: literalBool(argumentOf(body, 'ephemeral')?.value) ?? false,
    dependsOn: listItems(argumentOf(body, 'depends_on')?.value),
    preconditions: conditionsOf(body, 'precondition', placed.file),
    ...placed,
    ...(value !== undefined && { value }),
    ...(description !== undefined && { description }),
  };
}

function repetitionOf(block: Block): Pick<ResourceConfig, 'count' | 'forEach'> {
  const count = argumentOf(block.body, 'count')?.value;
  const forEach = argumentOf(block.body, 'for_each')?.value;
  return { ...(count !== undefined && { count }), ...(forEach !== undefined && { forEach }) };
}

/** A `resource`, `data` or `ephemeral` block. */
export function readResource(placed: Placed, type: string, name: string): ResourceConfig {
  const { block, file } = placed;
  const lifecycle = blocksOf(block.body, 'lifecycle');
  return {
    mode: block.type === 'resource' ? 'managed' : block.type === 'data' ? 'data' : 'ephemeral',
    type,
    name,
    provider: providerName(argumentOf(block.body, 'provider')?.value) ?? type.split('_', 1)[0] ?? type,
    dependsOn: listItems(argumentOf(block.body, 'depends_on')?.value),
    preconditions: lifecycle.flatMap(({ body }) => conditionsOf(body, 'precondition', file)),
    postconditions: lifecycle.flatMap(({ body }) => conditionsOf(body, 'postcondition', file)),
    replaceTriggeredBy: lifecycle.flatMap(({ body }) => listItems(argumentOf(body, 'replace_triggered_by')?.value)),
    ...placed,
    ...repetitionOf(block),
  };
}

const moduleArguments: ReadonlySet<string> = new Set([
  'source',
  'version',
  'count',
  'for_each',
  'providers',
  'depends_on',
]);

/** A `module` block. */
export function readModuleCall(placed: Placed, name: string): ModuleCall {
  const { block, file } = placed;
  const source = literalText(argumentOf(block.body, 'source')?.value);
  const providers = new Map<string, string>();
  const written = unplaced(argumentOf(block.body, 'providers')?.value);
  for (const { bareKey, key, value } of written?.kind === 'object' ? written.items : []) {
    const theirs = bareKey ?? providerName(key);
    const ours = providerName(value);
    if (theirs !== undefined && ours !== undefined) providers.set(theirs, ours);
  }
  const given = new Map<string, ModuleArgument>();
  for (const item of block.body.items) {
    if (item.kind === 'attribute' && !moduleArguments.has(item.name)) {
      given.set(item.name, { value: item.value, nameRange: item.nameRange, file: item.file ?? file });
    }
  }
  return {
    name,
    arguments: given,
    providers,
    dependsOn: listItems(argumentOf(block.body, 'depends_on')?.value),
    ...placed,
    ...(source !== undefined && { source }),
    ...repetitionOf(block),
  };
}
