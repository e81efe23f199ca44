import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import { isRefusal, type Language, type Refusal, type State } from '../languages/language.ts';
import type { EachNode, PartialNode, Template, TemplateNode } from './ast.ts';
import { feedContent } from './feed.ts';

/** The partials a template may use. */
export interface Partials {
  /** Names as templates write them, for did-you-mean. */
  readonly names: readonly string[];
  /** The partial of a name; undefined when there is none, or it cannot be parsed. */
  of(name: string): Template | undefined;
}

/**
 * Reads a template in its target language before any value is seen: where every `{{expression}}` stands, that all branches of a block
 * end alike, that a loop ends where it began, and that the file ends where it started. Values cannot change any of it later.
 */
export function checkTemplate(template: Template, language: Language, partials: Partials): Diagnostic[] {
  const check = new Check(template, language, partials);
  const end = check.nodes(template.body, new Set([language.start]));
  for (const state of end) {
    if (check.diagnostics.length > 0 || language.isComplete(state)) continue;
    check.report('template-branches', endOf(template), {
      message: `the file ends ${state.place}`,
      hint: 'close what is open',
    });
  }
  return check.diagnostics;
}

/** More turns than a loop can need: each must find a new state of a nesting that has not changed. */
const maximumTurns = 100;

class Check {
  readonly diagnostics: Diagnostic[] = [];
  private readonly language: Language;
  private readonly partials: Partials;
  private file: string;
  private readonly open: string[];

  constructor(template: Template, language: Language, partials: Partials) {
    this.language = language;
    this.partials = partials;
    this.file = template.file;
    this.open = [template.file];
  }

  report(code: Diagnostic['code'], range: Range, { message, hint }: Refusal): void {
    const isKnown = this.diagnostics.some(
      ({ location, code: other }) =>
        other === code && location?.file === this.file && location.range?.start === range.start,
    );
    if (!isKnown)
      this.diagnostics.push({ code, severity: 'error', message, hint, location: { file: this.file, range } });
  }

  /** The states in which a sequence can end when it is entered in any of `states`. */
  nodes(nodes: readonly TemplateNode[], states: ReadonlySet<State>): ReadonlySet<State> {
    let current = states;
    for (const node of nodes) current = this.node(node, current);
    return current;
  }

  private node(node: TemplateNode, states: ReadonlySet<State>): ReadonlySet<State> {
    switch (node.kind) {
      case 'content':
        return each(states, (state) => {
          const { state: after, fault } = feedContent(this.language, state, node);
          if (fault !== undefined) {
            const at = node.range.start + fault.offset;
            this.report('template-text', { start: at, end: Math.min(at + 1, node.range.end) }, fault);
          }
          return after;
        });
      case 'output':
        return each(states, (state) => this.slot(state, node.range));
      case 'if':
        return this.join(node.tag, [this.nodes(node.body, states), this.nodes(node.otherwise, states)]);
      case 'with':
        return this.join(node.tag, [this.nodes(node.body, states), this.nodes(node.otherwise, states)]);
      case 'each':
        return this.loop(node, states);
      case 'partial':
        return this.partial(node, states);
    }
  }

  private slot(state: State, range: Range): State {
    const after = this.language.slot(state);
    if (!isRefusal(after)) return after;
    this.report('template-position', range, after);
    return state;
  }

  private loop(node: EachNode, states: ReadonlySet<State>): ReadonlySet<State> {
    let entered = states;
    for (let turn = 0; turn < maximumTurns; turn += 1) {
      const left = this.nodes(node.body, entered);
      const all = new Set([...entered, ...left]);
      if (!this.agree(all)) {
        this.reportDifference(node.tag, 'the body of this loop does not end where it began', [entered, left]);
        break;
      }
      if (all.size === entered.size) break;
      entered = all;
    }
    return this.join(node.tag, [entered, this.nodes(node.otherwise, states)]);
  }

  private partial(node: PartialNode, states: ReadonlySet<State>): ReadonlySet<State> {
    const partial = this.partials.of(node.name);
    if (partial === undefined) {
      const { names } = this.partials;
      const meant = suggest(node.name, names);
      this.report('template-partial', node.nameRange, {
        message: names.includes(node.name)
          ? `the partial \`${node.name}\` has faults`
          : `there is no partial \`${node.name}\``,
        hint: meant === undefined ? `put it at \`templates/partials/${node.name}.hbs\`` : `did you mean \`${meant}\`?`,
      });
      return states;
    }
    if (this.open.includes(partial.file)) {
      const message = `the partial \`${node.name}\` includes itself`;
      this.report('template-partial', node.nameRange, { message, hint: 'go through lists with `{{#each}}`' });
      return states;
    }
    const { file } = this;
    this.open.push(partial.file);
    this.file = partial.file;
    const after = this.nodes(partial.body, states);
    this.file = file;
    this.open.pop();
    return after;
  }

  private join(range: Range, ends: readonly ReadonlySet<State>[]): ReadonlySet<State> {
    const all = new Set(ends.flatMap((end) => [...end]));
    if (this.agree(all)) return all;
    this.reportDifference(range, 'the branches of this block do not end alike', ends);
    // One of them, so that a single fault does not show up again at every later place.
    return ends[0] ?? all;
  }

  private agree(states: ReadonlySet<State>): boolean {
    return new Set([...states].map(({ structure }) => structure)).size <= 1;
  }

  private reportDifference(range: Range, message: string, ends: readonly ReadonlySet<State>[]): void {
    const places = [...new Set(ends.flatMap((end) => [...end].map(({ place }) => place)))];
    const detail = places.length > 1 ? `: ${places.join(', or ')}` : '';
    this.report('template-branches', range, {
      message: `${message}${detail}`,
      hint: 'open and close strings, brackets and blocks on the same side of the tag',
    });
  }
}

function each(states: ReadonlySet<State>, next: (state: State) => State): ReadonlySet<State> {
  return new Set([...states].map(next));
}

function endOf(template: Template): Range {
  const end = template.body.at(-1)?.range.end ?? 0;
  return { start: Math.max(0, end - 1), end };
}
