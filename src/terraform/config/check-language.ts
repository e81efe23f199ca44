import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { Attribute, Block, Body, Expression } from '../../hcl/ast.ts';
import { compareVersions } from '../../hcl/version.ts';
import type { TextTest } from '../../regex/unicode-test.ts';
import { literalText } from './blocks.ts';
import { checkConstant } from './constants.ts';
import { type ArgumentSchema, type BlockSchema, languageBlocks } from './language-schema.ts';
import { reportAt } from './recorder.ts';

/**
 * Checks the blocks and arguments of a `.tf` file that belong to the language itself: names, labels, and which version brought them.
 *
 * @param kind - In an override file, blocks need not be complete.
 */
export function checkLanguage(
  body: Body,
  file: string,
  terraformVersion: string,
  faults: Diagnostic[],
  kind: 'primary' | 'override' = 'primary',
): void {
  // What an override file leaves out stands in what it overrides.
  const isPartial = kind === 'override';
  checkBody(body, { blocks: languageBlocks }, { file, terraformVersion, faults, isPartial });
}

interface Context {
  readonly file: string;
  readonly terraformVersion: string;
  readonly faults: Diagnostic[];
  /** Required arguments of the blocks at hand may stand elsewhere. */
  readonly isPartial: boolean;
}

function checkBody(body: Body, schema: BlockSchema, context: Context): void {
  const singles = new Map<string, Block>();
  for (const item of body.items) {
    if (item.kind === 'attribute') checkArgument(item, schema, context);
    else {
      checkBlock(item, schema, context);
      if (own<BlockSchema>(schema.blocks, item.type)?.single) checkSingle(item, singles, context);
    }
  }
}

function checkSingle(block: Block, singles: Map<string, Block>, { file, faults }: Context): void {
  const first = singles.get(block.type);
  if (first === undefined) singles.set(block.type, block);
  else {
    reportAt(faults, file, block.headerRange, {
      code: 'duplicate-declaration',
      message: `there can be one ${block.type} block only`,
      related: [{ message: 'the first one', location: { file, range: first.headerRange } }],
    });
  }
}

function checkArgument({ name, nameRange, value }: Attribute, schema: BlockSchema, context: Context): void {
  const known = own<ArgumentSchema>(schema.arguments, name);
  if (known !== undefined) {
    checkSince(`the argument "${name}"`, known.since, nameRange, context);
    if (name === 'depends_on') checkList(value, context);
    if (name === 'ignore_changes') checkIgnored(value, context);
    if (known.constant !== undefined) checkConstant(value, known.constant, context.file, context.faults);
    return;
  }
  if (schema.open) return;
  const near = suggest(name, Object.keys(schema.arguments ?? {}));
  const isBlock = own(schema.blocks, name) !== undefined;
  const hint = isBlock
    ? `write it as a block: ${name} { … }`
    : near !== undefined
      ? `did you mean "${near}"?`
      : undefined;
  reportAt(context.faults, context.file, nameRange, {
    code: 'unsupported-argument',
    message: `there is no argument "${name}" here`,
    ...(hint !== undefined && { hint }),
    args: { name },
  });
}

function checkBlock(block: Block, schema: BlockSchema, context: Context): void {
  const known = own<BlockSchema>(schema.blocks, block.type);
  if (known === undefined) {
    if (schema.open !== true) reportUnknownBlock(block, schema, context);
    return;
  }
  checkSince(`the block "${block.type}"`, known.since, block.typeRange, context);
  checkLabels(block, known.labels ?? [], context);
  if (known.names !== undefined) checkNames(block, known.names, context);
  for (const name of context.isPartial ? [] : requiredArguments(known)) {
    if (!block.body.items.some((item) => item.kind === 'attribute' && item.name === name)) {
      reportAt(context.faults, context.file, block.headerRange, {
        code: 'missing-argument',
        message: `the argument "${name}" is required in this ${block.type} block`,
        args: { name },
      });
    }
  }
  checkBody(block.body, known, { ...context, isPartial: false });
}

const required = new WeakMap<BlockSchema, readonly string[]>();

function requiredArguments(schema: BlockSchema): readonly string[] {
  const known = required.get(schema);
  if (known !== undefined) return known;
  const entries = Object.entries(schema.arguments ?? {});
  const names = entries.flatMap(([name, argument]) => (argument.required ? [name] : []));
  required.set(schema, names);
  return names;
}

function reportUnknownBlock(block: Block, schema: BlockSchema, context: Context): void {
  const near = suggest(block.type, Object.keys(schema.blocks ?? {}));
  const isArgument = own(schema.arguments, block.type) !== undefined;
  const hint = isArgument
    ? `write it as an argument: ${block.type} = …`
    : near !== undefined
      ? `did you mean "${near}"?`
      : undefined;
  reportAt(context.faults, context.file, block.typeRange, {
    code: 'unsupported-block',
    message: `there are no blocks of type "${block.type}" here`,
    ...(hint !== undefined && { hint }),
    args: { type: block.type },
  });
}

function checkLabels(block: Block, labels: readonly string[], context: Context): void {
  const missing = labels[block.labels.length];
  const extra = block.labels[labels.length];
  if (missing !== undefined) {
    reportAt(context.faults, context.file, block.headerRange, {
      code: 'invalid-declaration',
      message: `a ${block.type} block needs a ${missing} after it`,
    });
  } else if (extra !== undefined) {
    const count = labels.length === 0 ? 'no labels' : labels.length === 1 ? 'one label' : `${labels.length} labels`;
    reportAt(context.faults, context.file, extra.range, {
      code: 'invalid-declaration',
      message: `a ${block.type} block takes ${count}`,
    });
  }
}

function checkList(value: Expression, { file, faults }: Context): void {
  if (value.kind === 'tuple' || value.kind === 'invalid') return;
  const message = 'a list of names is expected here';
  reportAt(faults, file, value.range, { code: 'invalid-declaration', message });
}

function checkIgnored(value: Expression, { file, faults }: Context): void {
  const report = (range: Range, message: string): void =>
    reportAt(faults, file, range, { code: 'invalid-declaration', message });
  if (value.kind === 'tuple') {
    for (const item of value.items)
      if (literalText(item) === '*') report(item.range, 'to ignore all changes, write all, without brackets');
  } else if (value.kind !== 'invalid' && !(value.kind === 'reference' && value.name === 'all'))
    report(value.range, 'a list of names is expected here, or all');
}

function checkNames({ type, labels }: Block, pattern: TextTest, { file, faults }: Context): void {
  for (const { text, range } of labels) {
    if (pattern.test(text)) continue;
    const message = `"${text}" cannot be a name in a ${type} block`;
    const hint = 'a name begins with a letter and holds letters, digits, _ and -';
    reportAt(faults, file, range, { code: 'invalid-declaration', message, hint });
  }
}

function checkSince(what: string, since: string | undefined, range: Range, context: Context): void {
  if (since === undefined || compareVersions(context.terraformVersion, since) >= 0) return;
  reportAt(context.faults, context.file, range, {
    code: 'newer-terraform',
    message: `${what} came with Terraform ${since}, this module is read as ${context.terraformVersion}`,
    args: { since },
  });
}

function own<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
