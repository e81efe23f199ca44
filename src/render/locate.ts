import type { RelatedLocation } from '../diagnostics/diagnostic.ts';
import type { Location, Range } from '../diagnostics/range.ts';
import type { Origin } from '../hcl/value.ts';
import { joinPointer, splitPointer } from '../load/pointer.ts';
import { locateSetting } from '../resolve/provenance.ts';
import type { ResolvedEnvironment } from '../resolve/resolved-environment.ts';
import type { Bundle, BundleFile, SourceMap, SourceMapSegment } from './bundle.ts';
import { moduleFolder } from './hash.ts';

/** A place in rendered text. */
export interface RenderedPlace {
  /** Path in the bundle, or relative to the module's folder. */
  readonly file: string;
  readonly range: Range;
}

/** An authored place, with others that explain it. */
export interface AuthoredPlace {
  readonly location: Location;
  readonly related: RelatedLocation[];
}

/**
 * The authored place of a piece of a rendered file. Text of a template gives its place there, with the lines that
 * set the values in it and the variables it reads as related; a piece that shows nothing but values gives the line that set the first of
 * them, with the template as related.
 */
export function locate(bundle: Bundle, environment: ResolvedEnvironment, at: RenderedPlace): AuthoredPlace {
  const segments = segmentsAt(sourceMapOf(bundle, at.file), at.range);
  const shown = shownBy(segments);
  const place = sourceRange(segments, at.range);
  if (place === undefined) return { location: environment.nameLocation, related: [] };
  if (shown.length === segments.length) return valueFirst(environment, shown, place);
  const read = readVariables(bundle, at).flatMap((name) => variableSetting(environment, name) ?? []);
  return { location: place, related: unique([...settings(environment, shown), ...read], place) };
}

/** Most variables whose settings are worth showing beside a place. */
const maximumRead = 3;

/** Variables that a piece of the module reads, in the order of the text. */
function readVariables(bundle: Bundle, { file, range }: RenderedPlace): string[] {
  const text = fileOf(bundle, file)?.text.slice(range.start, range.end) ?? '';
  const names = [...text.matchAll(/\bvar\.([A-Za-z_][\w-]*)/g)].map(([, name = '']) => name);
  return [...new Set(names)].slice(0, maximumRead);
}

/**
 * The authored place of a value of an evaluated module: the line of the environment (or of the blueprint's default) that set it, where
 * it came from a variable or is written into the module as a value; else its place in a template.
 */
export function locateOrigin(bundle: Bundle, environment: ResolvedEnvironment, origin: Origin): AuthoredPlace {
  const segments = segmentsAt(sourceMapOf(bundle, origin.file), origin.range);
  const place = sourceRange(segments, origin.range);
  const [first, ...others] = unique([
    ...fromSources(bundle, environment, origin),
    ...settings(environment, shownBy(segments)),
  ]);
  if (first === undefined) return { location: place ?? environment.nameLocation, related: [] };
  const used = place === undefined ? [] : [{ message: 'used here', location: place }];
  return { location: first.location, related: unique([...used, ...others], first.location) };
}

/** Where the values of variables were set from which a value was made: as narrow as the engine knows, else by the variables' names. */
function fromSources(bundle: Bundle, environment: ResolvedEnvironment, origin: Origin): RelatedLocation[] {
  const sources = origin.sources ?? [];
  if (sources.length === 0) return origin.variables.flatMap((name) => variableSetting(environment, name) ?? []);
  return sources.flatMap(({ file, range }) => {
    const segments = segmentsAt(sourceMapOf(bundle, file), range);
    const [shown] = settings(environment, shownBy(segments));
    if (shown !== undefined) return [shown];
    const place = sourceRange(segments, range);
    return place === undefined ? [] : [{ message: 'the default is declared here', location: place }];
  });
}

function shownBy(segments: readonly SourceMapSegment[]): SourceMapSegment[] {
  return segments.filter(({ pointer }) => pointer !== undefined);
}

function fileOf(bundle: Bundle, file: string): BundleFile | undefined {
  return bundle.files.find(({ path }) => path === file || path === moduleFolder + file);
}

function sourceMapOf(bundle: Bundle, file: string): SourceMap {
  return fileOf(bundle, file)?.sourceMap ?? [];
}

/** Segments that a range touches; where it touches none, the nearest before it. */
export function segmentsAt(map: SourceMap, { start, end }: Range): SourceMapSegment[] {
  const last = Math.max(end, start + 1);
  const touched = map.filter(({ generated }) => generated.start < last && generated.end > start);
  if (touched.length > 0) return touched;
  const before = map.findLast(({ generated }) => generated.end <= start) ?? map[0];
  return before === undefined ? [] : [before];
}

/** The piece of the source that wrote a range: from its first segment to its last, as far as they stand in one file. */
function sourceRange(segments: readonly SourceMapSegment[], { start, end }: Range): Location | undefined {
  const first = segments[0];
  if (first === undefined) return undefined;
  const { file, pointer, range } = first.source;
  if (range === undefined) return first.source;
  const from = first.verbatim ? clamp(range.start + start - first.generated.start, range) : range.start;
  const last = segments.findLast((segment) => segment.source.file === file && segment.source.range !== undefined);
  const lastRange = last?.source.range ?? range;
  const to =
    last === undefined || !last.verbatim ? lastRange.end : clamp(lastRange.end - (last.generated.end - end), lastRange);
  // A loop or partial writes later text from an earlier place.
  const until = to > from || (to === from && start === end) ? to : range.end;
  return { file, ...(pointer === undefined ? {} : { pointer }), range: { start: from, end: until } };
}

function clamp(offset: number, { start, end }: Range): number {
  return Math.min(Math.max(offset, start), end);
}

function valueFirst(
  environment: ResolvedEnvironment,
  shown: readonly SourceMapSegment[],
  place: Location,
): AuthoredPlace {
  const [first, ...others] = settings(environment, shown);
  if (first === undefined) return { location: place, related: [] };
  // In the files made from the values themselves, the place is the setting's own.
  const isTemplate = place.file !== first.location.file;
  const written = isTemplate ? [{ message: 'written by this expression', location: place }] : [];
  return { location: first.location, related: unique([...written, ...others], first.location) };
}

/** Where the values that pieces show were set, without repetitions. */
function settings(environment: ResolvedEnvironment, shown: readonly SourceMapSegment[]): RelatedLocation[] {
  return unique(shown.flatMap(({ pointer }) => (pointer === undefined ? [] : [setting(environment, pointer)])));
}

function setting(environment: ResolvedEnvironment, pointer: string): RelatedLocation {
  const name = splitPointer(pointer).join('.');
  return { message: `\`${name}\` is set here`, location: locateSetting(environment, pointer, 'value') };
}

function variableSetting(environment: ResolvedEnvironment, name: string): RelatedLocation | undefined {
  const isParameter = Object.hasOwn(environment.blueprint.document.value.spec.parameters.properties, name);
  if (isParameter) return setting(environment, joinPointer('/parameters', name));
  return name === 'project_id' ? setting(environment, '/project') : undefined;
}

function unique(places: readonly RelatedLocation[], except?: Location): RelatedLocation[] {
  return places.filter(
    ({ location }, index) =>
      (except === undefined || !isSame(location, except)) &&
      places.findIndex((other) => isSame(other.location, location)) === index,
  );
}

function isSame(a: Location, b: Location): boolean {
  return a.file === b.file && a.range?.start === b.range?.start && a.range?.end === b.range?.end;
}
