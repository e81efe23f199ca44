import type { Location } from '../diagnostics/range.ts';
import type { SourceMapSegment } from './bundle.ts';

/** Who wrote a piece of generated text. */
export interface PieceOrigin {
  readonly source: Location;
  /** Pointer of the value shown. */
  readonly pointer?: string;
}

/** Puts a text together with its source map. */
export class TextBuilder {
  readonly segments: SourceMapSegment[] = [];
  private readonly pieces: string[] = [];
  private length = 0;

  /** Adds text; without an origin it is nobody's. */
  add(text: string, origin?: PieceOrigin): this {
    const start = this.length;
    this.pieces.push(text);
    this.length += text.length;
    if (origin !== undefined && text !== '') {
      this.segments.push({ generated: { start, end: this.length }, verbatim: false, ...origin });
    }
    return this;
  }

  get text(): string {
    return this.pieces.join('');
  }
}
