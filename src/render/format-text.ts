import type { Range } from '../diagnostics/range.ts';
import type { SourceMap, SourceMapSegment } from './bundle.ts';
import type { RenderCache } from './render-cache.ts';
import type { PieceOrigin } from './text-builder.ts';

/** A text with the map of who wrote it. */
export interface MappedText {
  readonly text: string;
  readonly segments: SourceMap;
}

/** Formats HCL as `terraform fmt` would, and takes the source map along. A text that cannot be parsed stays as it is. */
export function formatHcl({ text, segments }: MappedText, cache: RenderCache): MappedText {
  const edits = cache.formatEdits(text);
  return edits.length === 0 ? { text, segments } : applyToMap({ text, segments }, edits);
}

/** A change of a text: sorted and not overlapping where there are several. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
  /** Absent: the text belongs to nobody. */
  readonly origin?: PieceOrigin;
}

/**
 * Applies edits to a text and its map: what they leave moves along, what they put in belongs to whom they say. A verbatim segment is cut at an
 * edit, so that its pieces still map one to one; any other keeps the whole of its text.
 */
export function applyToMap({ text, segments }: MappedText, edits: readonly Edit[]): MappedText {
  const pieces: string[] = [];
  const kept: { readonly from: Range; readonly shift: number }[] = [];
  let at = 0;
  let shift = 0;
  const added: SourceMapSegment[] = [];
  for (const { range, text: inserted, origin } of edits) {
    kept.push({ from: { start: at, end: range.start }, shift });
    pieces.push(text.slice(at, range.start), inserted);
    const start = range.start + shift;
    if (origin !== undefined)
      added.push({ generated: { start, end: start + inserted.length }, verbatim: false, ...origin });
    shift += inserted.length - (range.end - range.start);
    at = range.end;
  }
  kept.push({ from: { start: at, end: text.length }, shift });
  pieces.push(text.slice(at));
  const moved = [...moveSegments(segments, kept), ...added];
  if (added.length > 0) moved.sort((a, b) => a.generated.start - b.generated.start);
  return { text: pieces.join(''), segments: moved };
}

type Kept = readonly { readonly from: Range; readonly shift: number }[];

function moveSegments(segments: SourceMap, kept: Kept): SourceMapSegment[] {
  const moved: SourceMapSegment[] = [];
  let first = 0;
  for (const segment of segments) {
    const { start, end } = segment.generated;
    while (first < kept.length - 1 && (kept[first]?.from.end ?? 0) <= start) first += 1;
    const parts: SourceMapSegment[] = [];
    for (let index = first; index < kept.length && (kept[index]?.from.start ?? end) < end; index += 1) {
      const part = cut(segment, kept[index]);
      if (part !== undefined) parts.push(part);
    }
    moved.push(...(segment.verbatim ? parts : joined(parts)));
  }
  return moved;
}

function cut(segment: SourceMapSegment, kept: Kept[number] | undefined): SourceMapSegment | undefined {
  if (kept === undefined) return undefined;
  const start = Math.max(segment.generated.start, kept.from.start);
  const end = Math.min(segment.generated.end, kept.from.end);
  if (start >= end) return undefined;
  const generated = { start: start + kept.shift, end: end + kept.shift };
  const { range } = segment.source;
  if (!segment.verbatim || range === undefined) return { ...segment, generated };
  const offset = range.start - segment.generated.start;
  return { ...segment, generated, source: { ...segment.source, range: { start: start + offset, end: end + offset } } };
}

function joined(parts: readonly SourceMapSegment[]): SourceMapSegment[] {
  const first = parts[0];
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return [];
  return [{ ...first, generated: { start: first.generated.start, end: last.generated.end } }];
}
