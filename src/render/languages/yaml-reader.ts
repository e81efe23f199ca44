import type { Fed } from './language.ts';
import { SyntaxReader } from './syntax-reader.ts';
import { type YamlMode, type YamlParts, type YamlState, yamlState } from './yaml-state.ts';

/**
 * Reads YAML from a state on, as far as quotes, comments, block scalars and flow collections go.
 *
 * @see https://yaml.org/spec/1.2.2/
 */
export function readYamlText(state: YamlState, text: string): Fed & { readonly state: YamlState } {
  const reader = new Reader(state, text);
  reader.run();
  const { fault } = reader;
  return fault === undefined ? { state: reader.state() } : { state: reader.state(), fault };
}

class Reader extends SyntaxReader {
  private readonly parts: { -readonly [K in keyof YamlParts]: YamlParts[K] };

  constructor(state: YamlState, text: string) {
    super(state.pending, text);
    const { mode, flow, column, node, parent, isOpen, holds, isAfterBlank } = state;
    this.parts = { mode, flow, column, node, parent, isOpen, holds, isAfterBlank, pending: '' };
  }

  state(): YamlState {
    return yamlState({ ...this.parts, pending: this.pending });
  }

  protected override step(): void {
    switch (this.parts.mode) {
      case 'single':
      case 'double':
        this.quoted(this.parts.mode);
        break;
      case 'comment':
      case 'header':
        if (this.char === '\n') this.lineEnd();
        else this.at += 1;
        break;
      case 'block':
        if (this.char === '\n') this.blockLineEnd();
        else this.skip(/[^\n]+/y);
        break;
      case 'block-indent':
        this.blockIndent();
        break;
      default:
        this.code();
    }
  }

  private code(): void {
    const { char } = this;
    if (char === '\n') this.lineEnd();
    else if (/[ \t\r]/.test(char)) this.blank();
    else if (char === '#' && this.parts.isAfterBlank) this.advance('comment');
    else if (char === ':' || (this.wantsNode() && (char === '-' || char === '?'))) this.indicator();
    else if (this.parts.flow !== '' && ',[]{}'.includes(char)) this.flow();
    else if (this.wantsNode()) this.nodeStart();
    else this.plain();
  }

  private plain(): void {
    if (this.parts.mode === 'value' || this.parts.mode === 'collection') this.reportGlue();
    this.advance('plain');
  }

  private wantsNode(): boolean {
    const { mode, flow, isOpen, column, parent } = this.parts;
    if (mode === 'node') return true;
    // A deeper line after a scalar is more of that scalar, whatever it looks like.
    return mode === 'indent' && (flow !== '' || isOpen || column <= parent);
  }

  private nodeStart(): void {
    const { char, parts } = this;
    if (parts.mode === 'indent' && parts.column === 0 && this.match(/---(?=\s)/y) !== '') {
      Object.assign(parts, { mode: 'node', parent: -1, isOpen: true, isAfterBlank: false });
      this.at += 3;
      return;
    }
    parts.node = parts.column;
    parts.isOpen = false;
    if (char === "'" || char === '"') {
      parts.holds = '';
      this.advance(char === "'" ? 'single' : 'double');
    } else if (char === '[' || char === '{') this.flow();
    else if ((char === '|' || char === '>') && parts.flow === '') this.advance('header');
    else this.advance('plain');
  }

  /** `:`, `-` and `?` count only before a blank or line end (`:` also before flow punctuation). */
  private indicator(): void {
    const { char, parts } = this;
    const next = this.text[this.at + 1];
    if (next === undefined) {
      this.keep();
      return;
    }
    const isIndicator =
      /\s/.test(next) || (char === ':' && parts.flow !== '' && (parts.mode === 'done' || ',[]{}'.includes(next)));
    if (!isIndicator) {
      if (this.wantsNode()) this.nodeStart();
      else this.plain();
      return;
    }
    if (char === ':' && parts.mode === 'collection') this.report('a list or map cannot be a key', 'use a text as key');
    if (parts.flow === '') parts.parent = char === ':' ? parts.node : parts.column;
    parts.isOpen = true;
    this.advance('node');
  }

  private flow(): void {
    const { char, parts } = this;
    if (char === '[' || char === '{') {
      if (!this.wantsNode()) this.reportGlue();
      parts.flow += char;
      this.advance('node');
    } else if (char === ',') this.advance('node');
    else {
      parts.flow = parts.flow.slice(0, -1);
      this.advance('done');
    }
  }

  private blank(): void {
    const { parts } = this;
    if (parts.mode === 'value' || parts.mode === 'collection') parts.mode = 'done';
    this.at += 1;
    if (parts.mode === 'indent' || parts.mode === 'node') parts.column += 1;
    parts.isAfterBlank = true;
  }

  private lineEnd(): void {
    const { parts } = this;
    this.at += 1;
    parts.column = 0;
    parts.isAfterBlank = true;
    if (parts.mode === 'header') parts.mode = 'block-indent';
    else if (parts.flow === '') parts.mode = 'indent';
    else if (parts.mode === 'comment') parts.mode = 'done';
    else if (parts.mode === 'value' || parts.mode === 'collection') parts.mode = 'done';
  }

  private blockLineEnd(): void {
    this.at += 1;
    this.parts.mode = 'block-indent';
    this.parts.column = 0;
  }

  private blockIndent(): void {
    const { char, parts } = this;
    if (char === '\n') this.blockLineEnd();
    else if (char === ' ') {
      this.at += 1;
      parts.column += 1;
    } else if (parts.column > parts.parent && (char !== '\r' || parts.column > 0)) parts.mode = 'block';
    else if (char === '\r') this.at += 1;
    else {
      parts.mode = 'indent';
      parts.isOpen = false;
      parts.isAfterBlank = true;
    }
  }

  private quoted(mode: 'single' | 'double'): void {
    const { char, parts } = this;
    if (char === '\\' && mode === 'double') this.take(2);
    else if (char === (mode === 'single' ? "'" : '"')) this.closeQuote(mode);
    else {
      if (char === '\n') {
        if (parts.holds === 'value')
          this.report('a quoted text with a value cannot go over a line break', 'keep it on one line');
        parts.holds = 'lines';
      }
      this.at += 1;
    }
  }

  private closeQuote(mode: 'single' | 'double'): void {
    if (mode === 'single' && this.text[this.at + 1] === "'") this.at += 2;
    else if (mode === 'single' && this.at + 1 >= this.text.length) this.keep();
    else {
      this.parts.holds = '';
      this.advance('done');
    }
  }

  private advance(mode: YamlMode): void {
    this.at += 1;
    if (this.parts.mode === 'indent' || this.parts.mode === 'node') this.parts.column += 1;
    this.parts.mode = mode;
    this.parts.isAfterBlank = false;
  }

  private reportGlue(): void {
    this.report('this text would join with the value before it', 'put both into one pair of quotes');
  }
}
