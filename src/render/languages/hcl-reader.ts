import { type Before, type Frame, type HclState, type Heredoc, hclState, lineAfter } from './hcl-state.ts';
import type { Fed } from './language.ts';
import { SyntaxReader } from './syntax-reader.ts';

/**
 * Reads HCL text from a state on, as far as strings, comments, heredocs and nesting go. Faulty text never stops it: what no Terraform
 * would accept is left to the parser that sees the whole file.
 */
export function readHcl(state: HclState, text: string): Fed & { readonly state: HclState } {
  const reader = new Reader(state, text);
  reader.run();
  const { fault } = reader;
  return fault === undefined ? { state: reader.state() } : { state: reader.state(), fault };
}

/** Words after which an operand is wanted, inside expressions. */
const operatorWords = new Set(['in', 'if']);

class Reader extends SyntaxReader {
  private readonly frames: Frame[];
  private before: Before;
  private word: string;
  private tail: HclState['tail'];

  constructor(state: HclState, text: string) {
    super(state.pending, text);
    this.frames = [...state.frames];
    this.before = state.before;
    this.word = state.word;
    this.tail = state.tail;
  }

  state(): HclState {
    const { frames, before, word, pending, tail } = this;
    return hclState({ frames, before, word: before === 'name' ? word : '', pending, tail });
  }

  protected override step(): void {
    const frame = this.frames.at(-1);
    if (frame?.kind === 'quoted') this.quoted();
    else if (frame?.kind === 'heredoc') this.heredoc(frame);
    else if (frame?.kind === 'line-comment') this.lineComment();
    else if (frame?.kind === 'block-comment') this.blockComment();
    else this.code();
  }

  private quoted(): void {
    const { char } = this;
    if (char === '"') {
      this.at += 1;
      this.frames.pop();
      this.before = 'done';
    } else if (char === '\\') this.take(2);
    else if (char === '$' || char === '%') this.marker(char);
    else if (char === '\n') {
      this.report('a quoted string cannot go over a line break', 'close the quotes, or use a heredoc');
      this.at += 1;
    } else this.skip(/[^"\\$%\n]+/y);
  }

  /** `${`, `%{`, their escapes, or the character alone. */
  private marker(char: string): void {
    const run = this.match(char === '$' ? /\$+/y : /%+/y);
    const next = this.at + run.length;
    if (next >= this.text.length) {
      this.pending = run.length > 1 ? char.repeat(2) : char;
      this.at = next;
    } else if (this.text[next] !== '{') this.at = next;
    else {
      this.at = next + 1;
      if (run.length > 1) return;
      this.frames.push({ kind: 'interpolation' });
      this.before = 'operand';
    }
  }

  private heredoc(frame: Heredoc): void {
    const { char } = this;
    if (this.tail !== '') {
      if (char === '{' || char === this.tail) {
        const message = `the value before ends in \`${this.tail}\`, which would join with this text`;
        this.report(message, 'put a character between the value and this text');
      }
      this.tail = '';
    }
    if (char === '\n') this.heredocLineEnd(frame);
    else if (char === '$' || char === '%') {
      this.setLine(frame, 'other');
      this.marker(char);
    } else {
      this.at += 1;
      this.setLine(frame, lineAfter(frame, char));
    }
  }

  private heredocLineEnd(frame: Heredoc): void {
    if (frame.line !== frame.tag.length) {
      this.at += 1;
      this.frames.splice(-1, 1, { ...frame, line: 'blank', hasValue: false });
      return;
    }
    if (frame.hasValue) {
      this.report(`a value completes the heredoc's end tag ${frame.tag}`, 'choose another end tag');
    }
    this.frames.pop();
    this.before = 'done';
  }

  private setLine(frame: Heredoc, line: Heredoc['line']): void {
    if (line !== frame.line) this.frames.splice(-1, 1, { ...frame, line });
  }

  private lineComment(): void {
    if (this.char === '\n') this.frames.pop();
    else this.skip(/[^\n]+/y);
  }

  private blockComment(): void {
    const end = this.text.indexOf('*/', this.at);
    if (end !== -1) {
      this.frames.pop();
      this.at = end + 2;
      return;
    }
    this.pending = this.text.endsWith('*') ? '*' : '';
    this.at = this.text.length;
  }

  private code(): void {
    const { char } = this;
    if (/[\p{ID_Start}_]/u.test(char) || (this.before === 'name' && /[\p{ID_Continue}-]/u.test(char))) this.name();
    else if (char === ' ' || char === '\t' || char === '\r') this.blank();
    else if (char === '\n') this.lineEnd();
    else if (/[0-9]/.test(char)) this.number();
    else if (char === '"') {
      this.noGlue();
      this.push({ kind: 'quoted' }, 'operand');
    } else if (char === '#' || char === '/') this.commentOrSlash();
    else if (char === '<') this.heredocOrLess();
    else this.punctuation(char);
  }

  private name(): void {
    const run = this.match(/[\p{ID_Continue}-]+/uy);
    if (this.before !== 'name') {
      this.noGlue();
      if (this.before === 'start' && run === 'for' && this.frames.at(-1)?.kind === 'object') {
        this.frames.splice(-1, 1, { kind: 'for-object' });
      }
      this.word = '';
    }
    this.word += run;
    this.before = 'name';
    this.at += run.length;
  }

  private number(): void {
    this.noGlue();
    this.at += this.match(/[0-9][0-9.eE]*/y).length;
    this.before = 'number';
  }

  private blank(): void {
    this.at += 1;
    if (this.before === 'name') this.before = this.isOperatorWord() ? 'operand' : 'done';
    else if (this.before === 'number' || this.before === 'value') this.before = 'done';
  }

  private isOperatorWord(): boolean {
    return this.frames.at(-1)?.kind !== 'body' && operatorWords.has(this.word);
  }

  private lineEnd(): void {
    this.blank();
    const frame = this.frames.at(-1)?.kind;
    if (frame === 'body' || frame === 'object') this.before = 'start';
  }

  private commentOrSlash(): void {
    const rest = this.text.slice(this.at, this.at + 2);
    if (rest === '/') this.take(2);
    else if (rest === '/*') {
      this.at += 2;
      this.frames.push({ kind: 'block-comment' });
    } else if (rest.startsWith('#') || rest === '//') this.frames.push({ kind: 'line-comment' });
    else this.operator();
  }

  private heredocOrLess(): void {
    const match = this.match(/<<-?[\p{ID_Continue}-]*\r?\n?|</uy);
    if (match === '<') {
      if (this.at + 1 < this.text.length) this.operator();
      else this.take(2);
    } else if (match.endsWith('\n')) {
      const flush = match.startsWith('<<-');
      const tag = match.slice(flush ? 3 : 2).trimEnd();
      this.push({ kind: 'heredoc', tag, flush, line: 'blank', hasValue: false }, 'operand', match.length);
    } else if (this.at + match.length < this.text.length) this.operator();
    else {
      this.pending = match;
      this.at = this.text.length;
    }
  }

  private punctuation(char: string): void {
    switch (char) {
      case '(':
      case '[':
        this.push({ kind: char === '(' ? 'paren' : 'bracket' }, 'operand');
        break;
      case '{':
        this.openBrace();
        break;
      case ')':
      case ']':
      case '}':
        this.close();
        break;
      case '~':
        this.at += 1;
        break;
      case '.':
      case '*':
      case ',':
        this.stop(char);
        break;
      default:
        this.operator();
    }
  }

  private openBrace(): void {
    const isBlock = this.frames.at(-1)?.kind === 'body' && this.before !== 'operand';
    this.push({ kind: isBlock ? 'body' : 'object' }, 'start');
  }

  private stop(char: '.' | '*' | ','): void {
    this.at += 1;
    if (char === '.') {
      if (this.before === 'value') this.reportGlue();
      this.before = 'dot';
    } else if (char === '*') this.before = this.before === 'dot' ? 'done' : 'operand';
    else this.before = this.frames.at(-1)?.kind === 'object' ? 'start' : 'operand';
  }

  private operator(): void {
    this.at += 1;
    this.before = 'operand';
  }

  private close(): void {
    this.at += 1;
    if (this.frames.length > 1) this.frames.pop();
    else this.report('this closes nothing', 'remove it, or open it before');
    this.before = 'done';
  }

  private push(frame: Frame, before: Before, length = 1): void {
    this.frames.push(frame);
    this.before = before;
    this.at += length;
  }

  /** A value that was just written must not grow into a longer token. */
  private noGlue(): void {
    if (this.before === 'value') this.reportGlue();
  }

  private reportGlue(): void {
    this.report(
      'this text would join with the value before it',
      'put a space or an operator between them, or quote both together',
    );
  }
}
