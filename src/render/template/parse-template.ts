import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import type { ContentNode, HelperCall, PathExpression, Template, TemplateExpression, TemplateNode } from './ast.ts';
import type { RawCall, RawExpression, RawNode, RawProgram, RawStatement } from './handlebars-ast.ts';
import { parseHandlebars } from './parse-handlebars.ts';
import { findTags, indentOf, type Tag, writtenRange } from './tags.ts';
import { findUnsupported, unsupported } from './unsupported.ts';

/**
 * Parses a template, or (`byLine`) a partial, whose text becomes one node a line so that it can be indented. Faults are `template-syntax` (Handlebars cannot read it) and `template-unsupported` (it can, and we refuse
 * it); with any of them there is no value.
 *
 * @param file how diagnostics spell the template's path
 */
export function parseTemplate(text: string, file: string, byLine = false): Outcome<Template> {
  const refused = findUnsupported(text, file);
  if (refused.length > 0) return { diagnostics: refused };
  const parsed = parseHandlebars(text);
  if ('fault' in parsed) {
    const { message, range } = parsed.fault;
    const location = { file, range };
    return { diagnostics: [{ code: 'template-syntax', severity: 'error', message, location }] };
  }
  const converter = new Converter(text, file, parsed.rangeOf, byLine);
  const body = converter.program(parsed.program);
  const { diagnostics } = converter;
  return diagnostics.length > 0 ? { diagnostics } : { value: { file, body }, diagnostics };
}

/** Makes our tree from the parser's, noting what we refuse. */
class Converter {
  readonly diagnostics: Diagnostic[] = [];
  private readonly text: string;
  private readonly file: string;
  private readonly rangeOf: (node: RawNode) => Range;
  private readonly lineBreaks: RegExp;
  private readonly tagsByStart: ReadonlyMap<number, Tag>;
  private readonly tagsByEnd: ReadonlyMap<number, Tag>;

  constructor(text: string, file: string, rangeOf: (node: RawNode) => Range, byLine: boolean) {
    this.text = text;
    this.file = file;
    this.rangeOf = rangeOf;
    // A CR before LF is dropped, so that the output has LF and every node is still the file's own text.
    this.lineBreaks = byLine ? /\r(?=\n)|(?<=\n)/ : /\r(?=\n)/;
    const tags = findTags(text);
    this.tagsByStart = new Map(tags.map((tag) => [tag.range.start, tag]));
    this.tagsByEnd = new Map(tags.map((tag) => [tag.range.end, tag]));
  }

  program(program: RawProgram | undefined): TemplateNode[] {
    return (program?.body ?? []).flatMap((statement) => this.statement(statement));
  }

  private statement(statement: RawStatement): TemplateNode[] {
    const range = this.rangeOf(statement);
    switch (statement.type) {
      case 'ContentStatement':
        return this.content(range);
      case 'CommentStatement':
        return [];
      case 'MustacheStatement':
        if (statement.escaped) return this.output(statement, range);
        return this.refuse('{{&', range);
      case 'BlockStatement':
        return this.block(statement, range);
      case 'PartialStatement':
        return this.partial(statement, range);
      case 'PartialBlockStatement':
        return this.refuse('partial block', this.tagRange(range));
      case 'Decorator':
      case 'DecoratorBlock':
        return this.refuse('decorator', this.tagRange(range));
    }
  }

  private content(range: Range): TemplateNode[] {
    const { start, end } = writtenRange(
      this.text,
      range,
      this.tagsByEnd.get(range.start),
      this.tagsByStart.get(range.end),
    );
    const nodes: ContentNode[] = [];
    let from = start;
    for (const piece of this.text.slice(start, end).split(this.lineBreaks)) {
      if (this.text[from] === '\r' && piece[0] !== '\r') from += 1;
      const place = { start: from, end: from + piece.length };
      if (piece !== '') nodes.push({ kind: 'content', range: place, text: piece, isVerbatim: true, memo: new Map() });
      from = place.end;
    }
    return nodes;
  }

  private output(call: RawCall, range: Range): TemplateNode[] {
    const { path } = call;
    if (path.type === 'StringLiteral' && /^[{}]+$/.test(path.value)) {
      return [{ kind: 'content', range, text: path.value, isVerbatim: false, memo: new Map() }];
    }
    const expression = this.callOrValue(call, range);
    return expression === undefined ? [] : [{ kind: 'output', range, expression }];
  }

  private block(block: RawStatement & { type: 'BlockStatement' | 'DecoratorBlock' }, range: Range): TemplateNode[] {
    const name = block.path.type === 'PathExpression' ? block.path.original : '';
    if (block.program === undefined) return this.refuse('inverted block', this.tagRange(range));
    if (!['if', 'unless', 'each', 'with'].includes(name)) return this.refuseBlock(name, this.rangeOf(block.path));
    const [argument, ...more] = block.params;
    if (argument === undefined || more.length > 0 || block.hash !== undefined) {
      return this.refuse('block arguments', this.tagRange(range), name);
    }
    const value = this.expression(argument);
    const names = block.program.blockParams ?? [];
    const body = this.program(block.program);
    const otherwise = this.program(block.inverse);
    if (value === undefined) return [];
    const common = { range, tag: this.tagRange(range), body, otherwise };
    if (name === 'each') return [{ kind: 'each', ...common, collection: value, names }];
    if (name === 'with') return [{ kind: 'with', ...common, value, names }];
    return [{ kind: 'if', ...common, negated: name === 'unless', condition: value }];
  }

  private partial(partial: RawStatement & { type: 'PartialStatement' | 'PartialBlockStatement' }, range: Range) {
    const nameRange = this.rangeOf(partial.name);
    const [context, ...more] = partial.params;
    if (partial.name.type !== 'PathExpression' && partial.name.type !== 'StringLiteral') {
      return this.refuse('dynamic partial', nameRange);
    }
    if (more.length > 0) return this.refuse('partial arguments', range);
    const name = partial.name.type === 'StringLiteral' ? partial.name.value : partial.name.original;
    const tag = this.tagsByStart.get(range.start);
    const value = context === undefined ? undefined : this.expression(context);
    const hash = (partial.hash?.pairs ?? []).flatMap((pair) => {
      const argument = this.expression(pair.value);
      return argument === undefined ? [] : [{ name: pair.key, value: argument }];
    });
    const node: TemplateNode = {
      kind: 'partial',
      range,
      name,
      nameRange,
      hash,
      indent: tag === undefined ? '' : indentOf(this.text, tag),
      ...(value === undefined ? {} : { context: value }),
    };
    return [node];
  }

  /** `{{a}}` is a value, `{{a b}}` a call; `{{"text"}}` is a value too. */
  private callOrValue(call: RawCall, range: Range): TemplateExpression | undefined {
    if (call.params.length === 0 && call.hash === undefined) return this.expression(call.path);
    return this.call(call, range);
  }

  private expression(raw: RawExpression): TemplateExpression | undefined {
    const range = this.rangeOf(raw);
    switch (raw.type) {
      case 'PathExpression':
        return toPath(raw, range);
      case 'SubExpression':
        return this.call(raw, range);
      case 'NullLiteral':
        return { kind: 'literal', range, value: null };
      case 'UndefinedLiteral':
        this.refuse('undefined', range);
        return undefined;
      default:
        return { kind: 'literal', range, value: raw.value };
    }
  }

  private call(call: RawCall, range: Range): HelperCall | undefined {
    if (call.path.type !== 'PathExpression') this.refuse('call of a value', range);
    else if (call.path.original === 'lookup') this.refuse('lookup', this.rangeOf(call.path));
    else if (call.hash !== undefined) this.refuse('helper hash', this.rangeOf(call.hash));
    else {
      const args = call.params.flatMap((param) => this.expression(param) ?? []);
      return { kind: 'call', range, name: call.path.original, nameRange: this.rangeOf(call.path), args };
    }
    return undefined;
  }

  private refuse(what: Parameters<typeof unsupported>[0], range: Range, name = ''): [] {
    this.diagnostics.push(unsupported(what, { file: this.file, range }, name));
    return [];
  }

  private refuseBlock(name: string, range: Range): [] {
    return this.refuse('block', range, name);
  }

  /** The opening tag of a block. */
  private tagRange(range: Range): Range {
    return this.tagsByStart.get(range.start)?.range ?? range;
  }
}

function toPath(raw: RawExpression & { type: 'PathExpression' }, range: Range): PathExpression {
  const text = raw.original;
  return {
    kind: 'path',
    range,
    isData: raw.data,
    depth: raw.depth,
    isScoped: /^(?:this\b|\.)/.test(text),
    keys: raw.parts,
    text,
  };
}
