import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { compareText } from '../../diagnostics/order.ts';
import type { SourceMapSegment } from '../bundle.ts';
import { isRefusal, type Language, type State } from '../languages/language.ts';
import type {
  ContentNode,
  EachNode,
  IfNode,
  OutputNode,
  PartialNode,
  Template,
  TemplateNode,
  WithNode,
} from './ast.ts';
import { evaluate } from './evaluate.ts';
import { feedContent } from './feed.ts';
import { type Bound, member, rootScope, type Scope } from './scope.ts';
import { isTruthyValue } from './template-functions.ts';

/** A template with the values of one environment. */
export interface RenderedTemplate {
  readonly text: string;
  readonly segments: readonly SourceMapSegment[];
  /** Empty when every value could be written; the text is not to be used otherwise. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes a template that the static pass has accepted.
 *
 * @param partialOf the partial of a name; the static pass has made sure that there is one
 */
export function renderTemplate(
  template: Template,
  language: Language,
  root: Bound,
  partialOf: (name: string) => Template | undefined,
): RenderedTemplate {
  const walk = new Walk(template.file, language, partialOf);
  walk.nodes(template.body, rootScope(root));
  return { text: walk.pieces.join(''), segments: walk.segments, diagnostics: walk.diagnostics };
}

class Walk {
  readonly pieces: string[] = [];
  readonly segments: SourceMapSegment[] = [];
  readonly diagnostics: Diagnostic[] = [];
  /** File of the template or partial being walked. */
  file: string;
  private readonly language: Language;
  private readonly partialOf: (name: string) => Template | undefined;
  private state: State;
  private length = 0;
  private indent = '';
  private isLineStart = true;

  constructor(file: string, language: Language, partialOf: (name: string) => Template | undefined) {
    this.file = file;
    this.language = language;
    this.partialOf = partialOf;
    this.state = language.start;
  }

  report(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  nodes(nodes: readonly TemplateNode[], scope: Scope): void {
    for (const node of nodes) this.node(node, scope);
  }

  private node(node: TemplateNode, scope: Scope): void {
    switch (node.kind) {
      case 'content':
        this.content(node);
        break;
      case 'output':
        this.output(node, scope);
        break;
      case 'if':
        this.condition(node, scope);
        break;
      case 'each':
        this.each(node, scope);
        break;
      case 'with':
        this.with(node, scope);
        break;
      case 'partial':
        this.partial(node, scope);
        break;
    }
  }

  private content(node: ContentNode): void {
    if (node.text !== '\n') this.writeIndent();
    const { state, fault } = feedContent(this.language, this.state, node);
    if (fault !== undefined) {
      const at = node.range.start + fault.offset;
      const location = { file: this.file, range: { start: at, end: Math.min(at + 1, node.range.end) } };
      this.report({ code: 'template-text', severity: 'error', message: fault.message, hint: fault.hint, location });
    }
    this.state = state;
    this.append(node.text, { source: { file: this.file, range: node.range }, verbatim: node.isVerbatim });
  }

  private output(node: OutputNode, scope: Scope): void {
    const bound = evaluate(node.expression, scope, this);
    if (bound === undefined) return;
    this.writeIndent();
    const location = { file: this.file, range: node.range };
    const written = this.language.write(this.state, bound.value);
    if (isRefusal(written)) {
      const { message, hint } = written;
      this.report({ code: 'template-value', severity: 'error', message, hint, location, ...pointerArgs(bound) });
      return;
    }
    this.state = written.state;
    const pointer = bound.pointer === undefined ? {} : { pointer: bound.pointer };
    this.append(written.text, { source: location, verbatim: false, ...pointer });
  }

  private condition(node: IfNode, scope: Scope): void {
    const bound = evaluate(node.condition, scope, this);
    if (bound === undefined) return;
    this.nodes(isTruthyValue(bound.value) !== node.negated ? node.body : node.otherwise, scope);
  }

  private with(node: WithNode, scope: Scope): void {
    const bound = evaluate(node.value, scope, this);
    if (bound === undefined) return;
    if (isTruthyValue(bound.value)) this.nodes(node.body, open(scope, bound, named(node.names, [bound])));
    else this.nodes(node.otherwise, scope);
  }

  private each(node: EachNode, scope: Scope): void {
    const bound = evaluate(node.collection, scope, this);
    if (bound === undefined) return;
    const { value } = bound;
    if (typeof value !== 'object' || value === null) {
      const location = { file: this.file, range: node.collection.range };
      const message = `\`#each\` goes through a list or a map, not ${value === null ? 'null' : `a ${typeof value}`}`;
      this.report({ code: 'template-value', severity: 'error', message, location, ...pointerArgs(bound) });
      return;
    }
    const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value).toSorted(compareText);
    if (keys.length === 0) this.nodes(node.otherwise, scope);
    for (const [index, key] of keys.entries()) {
      const item = member(bound, String(key));
      if (item === undefined) continue;
      const keyBound = withPointer({ value: key }, item);
      const data: [string, Bound][] = [
        ['index', { value: index }],
        ['key', keyBound],
        ['first', { value: index === 0 }],
        ['last', { value: index === keys.length - 1 }],
      ];
      this.nodes(node.body, open(scope, item, named(node.names, [item, keyBound]), data));
    }
  }

  private partial(node: PartialNode, scope: Scope): void {
    const partial = this.partialOf(node.name);
    const context = node.context === undefined ? scope.context : evaluate(node.context, scope, this);
    if (partial === undefined || context === undefined) return;
    const hash = new Map<string, Bound>(context.extra);
    for (const { name, value } of node.hash) {
      const bound = evaluate(value, scope, this);
      if (bound !== undefined) hash.set(name, bound);
    }
    const { file, indent } = this;
    this.file = partial.file;
    this.indent = indent + node.indent;
    this.nodes(partial.body, { ...open(scope, { ...context, extra: hash }), isClosed: true });
    this.file = file;
    this.indent = indent;
  }

  /** Indents the line of a stand-alone partial, where the language lets white space stand. */
  private writeIndent(): void {
    if (this.indent === '' || !this.isLineStart || !this.language.mayIndent(this.state)) return;
    this.state = this.language.feed(this.state, this.indent).state;
    this.append(this.indent);
  }

  private append(text: string, origin?: Omit<SourceMapSegment, 'generated'>): void {
    if (text === '') return;
    const start = this.length;
    this.length += text.length;
    this.pieces.push(text);
    this.isLineStart = text.endsWith('\n');
    if (origin !== undefined) this.segments.push({ generated: { start, end: this.length }, ...origin });
  }
}

/** The scope inside a block with its own context. */
function open(parent: Scope, context: Bound, names: Scope['names'] = [], data: Scope['data'] = []): Scope {
  return { context, parent, names, data, isClosed: false };
}

function named(names: readonly string[], values: readonly Bound[]): [string, Bound][] {
  return names.flatMap((name, index) => {
    const value = values[index];
    return value === undefined ? [] : [[name, value] as [string, Bound]];
  });
}

function withPointer(bound: Bound, like: Bound): Bound {
  return like.pointer === undefined ? bound : { ...bound, pointer: like.pointer };
}

function pointerArgs({ pointer }: Bound): { args?: { pointer: string } } {
  return pointer === undefined ? {} : { args: { pointer } };
}
