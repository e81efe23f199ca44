import type { Fed } from './language.ts';
import { type Frame, type Heredoc, type ShellState, shellState } from './shell-state.ts';
import { SyntaxReader } from './syntax-reader.ts';

/**
 * Reads a POSIX or bash script from a state on, as far as quotes, substitutions, comments and heredocs go. What shells read differently
 * is reported instead of guessed at.
 */
export function readShell(state: ShellState, text: string): Fed & { readonly state: ShellState } {
  const reader = new Reader(state, text);
  reader.run();
  const { fault } = reader;
  return fault === undefined ? { state: reader.state() } : { state: reader.state(), fault };
}

class Reader extends SyntaxReader {
  private readonly frames: Frame[];
  private announced: readonly Heredoc[];
  private isWordStart: boolean;

  constructor(state: ShellState, text: string) {
    super(state.pending, text);
    this.frames = [...state.frames];
    this.announced = state.announced;
    this.isWordStart = state.isWordStart;
  }

  state(): ShellState {
    const { frames, announced, isWordStart, pending } = this;
    return shellState({ frames, announced, isWordStart, pending });
  }

  protected override step(): void {
    const frame = this.frames.at(-1);
    switch (frame?.kind) {
      case 'comment':
        this.comment();
        break;
      case 'heredoc':
        this.heredoc(frame);
        break;
      case 'single':
        this.untilQuote("'", /[^']+/y);
        break;
      case 'ansi':
        if (this.char === '\\') this.take(2);
        else this.untilQuote("'", /[^'\\]+/y);
        break;
      case 'backtick':
        if (this.char === '\\') this.take(2);
        else this.untilQuote('`', /[^`\\]+/y);
        break;
      case 'double':
        this.double();
        break;
      default:
        this.code(frame);
    }
  }

  private comment(): void {
    if (this.char === '\n') this.frames.pop();
    else this.skip(/[^\n]+/y);
  }

  private untilQuote(quote: string, others: RegExp): void {
    if (this.char === quote) this.leave();
    else this.skip(others);
  }

  private double(): void {
    const { char } = this;
    if (char === '"') this.leave();
    else if (char === '\\') this.take(2);
    else if (char === '`') this.enter({ kind: 'backtick' });
    else if (char === '$') this.dollar();
    else this.skip(/[^"\\`$]+/y);
  }

  /** Unquoted text: commands, and the inside of substitutions. */
  private code(frame: Exclude<Frame, Heredoc> | undefined): void {
    const { char } = this;
    if (char === '\\') this.escape();
    else if (char === "'") this.singleQuote();
    else if (char === '"') this.enter({ kind: 'double' });
    else if (char === '`') this.enter({ kind: 'backtick' });
    else if (char === '$') this.dollar();
    else if (frame?.kind === 'parameter') this.parameter();
    else if (frame?.kind === 'arithmetic') this.arithmetic(frame);
    else this.command(frame);
  }

  private escape(): void {
    const isLineBreak = this.text[this.at + 1] === '\n';
    this.take(2);
    if (!isLineBreak) this.isWordStart = false;
  }

  private singleQuote(): void {
    const isInDouble = this.frames.some((frame) => frame.kind === 'double') && this.frames.at(-1)?.kind === 'parameter';
    if (isInDouble) {
      const hint = 'compute the value in a variable of its own first';
      this.report('a single quote in `${…}` in double quotes means different things to different shells', hint);
    }
    this.enter({ kind: 'single' });
  }

  private dollar(): void {
    const next = this.text[this.at + 1];
    const isQuoted = this.frames.at(-1)?.kind === 'double';
    if (next === undefined) this.take(2);
    else if (next === '{') this.enter({ kind: 'parameter' }, 2);
    else if (next === '(') this.dollarParenthesis();
    else if (next === "'" && !isQuoted) this.enter({ kind: 'ansi' }, 2);
    else {
      // `$#`, `$$` and their like are names: their second character begins nothing.
      this.at += /[#$!?*@0-9-]/.test(next) ? 2 : 1;
      this.isWordStart = false;
    }
  }

  private dollarParenthesis(): void {
    const third = this.text[this.at + 2];
    if (third === undefined) this.keep();
    else if (third === '(') this.enter({ kind: 'arithmetic', depth: 0 }, 3);
    else this.enter({ kind: 'command', depth: 0 }, 2);
  }

  private parameter(): void {
    if (this.char === '}') this.leave();
    else this.skip(/[^\\'"`$}]+/y);
  }

  private arithmetic(frame: Frame & { kind: 'command' | 'arithmetic' }): void {
    if (this.char === '(') this.setDepth(frame, frame.depth + 1);
    else if (this.char !== ')') this.skip(/[^\\'"`$()]+/y);
    else if (frame.depth > 0) this.setDepth(frame, frame.depth - 1);
    else if (this.at + 1 >= this.text.length) this.keep();
    else {
      if (this.text[this.at + 1] === ')') this.at += 1;
      this.leave();
    }
  }

  private command(frame: Exclude<Frame, Heredoc> | undefined): void {
    const { char } = this;
    if (char === '#' && this.isWordStart) this.enter({ kind: 'comment' });
    else if (char === '\n') this.lineBreak();
    else if (char === '<' || char === '>') this.redirection();
    else if (char === '(') this.openParenthesis(frame);
    else if (char === ')') this.closeParenthesis(frame);
    else if (/[ \t\r;&|]/.test(char)) {
      this.at += 1;
      this.isWordStart = true;
    } else this.word(frame);
  }

  private word(frame: Frame | undefined): void {
    const word = this.match(/[^\s;&|()<>\\'"`$]+/y);
    if (word === 'case' && this.isWordStart && frame?.kind === 'command') {
      const hint = 'put the `case` into a function and call that';
      this.report('the parentheses of `case` in `$(…)` cannot be told from its own', hint);
    }
    this.at += word.length;
    this.isWordStart = false;
  }

  private lineBreak(): void {
    this.at += 1;
    this.isWordStart = true;
    // The first one announced is read first.
    for (const heredoc of this.announced.toReversed()) this.frames.push(heredoc);
    this.announced = [];
  }

  private redirection(): void {
    const next = this.text[this.at + 1];
    this.isWordStart = false;
    if (next === undefined) this.keep();
    else if (next === '(') this.enter({ kind: 'command', depth: 0 }, 2);
    else if (this.char === '<' && next === '<') this.heredocStart();
    else {
      this.at += 1;
      this.isWordStart = true;
    }
  }

  private heredocStart(): void {
    const found = this.match(/<<(?:<|-?[ \t]*(?:'[^'\n]*'?|"[^"\n]*"?|\\?[A-Za-z0-9_.-]*))/y);
    if (found === '<<<') {
      this.at += 3;
      this.isWordStart = true;
      return;
    }
    if (this.at + found.length >= this.text.length) {
      this.keep();
      return;
    }
    const tag = found.replace(/^<<-?[ \t]*/, '').replace(/^\\|['"]/g, '');
    if (tag === '') this.report('the end tag of this heredoc cannot be told', 'write it as one plain word: `<<EOF`');
    this.announced = [...this.announced, { kind: 'heredoc', tag, stripsTabs: found.startsWith('<<-') }];
    this.at += found.length;
  }

  private heredoc(frame: Heredoc): void {
    const end = this.text.indexOf('\n', this.at);
    if (end === -1) {
      this.keep();
      return;
    }
    const line = this.text.slice(this.at, end).replace(/\r$/, '');
    if ((frame.stripsTabs ? line.replace(/^\t+/, '') : line) === frame.tag) this.frames.pop();
    this.at = end + 1;
    this.isWordStart = true;
  }

  private openParenthesis(frame: Exclude<Frame, Heredoc> | undefined): void {
    if (this.isWordStart && this.at + 1 >= this.text.length) this.keep();
    else if (this.isWordStart && this.text[this.at + 1] === '(') this.enter({ kind: 'arithmetic', depth: 0 }, 2);
    else if (frame?.kind === 'command') this.setDepth(frame, frame.depth + 1);
    else this.at += 1;
    this.isWordStart = true;
  }

  private closeParenthesis(frame: Exclude<Frame, Heredoc> | undefined): void {
    if (frame?.kind === 'command' && frame.depth === 0) this.leave();
    else if (frame?.kind === 'command') this.setDepth(frame, frame.depth - 1);
    else {
      this.at += 1;
      this.isWordStart = true;
    }
  }

  private setDepth(frame: Frame & { kind: 'command' | 'arithmetic' }, depth: number): void {
    this.frames.splice(-1, 1, { ...frame, depth });
    this.at += 1;
  }

  private enter(frame: Frame, length = 1): void {
    this.frames.push(frame);
    this.at += length;
    this.isWordStart = frame.kind === 'command';
  }

  private leave(): void {
    this.frames.pop();
    this.at += 1;
    this.isWordStart = false;
  }
}
