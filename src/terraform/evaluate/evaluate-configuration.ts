import type { Block, Body } from '../../hcl/ast.ts';
import { evaluateExpression } from '../../hcl/evaluate/evaluate.ts';
import { type Scope, scopeInFile } from '../../hcl/evaluate/scope.ts';
import type { ObjectValue, Type, Value } from '../../hcl/value.ts';
import { ConversionFault, convert, describeConversionFault } from '../../hcl/values/convert.ts';
import { memberPlace } from '../../hcl/values/member-place.ts';
import { madeFrom } from '../../hcl/values/origin.ts';
import { setValue } from '../../hcl/values/sets.ts';
import { listOf, setOf } from '../../hcl/values/types.ts';
import { listValue, rememberWholeness, unknownValue } from '../../hcl/values/values.ts';
import { reportAt } from '../config/recorder.ts';
import type { AttributeFacts, BlockFacts } from '../facts/facts.ts';
import { type BlockShape, type Shape, shapeOf } from '../facts/shape.ts';
import { attributeType } from '../facts/types-of-facts.ts';
import { rememberWritten } from '../facts/written-members.ts';
import { type BlockGroup, blockGroups } from './expand-blocks.ts';

/**
 * The value of a body in the shape of its type: every attribute, null when it is not written, and every nested block. Values are
 * converted to their types; one that does not suit is reported where it is written and unknown then. Names that the type does not have
 * are passed over, `check-structure.ts` reports them.
 */
export function evaluateConfiguration(header: Block, body: Body, facts: BlockFacts, scope: Scope): ObjectValue {
  const shape = shapeOf(facts);
  const entries = new Map(shape.unset);
  const written = new Map<string, Value>();
  const set = (name: string, value: Value): void => {
    entries.set(name, value);
    written.set(name, value);
  };
  for (const item of body.items) {
    if (item.kind !== 'attribute') continue;
    const attribute = shape.attributes.get(item.name);
    const here = inFile(item, scope);
    const value = evaluateExpression(item.value, here);
    if (attribute !== undefined) set(item.name, convertAttribute(item.name, attribute, value, item.value.range, here));
  }
  const groups = blockGroups(body, scope);
  for (const group of groups.values()) {
    const nested = shape.blocks.get(group.type);
    if (nested !== undefined) set(group.type, groupValue(group, nested, scope));
  }
  checkMissing(shape, groups, header, inFile(header, scope));
  const place = { file: header.file ?? scope.file, range: header.headerRange };
  // In order already: what is written replaces what is not, in its place.
  const complete: ObjectValue = { kind: 'object', entries };
  const value = madeFrom(complete, place, [...written.values()]);
  const configuration = value.kind === 'object' ? value : complete;
  rememberWritten(configuration, [...written]);
  // What is not written is null or empty.
  rememberWholeness(configuration, written.values());
  return configuration;
}

// What comes from an override file is evaluated as what stands there.
function inFile({ file }: { readonly file?: string }, scope: Scope): Scope {
  return file === undefined || file === scope.file ? scope : scopeInFile(scope, file);
}

function checkMissing(shape: Shape, groups: ReadonlyMap<string, BlockGroup>, header: Block, scope: Scope): void {
  for (const [name, minItems] of shape.minItems) {
    const group = groups.get(name);
    if (group?.isKnown === false || (group?.blocks.length ?? 0) >= minItems) continue;
    const message = `at least ${minItems} ${minItems === 1 ? 'block' : 'blocks'} of type "${name}" must be in this ${header.type}`;
    reportAt(scope.faults, scope.file, header.headerRange, { code: 'block-count', message, args: { type: name } });
  }
}

function convertAttribute(
  name: string,
  facts: AttributeFacts,
  value: Value,
  range: Block['range'],
  scope: Scope,
): Value {
  const type = attributeType(facts);
  const report = (message: string, code: 'type-mismatch' | 'missing-argument', place = { file: scope.file, range }) =>
    reportAt(scope.faults, place.file, place.range, { code, message, args: { name } });
  if (value.kind === 'null' && facts.mode === 'required') {
    report(`the argument "${name}" is required, but its value is null`, 'missing-argument');
    return unknownValue(type);
  }
  try {
    return convert(value, type);
  } catch (fault) {
    if (!(fault instanceof ConversionFault)) throw fault;
    // The member may have been written elsewhere; the fault is that of this argument.
    const place = memberPlace(value, fault.path);
    const isHere = place?.file === scope.file && place.range.start >= range.start && place.range.end <= range.end;
    report(`the value does not suit the argument "${name}": ${describeConversionFault(fault)}`, 'type-mismatch', {
      file: scope.file,
      range: isHere ? place.range : range,
    });
    return unknownValue(type);
  }
}

function groupValue(group: BlockGroup, nested: BlockShape, scope: Scope): Value {
  const items = group.blocks.map(({ block, body, scope: inner }) =>
    // Of a dynamic block, faults are shown at its content.
    evaluateConfiguration(blockOf(block, body), body, nested.facts, inner),
  );
  checkCount(group, nested, scope);
  const place = { file: group.first.file ?? scope.file, range: group.first.headerRange };
  return madeFrom(collect(group, nested, items), place, items);
}

function blockOf(block: Block, body: Body): Block {
  if (block.body === body) return block;
  const content = block.body.items.find((item): item is Block => item.kind === 'block' && item.body === body);
  return content ?? block;
}

function collect({ isKnown, blocks }: BlockGroup, { nesting, type }: BlockShape, items: readonly ObjectValue[]): Value {
  if (!isKnown) return unknownValue(collectionOf(nesting, type));
  switch (nesting) {
    case 'list':
      return listValue(type, items);
    case 'set':
      return setValue(type, items);
    case 'single':
      return items[0] ?? unknownValue(type);
    case 'map': {
      const entries = items.map((item, index): [string, Value] => [blocks[index]?.labels[0]?.text ?? '', item]);
      return { kind: 'map', element: type, entries: new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1))) };
    }
  }
}

function collectionOf(nesting: BlockShape['nesting'], type: Type): Type {
  if (nesting === 'single') return type;
  if (nesting === 'map') return { kind: 'map', element: type };
  return nesting === 'set' ? setOf(type) : listOf(type);
}

function checkCount({ type, blocks }: BlockGroup, { nesting, maxItems }: BlockShape, scope: Scope): void {
  const most = nesting === 'single' ? 1 : maxItems;
  const extra = most === undefined || most === 0 ? undefined : blocks[most];
  if (extra === undefined) return;
  const message = `at most ${most} ${most === 1 ? 'block' : 'blocks'} of type "${type}" can be here, this is one too many`;
  const { headerRange, file = scope.file } = blockOf(extra.block, extra.body);
  reportAt(scope.faults, file, headerRange, { code: 'block-count', message, args: { type } });
}
