import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import type { Block, Body } from '../../hcl/ast.ts';
import type { Scope } from '../../hcl/evaluate/scope.ts';
import { anyType } from '../../hcl/values/types.ts';
import { argumentOf, blocksOf, listItems, literalBool, literalText, providerName } from './blocks.ts';
import { checkLanguage } from './check-language.ts';
import {
  type CheckConfig,
  type ConditionConfig,
  type LocalConfig,
  type ModuleCall,
  type ModuleConfig,
  type OutputConfig,
  type Placed,
  type ProviderConfig,
  type ResourceConfig,
  resourceKey,
  type VariableConfig,
  type Written,
} from './module-config.ts';
import { reportAt } from './recorder.ts';
import { readType } from './type-expression.ts';

/** What reading a module's declarations needs besides its files. */
export interface ConfigContext {
  readonly terraformVersion: string;
  readonly faults: Diagnostic[];
  /** For constants in declarations: defaults of `optional()`. */
  readonly scope: Scope;
}

/** Collects what the files of one folder declare. Faults of the declarations themselves and duplicates are reported. */
export function readConfig(folder: string, bodies: ReadonlyMap<string, Body>, context: ConfigContext): ModuleConfig {
  const draft = new Draft(context);
  for (const [file, body] of bodies) {
    checkLanguage(body, file, context.terraformVersion, context.faults);
    for (const item of body.items) if (item.kind === 'block') draft.add({ file, block: item });
  }
  return { folder, bodies, ...draft.parts };
}

class Draft {
  readonly parts = {
    variables: new Map<string, VariableConfig>(),
    locals: new Map<string, LocalConfig>(),
    resources: new Map<string, ResourceConfig>(),
    outputs: new Map<string, OutputConfig>(),
    modules: new Map<string, ModuleCall>(),
    providers: new Map<string, ProviderConfig>(),
    checks: [] as CheckConfig[],
    imports: [] as Placed[],
    requiredVersions: [] as Written[],
  };
  private readonly context: ConfigContext;

  constructor(context: ConfigContext) {
    this.context = context;
  }

  add(placed: Placed): void {
    const { block, file } = placed;
    const [first, second] = block.labels.map((label) => label.text);
    switch (block.type) {
      case 'terraform':
        this.addSettings(placed);
        return;
      case 'locals':
        this.addLocals(placed);
        return;
      case 'import':
        this.parts.imports.push(placed);
        return;
      case 'resource':
      case 'data':
      case 'ephemeral':
        if (first !== undefined && second !== undefined) this.addResource(placed, first, second);
        return;
      case 'check':
        if (first !== undefined) this.addCheck(placed, first);
        return;
      case 'provider':
        if (first !== undefined) this.addProvider(placed, first);
        return;
      case 'variable':
        if (first !== undefined && this.isValidName(first, placed)) {
          this.addNamed(this.parts.variables, first, 'variable', readVariable(placed, first, this.context), file);
        }
        return;
      case 'output':
        if (first !== undefined) this.addNamed(this.parts.outputs, first, 'output', readOutput(placed, first), file);
        return;
      case 'module':
        if (first !== undefined)
          this.addNamed(this.parts.modules, first, 'module', readModuleCall(placed, first), file);
        return;
      default:
    }
  }

  private addNamed<T extends Placed>(table: Map<string, T>, key: string, what: string, config: T, file: string): void {
    const before = table.get(key);
    if (before === undefined) table.set(key, config);
    else
      this.reportDuplicate(`${what} "${key}"`, config.block.headerRange, file, before.block.headerRange, before.file);
  }

  private reportDuplicate(what: string, range: Range, file: string, first: Range, firstFile: string): void {
    reportAt(this.context.faults, file, range, {
      code: 'duplicate-declaration',
      message: `${what} is declared a second time`,
      related: [{ message: 'first declared here', location: { file: firstFile, range: first } }],
    });
  }

  private isValidName(name: string, { file, block }: Placed): boolean {
    if (!reservedVariables.has(name)) return true;
    const message = `"${name}" cannot be the name of a variable: module blocks use it themselves`;
    reportAt(this.context.faults, file, block.labels[0]?.range ?? block.headerRange, {
      code: 'invalid-declaration',
      message,
    });
    return false;
  }

  private addSettings({ file, block }: Placed): void {
    const version = argumentOf(block.body, 'required_version');
    if (version !== undefined) this.parts.requiredVersions.push({ file, expression: version.value });
  }

  private addLocals({ file, block }: Placed): void {
    for (const item of block.body.items) {
      if (item.kind !== 'attribute') {
        reportAt(this.context.faults, file, item.typeRange, {
          code: 'unsupported-block',
          message: `a locals block holds no blocks`,
          hint: `write it as a value: ${item.type} = { … }`,
        });
        continue;
      }
      const { name, nameRange, value } = item;
      const before = this.parts.locals.get(name);
      if (before === undefined) this.parts.locals.set(name, { file, name, nameRange, expression: value });
      else this.reportDuplicate(`local value "${name}"`, nameRange, file, before.nameRange, before.file);
    }
  }

  private addResource(placed: Placed, type: string, name: string): void {
    const config = readResource(placed, type, name);
    const { count, forEach } = config;
    if (count !== undefined && forEach !== undefined) this.reportBoth(placed);
    const key = resourceKey(config.mode, type, name);
    const what =
      config.mode === 'managed'
        ? `resource "${key}"`
        : `${config.mode === 'data' ? 'data source' : 'ephemeral resource'} "${key}"`;
    this.addNamed(this.parts.resources, key, what.replace(` "${key}"`, ''), config, placed.file);
  }

  private reportBoth({ file, block }: Placed): void {
    const attributes = ['count', 'for_each'].map((name) => argumentOf(block.body, name)?.nameRange.start ?? 0);
    const second = argumentOf(block.body, (attributes[0] ?? 0) > (attributes[1] ?? 0) ? 'count' : 'for_each');
    const message = 'count and for_each exclude each other';
    reportAt(this.context.faults, file, second?.nameRange ?? block.headerRange, {
      code: 'invalid-declaration',
      message,
    });
  }

  private addCheck(placed: Placed, name: string): void {
    this.parts.checks.push({ ...placed, name, assertions: conditionsOf(placed.block.body, 'assert', placed.file) });
    for (const block of blocksOf(placed.block.body, 'data')) this.add({ file: placed.file, block });
  }

  private addProvider(placed: Placed, name: string): void {
    const alias = literalText(argumentOf(placed.block.body, 'alias')?.value);
    const config: ProviderConfig = alias === undefined ? { ...placed, name } : { ...placed, name, alias };
    this.addNamed(
      this.parts.providers,
      alias === undefined ? name : `${name}.${alias}`,
      'provider',
      config,
      placed.file,
    );
  }
}

const reservedVariables: ReadonlySet<string> = new Set([
  'source',
  'version',
  'providers',
  'count',
  'for_each',
  'lifecycle',
  'depends_on',
  'locals',
]);

function readVariable(placed: Placed, name: string, context: ConfigContext): VariableConfig {
  const { body } = placed.block;
  const type = argumentOf(body, 'type')?.value;
  const fallback = argumentOf(body, 'default')?.value;
  return {
    ...placed,
    name,
    type: type === undefined ? anyType : readType(type, { ...context, file: placed.file }),
    ...(fallback !== undefined && { default: fallback }),
    sensitive: literalBool(argumentOf(body, 'sensitive')?.value) ?? false,
    ephemeral: literalBool(argumentOf(body, 'ephemeral')?.value) ?? false,
    nullable: literalBool(argumentOf(body, 'nullable')?.value) ?? true,
    validations: conditionsOf(body, 'validation', placed.file),
  };
}

function conditionsOf(body: Body, type: string, file: string): readonly ConditionConfig[] {
  return blocksOf(body, type).flatMap((block) => {
    const condition = argumentOf(block.body, 'condition')?.value;
    const errorMessage = argumentOf(block.body, 'error_message')?.value;
    return condition === undefined || errorMessage === undefined ? [] : [{ file, condition, errorMessage }];
  });
}

function readOutput(placed: Placed, name: string): OutputConfig {
  const { body } = placed.block;
  const value = argumentOf(body, 'value')?.value;
  const description = literalText(argumentOf(body, 'description')?.value);
  return {
    ...placed,
    name,
    ...(value !== undefined && { value }),
    sensitive: literalBool(argumentOf(body, 'sensitive')?.value) ?? false,
    ephemeral: literalBool(argumentOf(body, 'ephemeral')?.value) ?? false,
    ...(description !== undefined && { description }),
    dependsOn: listItems(argumentOf(body, 'depends_on')?.value),
    preconditions: conditionsOf(body, 'precondition', placed.file),
  };
}

function repetitionOf(block: Block): Pick<ResourceConfig, 'count' | 'forEach'> {
  const count = argumentOf(block.body, 'count')?.value;
  const forEach = argumentOf(block.body, 'for_each')?.value;
  return { ...(count !== undefined && { count }), ...(forEach !== undefined && { forEach }) };
}

function readResource(placed: Placed, type: string, name: string): ResourceConfig {
  const { block, file } = placed;
  const lifecycle = blocksOf(block.body, 'lifecycle');
  return {
    ...placed,
    mode: block.type === 'resource' ? 'managed' : block.type === 'data' ? 'data' : 'ephemeral',
    type,
    name,
    ...repetitionOf(block),
    provider: providerName(argumentOf(block.body, 'provider')?.value) ?? type.split('_', 1)[0] ?? type,
    dependsOn: listItems(argumentOf(block.body, 'depends_on')?.value),
    preconditions: lifecycle.flatMap(({ body }) => conditionsOf(body, 'precondition', file)),
    postconditions: lifecycle.flatMap(({ body }) => conditionsOf(body, 'postcondition', file)),
    replaceTriggeredBy: lifecycle.flatMap(({ body }) => listItems(argumentOf(body, 'replace_triggered_by')?.value)),
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

function readModuleCall(placed: Placed, name: string): ModuleCall {
  const { block } = placed;
  const source = literalText(argumentOf(block.body, 'source')?.value);
  const providers = new Map<string, string>();
  const written = argumentOf(block.body, 'providers')?.value;
  for (const { bareKey, key, value } of written?.kind === 'object' ? written.items : []) {
    const theirs = bareKey ?? providerName(key);
    const ours = providerName(value);
    if (theirs !== undefined && ours !== undefined) providers.set(theirs, ours);
  }
  const given = new Map<string, { value: LocalConfig['expression']; nameRange: Range }>();
  for (const item of block.body.items) {
    if (item.kind === 'attribute' && !moduleArguments.has(item.name)) {
      given.set(item.name, { value: item.value, nameRange: item.nameRange });
    }
  }
  return {
    ...placed,
    name,
    ...(source !== undefined && { source }),
    ...repetitionOf(block),
    arguments: given,
    providers,
    dependsOn: listItems(argumentOf(block.body, 'depends_on')?.value),
  };
}
