import type { Block, Body, Expression } from '../../hcl/ast.ts';
import { type FoundReference, referencesOf } from '../../hcl/evaluate/references.ts';
import { argumentOf, literalText } from './blocks.ts';

/** A reference with where it may stand: names bound around it are left out already. */
export interface BodyReference extends FoundReference {
  /** The innermost `dynamic` block it is in the content of. Absent: it is in none. */
  readonly generatedBy?: Block;
}

const noNames: ReadonlySet<string> = new Set();

/** Arguments whose expressions name things of the language instead of values. */
const namingArguments: ReadonlySet<string> = new Set(['provider', 'depends_on', 'providers', 'source', 'version']);

/** References in the values of a body of a resource, data source, provider or module block, with nested and dynamic blocks. */
export function referencesInBody(body: Body): readonly BodyReference[] {
  const known = remembered.get(body);
  if (known !== undefined) return known;
  const found: BodyReference[] = [];
  collect(body, noNames, true, found);
  remembered.set(body, found);
  return found;
}

const remembered = new WeakMap<Body, readonly BodyReference[]>();

function collect(body: Body, bound: ReadonlySet<string>, outermost: boolean, found: BodyReference[]): void {
  for (const item of body.items) {
    if (item.kind === 'block') collectBlock(item, bound, outermost, found);
    else if (!outermost || !namingArguments.has(item.name)) found.push(...referencesOf(item.value, bound));
  }
}

function collectBlock(block: Block, bound: ReadonlySet<string>, outermost: boolean, found: BodyReference[]): void {
  const { type, body } = block;
  if (type === 'dynamic') collectDynamic(block, bound, found);
  else if (outermost && type === 'lifecycle') collectLifecycle(body, found);
  else collect(outermost && type === 'provisioner' ? withoutKeywords(body) : body, bound, false, found);
}

// `when = destroy` and `on_failure = continue` are words of the language.
function withoutKeywords(body: Body): Body {
  const isKeyword = (name: string): boolean => name === 'when' || name === 'on_failure';
  return { ...body, items: body.items.filter((item) => item.kind === 'block' || !isKeyword(item.name)) };
}

function collectDynamic(block: Block, bound: ReadonlySet<string>, found: BodyReference[]): void {
  const { body } = block;
  const forEach = argumentOf(body, 'for_each')?.value;
  if (forEach !== undefined) found.push(...referencesOf(forEach, bound));
  const inner = new Set(bound).add(iteratorOf(body, block.labels[0]?.text ?? ''));
  const content: BodyReference[] = [];
  for (const item of body.items) {
    if (item.kind === 'attribute' && item.name === 'labels') content.push(...referencesOf(item.value, inner));
    if (item.kind === 'block' && item.type === 'content') collect(item.body, inner, false, content);
  }
  for (const reference of content) found.push({ generatedBy: block, ...reference });
}

/** Name by which the content of a dynamic block reads the current element. */
export function iteratorOf(body: Body, label: string): string {
  const written = argumentOf(body, 'iterator')?.value;
  return written?.kind === 'reference' ? written.name : (literalText(written) ?? label);
}

function collectLifecycle(body: Body, found: BodyReference[]): void {
  // What is in `ignore_changes` and `replace_triggered_by` are no values.
  for (const { body: inner } of body.items.filter((item) => item.kind === 'block')) {
    collect(inner, noNames, false, found);
  }
}

/** References in several expressions. */
export function referencesInAll(expressions: readonly (Expression | undefined)[]): readonly BodyReference[] {
  return expressions.flatMap((expression) => (expression === undefined ? [] : referencesOf(expression)));
}
