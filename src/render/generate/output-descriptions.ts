import type { Block } from '../../hcl/ast.ts';
import { parseBody } from '../../hcl/syntax/parse.ts';
import type { LoadedBlueprint } from '../../load/blueprint.ts';
import { joinPointer } from '../../load/pointer.ts';
import { applyToMap, type Edit, type MappedText } from '../format-text.ts';
import { hclString } from '../languages/hcl-literal.ts';

/**
 * Completes the `output` blocks of a module file with `description` and `sensitive` of the blueprint's `spec.outputs`, where the
 * template does not give them itself. A text that cannot be parsed stays as it is.
 */
export function describeOutputs(mapped: MappedText, blueprint: LoadedBlueprint): MappedText {
  const { outputs } = blueprint.document.value.spec;
  if (outputs === undefined || !/\boutput\b/.test(mapped.text)) return mapped;
  const parsed = parseBody(mapped.text, '');
  const edits = (parsed.value?.items ?? []).flatMap((item) => {
    if (item.kind !== 'block' || item.type !== 'output') return [];
    const name = item.labels[0]?.text ?? '';
    const entry = Object.hasOwn(outputs, name) ? outputs[name] : undefined;
    if (entry === undefined) return [];
    const lines: string[] = [];
    if (!hasAttribute(item, 'description')) lines.push(`\n  description = ${hclString(entry.description)}`);
    if (entry.sensitive === true && !hasAttribute(item, 'sensitive')) lines.push('\n  sensitive = true');
    return lines.length === 0 ? [] : insertions(mapped.text, item, lines.join(''), origin(blueprint, name));
  });
  return edits.length === 0 || parsed.diagnostics.length > 0 ? mapped : applyToMap(mapped, edits);
}

function hasAttribute(block: Block, name: string): boolean {
  return block.body.items.some((item) => item.kind === 'attribute' && item.name === name);
}

/** After the opening brace; a block on one line is broken up. */
function insertions(text: string, block: Block, lines: string, source: Edit['origin']): Edit[] {
  const open = text.indexOf('{', block.headerRange.end) + 1;
  const close = text.lastIndexOf('}', block.range.end - 1);
  const isOneLine = !text.slice(open, close).includes('\n');
  const first: Edit = {
    range: { start: open, end: open },
    text: isOneLine ? `${lines}\n` : lines,
    ...(source && { origin: source }),
  };
  return isOneLine ? [first, { range: { start: close, end: close }, text: '\n' }] : [first];
}

function origin({ document }: LoadedBlueprint, name: string): Edit['origin'] {
  const pointer = joinPointer('/spec/outputs', name);
  const range = document.positions.get(pointer)?.key;
  return { source: { file: document.file, pointer, ...(range === undefined ? {} : { range }) } };
}
