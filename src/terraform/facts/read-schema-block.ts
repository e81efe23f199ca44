import type { AttributeFacts, BlockFacts, NestedAttributeFacts, NestedBlockFacts, TypeText } from './facts.ts';

/** What cannot be read of a schema, and where; caught by `read-schema.ts`, which reports it. */
export class SchemaFault extends Error {
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(message);
    this.pointer = pointer;
  }
}

/** An object of JSON. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Attributes and nested blocks of a block in the form of `terraform providers schema -json`.
 * @throws {SchemaFault} where it has another form
 */
export function readBlock(written: unknown, pointer: string): BlockFacts & { readonly deprecated?: boolean } {
  const block = record(written, pointer);
  const attributes = mapRecord(block.attributes, `${pointer}/attributes`, readAttribute);
  const blocks = mapRecord(block.block_types, `${pointer}/block_types`, readNestedBlock);
  return {
    ...(block.deprecated === true && { deprecated: true }),
    ...(attributes && { attributes }),
    ...(blocks && { blocks }),
  };
}

function readAttribute(written: unknown, pointer: string): AttributeFacts {
  const attribute = record(written, pointer);
  const { type, nested_type: nested } = attribute;
  if (type === undefined && nested === undefined) throw new SchemaFault(pointer, 'the attribute has no type');
  return {
    type: nested === undefined ? readTypeText(type, `${pointer}/type`) : readNested(nested, `${pointer}/nested_type`),
    mode: modeOf(attribute, pointer),
    ...(attribute.sensitive === true && { sensitive: true }),
    ...(attribute.write_only === true && { writeOnly: true }),
    ...(attribute.deprecated === true && { deprecated: true }),
  };
}

function modeOf(attribute: Readonly<Record<string, unknown>>, pointer: string): AttributeFacts['mode'] {
  if (attribute.required === true) return 'required';
  if (attribute.optional === true) return attribute.computed === true ? 'optional-computed' : 'optional';
  if (attribute.computed === true) return 'computed';
  throw new SchemaFault(pointer, 'the attribute is neither required nor optional nor computed');
}

function readNested(written: unknown, pointer: string): NestedAttributeFacts {
  const nested = record(written, pointer);
  const attributes = mapRecord(nested.attributes, `${pointer}/attributes`, readAttribute) ?? {};
  return { nesting: nestingOf(nested.nesting_mode, `${pointer}/nesting_mode`), attributes };
}

function readNestedBlock(written: unknown, pointer: string): NestedBlockFacts {
  const nested = record(written, pointer);
  const { min_items: minItems, max_items: maxItems } = nested;
  return {
    nesting: nestingOf(nested.nesting_mode, `${pointer}/nesting_mode`),
    // Zero is how the schema says that there is no limit.
    ...(isCount(minItems) && { minItems }),
    ...(isCount(maxItems) && { maxItems }),
    ...readBlock(nested.block ?? {}, `${pointer}/block`),
  };
}

function nestingOf(written: unknown, pointer: string): NestedBlockFacts['nesting'] {
  switch (written) {
    case 'list':
    case 'set':
    case 'map':
    case 'single':
      return written;
    // A group is a single block that is there even when it is not written.
    case 'group':
      return 'single';
    default:
      throw new SchemaFault(pointer, `\`${shown(written)}\` is not a way of nesting`);
  }
}

/** A member of a map may be called `toString`, so JSON it is. */
function shown(written: unknown): string {
  return typeof written === 'string' ? written : JSON.stringify(written);
}

const primitives: ReadonlySet<unknown> = new Set(['string', 'number', 'bool', 'dynamic']);

function readTypeText(written: unknown, pointer: string): TypeText {
  checkType(written, pointer);
  return written as TypeText; // just checked
}

function checkType(written: unknown, pointer: string): void {
  if (primitives.has(written)) return;
  const [kind, inner, ...others]: readonly unknown[] = Array.isArray(written) ? written : [];
  const isOfElements = (kind === 'list' || kind === 'set' || kind === 'map') && others.length === 0;
  const members = isOfElements ? { '': inner } : kind === 'tuple' && Array.isArray(inner) ? { ...inner } : inner;
  if (!isRecord(members) || !(isOfElements || kind === 'tuple' || kind === 'object'))
    throw new SchemaFault(pointer, `\`${JSON.stringify(written)}\` is not a type`);
  for (const [name, one] of Object.entries(members)) checkType(one, `${pointer}/1${name === '' ? '' : `/${name}`}`);
}

function mapRecord<T>(
  written: unknown,
  pointer: string,
  read: (one: unknown, pointer: string) => T,
): Readonly<Record<string, T>> | undefined {
  if (written === undefined) return undefined;
  const entries = Object.entries(record(written, pointer));
  return Object.fromEntries(entries.map(([name, one]) => [name, read(one, `${pointer}/${name}`)]));
}

function record(written: unknown, pointer: string): Readonly<Record<string, unknown>> {
  if (isRecord(written)) return written;
  throw new SchemaFault(pointer, 'an object is expected here');
}

function isCount(written: unknown): written is number {
  return typeof written === 'number' && Number.isInteger(written) && written > 0;
}
