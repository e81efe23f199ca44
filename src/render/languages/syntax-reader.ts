import type { Fed } from './language.ts';

/** Reads a text from left to right, with what an earlier text left unfinished in front of it. Base of the readers of the languages. */
export abstract class SyntaxReader {
  /** First fault found. */
  fault: Fed['fault'];
  /** The unfinished text, and then this one. */
  protected readonly text: string;
  /** End of an unfinished token: it is read again when the next text has come. Reading stops where it is set. */
  protected pending = '';
  protected at = 0;
  private readonly carried: number;

  constructor(pending: string, text: string) {
    this.text = pending + text;
    this.carried = pending.length;
  }

  /** Reads on from `at` by at least one character, or sets `pending`. */
  protected abstract step(): void;

  run(): void {
    while (this.at < this.text.length && this.pending === '') this.step();
  }

  /** The character at the reading position. */
  protected get char(): string {
    return this.text[this.at] ?? '';
  }

  /** Takes `length` characters, or keeps what there is of them for the text to come. */
  protected take(length: number): void {
    const rest = this.text.slice(this.at, this.at + length);
    if (rest.length < length) this.pending = rest;
    this.at += rest.length;
  }

  /** Keeps all that is left for the text to come. */
  protected keep(): void {
    this.pending = this.text.slice(this.at);
    this.at = this.text.length;
  }

  /** What a sticky pattern matches at the reading position; `''` when it does not. */
  protected match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0] ?? '';
  }

  /** Takes what a sticky pattern matches, which must be something. */
  protected skip(pattern: RegExp): void {
    this.at += Math.max(1, this.match(pattern).length);
  }

  protected report(message: string, hint: string): void {
    this.fault ??= { message, hint, offset: Math.max(0, this.at - this.carried) };
  }
}
