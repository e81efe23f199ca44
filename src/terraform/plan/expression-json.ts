import type { Block, Body, Expression } from '../../hcl/ast.ts';
import { evaluateExpression } from '../../hcl/evaluate/evaluate.ts';
import { referencesOf } from '../../hcl/evaluate/references.ts';
import type { Reference, Scope, Step } from '../../hcl/evaluate/scope.ts';
import { quoteJson } from '../../hcl/functions/json-text.ts';
import { isWhollyKnown } from '../../hcl/values/values.ts';
import type { BlockFacts } from '../facts/facts.ts';
import { quoteKey } from './state-address.ts';
import { arrayJson, objectJson, valueJson } from './value-json.ts';

/**
 * An expression as `configuration` of plan JSON shows it: its value when nothing but the text decides it, else what it refers to, each
 * reference followed by its shorter forms.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
 */
export function expressionJson(expression: Expression, constants: Scope): string {
  const references = referencesOf(expression).flatMap(spellings);
  const isText = references.length === 0 && !hasCall(expression);
  const value = isText ? evaluateExpression(expression, { ...constants, faults: [] }) : undefined;
  return objectJson([
    ['constant_value', value !== undefined && isWhollyKnown(value) ? valueJson(value) : undefined],
    ['references', references.length === 0 ? undefined : arrayJson(references.map(quoteJson))],
  ]);
}

// Terraform looks for constants without its functions.
function hasCall(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(hasCall);
  if (typeof node !== 'object' || node === null) return false;
  return ('kind' in node && node.kind === 'call') || Object.values(node).some(hasCall);
}

/** How many steps after the root name the object that a reference is about; the rest are attributes of it. */
function subjectLength({ root, steps }: Reference): number {
  const isKey = (index: number): boolean => steps[index]?.kind === 'index';
  switch (root.name) {
    case 'var':
    case 'local':
    case 'each':
    case 'count':
    case 'path':
    case 'terraform':
      return 1;
    case 'self':
      return 0;
    case 'module':
      return isKey(1) ? 3 : 2;
    case 'data':
      return isKey(2) ? 3 : 2;
    default:
      return isKey(1) ? 2 : 1;
  }
}

function spellings(reference: Reference): readonly string[] {
  const { root, steps } = reference;
  const length = Math.min(subjectLength(reference), steps.length);
  const spelled: string[] = [];
  for (let end = steps.length; end >= length; end--) spelled.push(spell(root.name, steps.slice(0, end)));
  // What has a key is also named without it; an output also names its module.
  const last = steps[length - 1];
  const isModuleOutput = root.name === 'module' && last?.kind === 'attribute' && length > 1;
  if (last?.kind === 'index' || isModuleOutput) spelled.push(spell(root.name, steps.slice(0, length - 1)));
  return spelled;
}

function spell(root: string, steps: readonly Step[]): string {
  return root + steps.map(spellStep).join('');
}

function spellStep({ kind, key }: Step): string {
  if (kind === 'attribute') return `.${key}`;
  return `[${typeof key === 'number' ? key : quoteKey(key)}]`;
}

/**
 * The arguments and nested blocks of a body as `expressions`: blocks as lists, those that there can be one of as they are. Blocks that
 * a `dynamic` block makes are not among them, as in Terraform. Without facts all blocks are lists.
 */
export function bodyJson(
  body: Body,
  facts: BlockFacts | undefined,
  leaveOut: ReadonlySet<string>,
  constants: Scope,
): string {
  const written = body.items.filter((item) => !leaveOut.has(item.kind === 'attribute' ? item.name : item.type));
  const members = new Map<string, string>();
  for (const item of written) {
    if (item.kind === 'block' || (facts !== undefined && facts.attributes?.[item.name] === undefined)) continue;
    members.set(item.name, expressionJson(item.value, constants));
  }
  const blocks = written.filter((item) => item.kind === 'block' && item.type !== 'dynamic');
  for (const [type, items] of groupByType(blocks)) {
    const nested = facts?.blocks?.[type];
    const texts = items.map((block) => bodyJson(block.body, nested, nothing, constants));
    members.set(type, nested?.nesting === 'single' ? (texts[0] ?? '{}') : arrayJson(texts));
  }
  return objectJson([...members].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function groupByType(items: Body['items']): ReadonlyMap<string, readonly Block[]> {
  const groups = new Map<string, Block[]>();
  for (const item of items) {
    if (item.kind === 'block') groups.set(item.type, [...(groups.get(item.type) ?? []), item]);
  }
  return groups;
}

const nothing: ReadonlySet<string> = new Set();
