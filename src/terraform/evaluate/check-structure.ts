import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { Attribute, Block, Body } from '../../hcl/ast.ts';
import { blocksOf } from '../config/blocks.ts';
import { reportAt } from '../config/recorder.ts';
import type { BlockFacts } from '../facts/facts.ts';
import { type Shape, shapeOf } from '../facts/shape.ts';

/** What the names in a body are held against. */
export interface StructureInput {
  /** The block whose body it is, for what is missing. */
  readonly header: Block;
  readonly body: Body;
  readonly facts: BlockFacts;
  /** The same body of the preview provider, when it has one: what is only there is told apart from what is nowhere. Asked for what is missing. */
  readonly preview?: (() => BlockFacts | undefined) | undefined;
  readonly file: string;
  readonly faults: Diagnostic[];
}

/** Reports arguments and blocks that a body may not hold, and arguments that it must. Looks at names only, once for all instances. */
export function checkStructure(input: StructureInput): void {
  const shape = shapeOf(input.facts);
  for (const item of input.body.items) {
    const here = item.file === undefined ? input : { ...input, file: item.file };
    if (item.kind === 'attribute') checkArgument(item, shape, here);
    else if (item.type === 'dynamic') checkDynamic(item, shape, here);
    else if (!checkNested(item.type, item, item, item.body, shape, here)) {
      reportBlock(item.type, item.typeRange, shape, here);
    }
  }
  for (const name of shape.required) checkRequired(name, shape, input);
}

function checkArgument({ name, nameRange }: Attribute, shape: Shape, input: StructureInput): void {
  if (shape.attributes.has(name)) return;
  if (input.preview?.()?.attributes?.[name] !== undefined) {
    reportPreview(`the argument "${name}"`, nameRange, input);
    return;
  }
  const hint = shape.blocks.has(name)
    ? `write it as a block: ${name} { … }`
    : didYouMean(name, [...shape.attributes.keys(), ...shape.blocks.keys()]);
  reportAt(input.faults, input.file, nameRange, {
    code: 'unsupported-argument',
    message: `there is no argument "${name}" here`,
    ...(hint !== undefined && { hint }),
    args: { name },
  });
}

function checkDynamic(block: Block, shape: Shape, input: StructureInput): void {
  const [label] = block.labels;
  const [content] = blocksOf(block.body, 'content');
  if (label === undefined || content === undefined) return;
  if (!checkNested(label.text, block, content, content.body, shape, input)) {
    reportBlock(label.text, label.range, shape, input);
  }
}

function checkNested(
  type: string,
  written: Block,
  header: Block,
  body: Body,
  shape: Shape,
  input: StructureInput,
): boolean {
  const nested = shape.blocks.get(type);
  if (nested === undefined) {
    if (input.preview?.()?.blocks?.[type] === undefined) return false;
    reportPreview(`the block "${type}"`, written.typeRange, input);
    return true;
  }
  checkStructure({ ...input, header, body, facts: nested.facts, preview: () => input.preview?.()?.blocks?.[type] });
  return true;
}

function reportBlock(type: string, range: Block['range'], shape: Shape, { file, faults }: StructureInput): void {
  const hint = shape.attributes.has(type)
    ? `write it as an argument: ${type} = …`
    : didYouMean(type, [...shape.blocks.keys(), ...shape.attributes.keys()]);
  reportAt(faults, file, range, {
    code: 'unsupported-block',
    message: `there are no blocks of type "${type}" here`,
    ...(hint !== undefined && { hint }),
    args: { type },
  });
}

function reportPreview(what: string, range: Block['range'], { file, faults }: StructureInput): void {
  reportAt(faults, file, range, {
    code: 'beta-only',
    message: `only the provider google-beta has ${what}`,
    hint: 'add provider = google-beta to the resource, or leave it out',
  });
}

function checkRequired(name: string, shape: Shape, { body, header, file, faults }: StructureInput): void {
  const isWritten = (item: Body['items'][number]): boolean => {
    if (item.kind === 'attribute') return item.name === name;
    return shape.blocks.has(name) && (item.type === name || (item.type === 'dynamic' && item.labels[0]?.text === name));
  };
  if (body.items.some(isWritten)) return;
  const what = header.type === 'content' ? 'content of this dynamic block' : header.type;
  reportAt(faults, file, header.headerRange, {
    code: 'missing-argument',
    message: `the argument "${name}" is required in this ${what}`,
    args: { name },
  });
}

function didYouMean(name: string, candidates: readonly string[]): string | undefined {
  const near = suggest(name, candidates);
  return near === undefined ? undefined : `did you mean "${near}"?`;
}
