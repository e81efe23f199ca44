import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import type { Expression, ObjectItem, TemplatePart } from '../ast.ts';
import { parseExpression, parseTemplate } from './parse.ts';
import type { JsonNode, JsonString } from './parse-json.ts';

/**
 * How the texts of a JSON value are meant: as templates (where expressions stand), as they are (tfvars, and what Terraform reads before
 * it evaluates anything), or as expressions in the native syntax (types, and names such as those of `depends_on`).
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export type JsonTexts = 'template' | 'constant' | 'expression';

/** What JSON values are turned into expressions with. */
export interface JsonContext {
  readonly file: string;
  readonly faults: Diagnostic[];
}

/** The expression that a JSON value stands for, with the ranges of the JSON text. */
export function jsonExpression(node: JsonNode, texts: JsonTexts, context: JsonContext): Expression {
  const { range } = node;
  switch (node.kind) {
    case 'string':
      return textExpression(node, texts, context);
    case 'array':
      return { kind: 'tuple', range, items: node.items.map((item) => jsonExpression(item, texts, context)) };
    case 'object':
      return {
        kind: 'object',
        range,
        items: node.members.map(
          ({ key, value }): ObjectItem => ({
            key: textExpression(key, texts === 'expression' ? 'constant' : texts, context),
            value: jsonExpression(value, texts, context),
            range: { start: key.range.start, end: value.range.end },
          }),
        ),
      };
    case 'literal':
      return literalExpression(node.text, range);
  }
}

function literalExpression(text: string, range: Range): Expression {
  if (text === 'null') return { kind: 'literal', range, literal: { type: 'null' } };
  if (text === 'true' || text === 'false')
    return { kind: 'literal', range, literal: { type: 'bool', value: text === 'true' } };
  return { kind: 'literal', range, literal: { type: 'number', text } };
}

function textExpression(node: JsonString, texts: JsonTexts, { file, faults }: JsonContext): Expression {
  const { text, range } = node;
  const inside = { start: range.start + 1, end: range.end - 1 };
  if (texts === 'constant' || (texts === 'template' && !/[$%]\{/.test(text))) {
    const parts: readonly TemplatePart[] = text === '' ? [] : [{ kind: 'text', text, range: inside }];
    return { kind: 'template', form: 'quoted', parts, range };
  }
  const at = (offset: number): number => node.offsets?.[offset] ?? inside.start + offset;
  if (texts === 'expression') {
    const { value, diagnostics } = parseExpression(text, file);
    faults.push(...moved(diagnostics, at));
    return moved(value, at);
  }
  const { value, diagnostics } = parseTemplate(text, file);
  faults.push(...moved(diagnostics, at));
  return { kind: 'template', form: 'quoted', parts: moved(value, at), range };
}

// A copy of a tree in which every range is taken from the decoded text to the file.
function moved<T>(tree: T, at: (offset: number) => number): T {
  if (typeof tree !== 'object' || tree === null) return tree;
  // A copy keeps the shape, so it has the type of what was copied.
  if (Array.isArray(tree)) return tree.map((item: unknown) => moved(item, at)) as T;
  const entries = Object.entries(tree);
  if (isRange(tree)) return { ...tree, start: at(tree.start), end: at(tree.end) };
  return Object.fromEntries(entries.map(([key, value]) => [key, moved(value, at)])) as T; // as above
}

function isRange(tree: object): tree is Range {
  return 'start' in tree && typeof tree.start === 'number' && 'end' in tree && typeof tree.end === 'number';
}
