import type { Range } from '../../diagnostics/range.ts';
import type { Body } from '../../hcl/ast.ts';
import { argumentOf, blocksOf, literalText } from './blocks.ts';
import { checkLanguage } from './check-language.ts';
import { checkSettings } from './check-settings.ts';
import {
  type CheckConfig,
  type ImportConfig,
  type LocalConfig,
  type ModuleCall,
  type ModuleConfig,
  type MoveConfig,
  type OutputConfig,
  type Placed,
  type ProviderConfig,
  type RemovalConfig,
  type RequiredProvider,
  type ResourceConfig,
  resourceKey,
  type VariableConfig,
  type Written,
} from './module-config.ts';
import { checkModuleSource } from './module-source.ts';
import { mergeOverrides } from './override.ts';
import {
  type ConfigContext,
  conditionsOf,
  readModuleCall,
  readOutput,
  readResource,
  readVariable,
} from './read-blocks.ts';
import { readImport, readMove, readRemoval, reportRepeatedImports } from './read-relocations.ts';
import { reportAt } from './recorder.ts';
import { readRequiredProviders } from './required-providers.ts';

/** Syntax trees of the files of one folder, by path, in the order in which they count. */
export interface FolderFiles {
  readonly bodies: ReadonlyMap<string, Body>;
  /** `override.tf` and `*_override.tf`. */
  readonly overrides: ReadonlyMap<string, Body>;
}

/** Collects what the files of one folder declare. Faults of the declarations themselves and duplicates are reported. */
export function readConfig(folder: string, files: FolderFiles, context: ConfigContext): ModuleConfig {
  const { terraformVersion, faults } = context;
  for (const [file, body] of files.bodies) checkLanguage(body, file, terraformVersion, faults);
  for (const [file, body] of files.overrides) checkLanguage(body, file, terraformVersion, faults, 'override');
  const bodies = mergeOverrides(files.bodies, files.overrides, faults);
  const draft = new Draft(context);
  for (const [file, body] of bodies) {
    for (const item of body.items) if (item.kind === 'block') draft.add({ file: item.file ?? file, block: item });
  }
  reportRepeatedImports(draft.parts.imports, faults);
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
    imports: [] as ImportConfig[],
    moves: [] as MoveConfig[],
    removals: [] as RemovalConfig[],
    requiredVersions: [] as Written[],
    requiredProviders: new Map<string, RequiredProvider>(),
  };
  private readonly context: ConfigContext;
  private readonly firstRequirements: Parameters<typeof readRequiredProviders>[2] = {};
  private readonly firstBackend: Parameters<typeof checkSettings>[1] = {};

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
        if (first === undefined) return;
        checkModuleSource(placed, this.context.faults);
        this.addNamed(this.parts.modules, first, 'module', readModuleCall(placed, first), file);
        return;
      default:
        this.addRelocation(placed);
    }
  }

  private addRelocation(placed: Placed): void {
    const { faults } = this.context;
    if (placed.block.type === 'import') append(this.parts.imports, readImport(placed, faults));
    else if (placed.block.type === 'moved') append(this.parts.moves, readMove(placed, faults));
    else if (placed.block.type === 'removed') append(this.parts.removals, readRemoval(placed, faults));
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

  private addSettings(placed: Placed): void {
    const { file, block } = placed;
    readRequiredProviders(placed, this.parts.requiredProviders, this.firstRequirements, this.context.faults);
    checkSettings(placed, this.firstBackend, this.context);
    const version = argumentOf(block.body, 'required_version');
    if (version !== undefined)
      this.parts.requiredVersions.push({ file: version.file ?? file, expression: version.value });
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
      if (before === undefined)
        this.parts.locals.set(name, { file: item.file ?? file, name, nameRange, expression: value });
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
    const [count, forEach] = [argumentOf(block.body, 'count'), argumentOf(block.body, 'for_each')];
    // One of them may be overridden by the other: then it is count that Terraform takes.
    if (count?.file !== forEach?.file) return;
    const second = (count?.nameRange.start ?? 0) > (forEach?.nameRange.start ?? 0) ? count : forEach;
    const message = 'count and for_each exclude each other';
    reportAt(this.context.faults, second?.file ?? file, second?.nameRange ?? block.headerRange, {
      code: 'invalid-declaration',
      message,
    });
  }

  private addCheck(placed: Placed, name: string): void {
    this.checkCheck(placed, name);
    this.parts.checks.push({ ...placed, name, assertions: conditionsOf(placed.block.body, 'assert', placed.file) });
    for (const block of blocksOf(placed.block.body, 'data')) this.add({ file: placed.file, block });
  }

  private checkCheck({ file, block }: Placed, name: string): void {
    const refuse = (range: Range, message: string): void =>
      reportAt(this.context.faults, file, range, { code: 'invalid-declaration', message });
    const before = this.parts.checks.find((each) => each.name === name);
    if (before !== undefined) {
      this.reportDuplicate(`check "${name}"`, block.headerRange, file, before.block.headerRange, before.file);
    }
    if (blocksOf(block.body, 'assert').length === 0) refuse(block.headerRange, 'a check block asserts something');
    const [, second] = blocksOf(block.body, 'data');
    if (second !== undefined) refuse(second.headerRange, 'a check block has one data source at most');
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

function append<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item);
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
