import type { Range } from '../../diagnostics/range.ts';
import type { Attribute, Block, BlockLabel, Body } from '../../hcl/ast.ts';
import { type JsonContext, jsonExpression } from '../../hcl/syntax/json-expression.ts';
import { type JsonMember, type JsonNode, type JsonString, parseJson } from '../../hcl/syntax/parse-json.ts';
import { type BlockSchema, languageBlocks } from './language-schema.ts';
import { reportAt } from './recorder.ts';

/**
 * Whether a name is that of a nested block in a body that a provider defines; undefined when it is not known.
 *
 * @param block - Type and labels of the block of the language: `['resource', 'google_storage_bucket', 'b']`.
 * @param path - Nested blocks from there, and the name.
 * @param provider - What the `provider` argument of the block says, if there is one.
 */
export type IsBlock = (
  block: readonly string[],
  path: readonly string[],
  provider: string | undefined,
) => boolean | undefined;

/**
 * A `.tf.json` file as the tree that the native syntax would give. JSON does not tell arguments from blocks: the language's own schema
 * does, and within a provider's body `isBlock`; where that does not know, an array of objects counts as blocks and anything else as an
 * argument.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function parseJsonBody(text: string, context: JsonContext, isBlock: IsBlock): Body {
  const { value, diagnostics } = parseJson(text, context.file);
  context.faults.push(...diagnostics);
  if (value.kind !== 'object' && value.kind !== 'array') {
    if (diagnostics.length === 0) refuse(value.range, 'a JSON object is expected here', context);
    return { kind: 'body', items: [], range: value.range };
  }
  return bodyOf(value, { schema: { blocks: languageBlocks }, block: [], path: [], isBlock, context });
}

/** A `.tfvars.json` file as the body that the native syntax would give: arguments only, texts as they are. */
export function parseJsonVariables(text: string, context: JsonContext): Body {
  const { value, diagnostics } = parseJson(text, context.file);
  context.faults.push(...diagnostics);
  const items: Attribute[] = [];
  if (value.kind !== 'object' && diagnostics.length === 0)
    refuse(value.range, 'a JSON object is expected here', context);
  const names = new Set<string>();
  for (const { key, value: given } of value.kind === 'object' ? value.members : []) {
    if (key.text === '//') continue;
    if (names.has(key.text)) reportSecond(key, context);
    names.add(key.text);
    const expression = jsonExpression(given, 'constant', context);
    const range = { start: key.range.start, end: given.range.end };
    items.push({ kind: 'attribute', name: key.text, nameRange: key.range, value: expression, range });
  }
  return { kind: 'body', items, range: value.range };
}

/** Where in a file a body stands. */
interface Place {
  readonly schema: BlockSchema;
  readonly block: readonly string[];
  readonly path: readonly string[];
  /** The `provider` argument of the block. */
  readonly provider?: string;
  readonly isBlock: IsBlock;
  readonly context: JsonContext;
}

function bodyOf(node: JsonNode, place: Place): Body {
  const items: (Attribute | Block)[] = [];
  const names = new Set<string>();
  for (const { key, value } of membersOf(node, place.context)) {
    if (key.text === '//') continue;
    const schema = blockSchema(key.text, value, place);
    if (schema !== undefined) items.push(...blocksOf(key, value, schema, place));
    else if (names.has(key.text)) reportSecond(key, place.context);
    else {
      names.add(key.text);
      items.push(attributeOf(key, value, place));
    }
  }
  return { kind: 'body', items, range: node.range };
}

function attributeOf(key: JsonString, value: JsonNode, { schema, context }: Place): Attribute {
  const known = Object.hasOwn(schema.arguments ?? {}, key.text) ? schema.arguments?.[key.text] : undefined;
  return {
    kind: 'attribute',
    name: key.text,
    nameRange: key.range,
    value: jsonExpression(value, known?.texts ?? schema.texts ?? 'template', context),
    range: { start: key.range.start, end: value.range.end },
  };
}

const dynamic: BlockSchema = {
  labels: ['type'],
  arguments: { for_each: {}, iterator: { texts: 'expression' }, labels: {} },
  blocks: { content: { open: true } },
};

// The schema of a block, or undefined for an argument.
function blockSchema(
  name: string,
  value: JsonNode,
  { schema, block, path, provider, isBlock }: Place,
): BlockSchema | undefined {
  if (Object.hasOwn(schema.blocks ?? {}, name)) return schema.blocks?.[name];
  if (Object.hasOwn(schema.arguments ?? {}, name) || schema.open !== true || schema.texts !== undefined)
    return undefined;
  if (name === 'dynamic' && block.length > 0) return dynamic;
  const known = isBlock(block, [...path, name], provider);
  return (known ?? isObjects(value)) ? { open: true } : undefined;
}

function isObjects(node: JsonNode): boolean {
  return node.kind === 'array' && node.items.length > 0 && node.items.every(({ kind }) => kind === 'object');
}

function blocksOf(key: JsonString, value: JsonNode, schema: BlockSchema, place: Place): readonly Block[] {
  return labelled(value, schema.labels ?? [], [], place.context).flatMap(({ labels, node }) =>
    contentsOf(node, place.context).map((content) => blockOf(key, labels, node, content, schema, place)),
  );
}

function blockOf(
  key: JsonString,
  labels: readonly BlockLabel[],
  node: JsonNode,
  content: JsonNode,
  schema: BlockSchema,
  place: Place,
): Block {
  const texts = labels.map(({ text }) => text);
  // A dynamic block stands for blocks of the type that is its label; a check's data source is a block of the language.
  const ofLanguage = place.block.length === 0 || (place.block[0] === 'check' && key.text === 'data');
  const inner = ofLanguage
    ? { block: [key.text, ...texts], path: [], ...providerOf(content) }
    : { block: place.block, path: schema === dynamic ? [...place.path, ...texts] : pathOf(key, place) };
  return {
    kind: 'block',
    type: key.text,
    typeRange: key.range,
    labels,
    // What Terraform points at: the bracket that opens the body, or the list of bodies.
    headerRange: { start: node.range.start, end: node.range.start + 1 },
    body: bodyOf(content, { ...place, schema, ...inner }),
    range: { start: key.range.start, end: content.range.end },
  };
}

function providerOf(content: JsonNode): { readonly provider?: string } {
  const written =
    content.kind === 'object' ? content.members.find(({ key }) => key.text === 'provider')?.value : undefined;
  return written?.kind === 'string' ? { provider: written.text } : {};
}

function pathOf(key: JsonString, { schema, path }: Place): readonly string[] {
  return schema === dynamic ? path : [...path, key.text];
}

// Each label is a property name; the objects on the way may be split up into arrays.
function labelled(
  node: JsonNode,
  names: readonly string[],
  labels: readonly BlockLabel[],
  context: JsonContext,
): readonly { readonly labels: readonly BlockLabel[]; readonly node: JsonNode }[] {
  if (labels.length === names.length) return [{ labels, node }];
  return membersOf(node, context)
    .filter(({ key }) => key.text !== '//')
    .flatMap(({ key, value }) =>
      labelled(value, names, [...labels, { text: key.text, quoted: true, range: key.range }], context),
    );
}

// The bodies that a property gives to a block type: one, several, or none for null.
function contentsOf(node: JsonNode, context: JsonContext): readonly JsonNode[] {
  if (node.kind === 'object') return [node];
  if (node.kind === 'array') return node.items.flatMap((item) => contentsOf(item, context));
  if (node.kind === 'literal' && node.text === 'null') return [];
  refuse(node.range, 'an object or an array of objects is expected here: the content of blocks', context);
  return [];
}

function membersOf(node: JsonNode, context: JsonContext): readonly JsonMember[] {
  return contentsOf(node, context).flatMap((content) => (content.kind === 'object' ? content.members : []));
}

function reportSecond({ text, range }: JsonString, { file, faults }: JsonContext): void {
  reportAt(faults, file, range, { code: 'hcl-duplicate-argument', message: `the argument "${text}" is set twice` });
}

function refuse(range: Range, message: string, { file, faults }: JsonContext): void {
  reportAt(faults, file, range, { code: 'hcl-syntax', message });
}
