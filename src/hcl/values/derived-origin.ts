import { compareText } from '../../diagnostics/order.ts';
import type { Range } from '../../diagnostics/range.ts';
import type { Origin, TextPlace } from '../value.ts';

/** Places an origin lists at most; further ones are left out, so that large joins do not become quadratic. */
export const maxPlaces = 20;

/** Origins that wait for each other at most, so that finding one out does not exhaust the stack. */
const maxDepth = 64;

/** What follows from the origins that one was derived from. */
export interface Derived {
  readonly variables: readonly string[];
  readonly through: readonly TextPlace[];
  readonly sources: readonly TextPlace[] | undefined;
}

const none: readonly never[] = [];

/**
 * The origin of a value that was made from others. One is made for every expression, and next to none are ever asked about, so what
 * follows from the others is found out when it is.
 */
export abstract class DerivedOrigin implements Origin {
  readonly file: string;
  readonly range: Range;
  private depth = 1;
  private derived: Derived | undefined;

  constructor({ file, range }: TextPlace) {
    this.file = file;
    this.range = range;
  }

  get variables(): readonly string[] {
    return this.resolve().variables;
  }

  get through(): readonly TextPlace[] {
    return this.resolve().through;
  }

  get sources(): readonly TextPlace[] | undefined {
    return this.resolve().sources;
  }

  /** Says what it is derived from; to be called last when one is made. */
  protected rest(on: Origin): void {
    if (!(on instanceof DerivedOrigin) || on.derived !== undefined || on.depth < this.depth) return;
    this.depth = on.depth + 1;
    if (this.depth > maxDepth) on.resolve();
  }

  protected abstract derive(): Derived;

  private resolve(): Derived {
    this.derived ??= this.derive();
    return this.derived;
  }
}

/** Of a value made from several others. */
export class JoinedOrigin extends DerivedOrigin {
  private inputs: readonly Origin[];
  private own: Origin | undefined;

  /** @param own the origin of the value itself, which knows better than the inputs where it was written */
  constructor(place: TextPlace, inputs: readonly Origin[], own: Origin | undefined) {
    super(place);
    this.inputs = inputs;
    this.own = own;
    for (const input of inputs) this.rest(input);
    if (own !== undefined) this.rest(own);
  }

  protected derive(): Derived {
    let variables: readonly string[] = none;
    let through: readonly TextPlace[] = none;
    let sources: readonly TextPlace[] | undefined;
    for (const origin of this.inputs) {
      variables = joinNames(variables, origin.variables);
      through = joinPlaces(through, origin.through);
      if (origin.sources !== undefined) sources = joinPlaces(sources ?? none, origin.sources);
    }
    const derived = { variables, through, sources: this.own?.sources ?? sources };
    this.inputs = none;
    this.own = undefined;
    return derived;
  }
}

/** Of a value read from where it was written: what lies outside of the expression that reads it is the nearest step. */
export class ReadOrigin extends DerivedOrigin {
  private from: Origin | undefined;
  private readonly within: Range;

  constructor(place: TextPlace, from: Origin, within: Range) {
    super(place);
    this.from = from;
    this.within = within;
    this.rest(from);
  }

  protected derive(): Derived {
    const { from, within, file } = this;
    if (from === undefined) return { variables: none, through: none, sources: undefined };
    const { variables, through, sources } = from;
    const isSource = sources?.some((source) => isSamePlace(source, from)) ?? false;
    const isStep = !isSource && !isInside(from, file, within);
    const place = { file: from.file, range: from.range };
    this.from = undefined;
    return { variables, through: isStep ? [place, ...through].slice(0, maxPlaces) : through, sources };
  }
}

function joinNames(a: readonly string[], b: readonly string[]): readonly string[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  if (b.every((name) => a.includes(name))) return a;
  return [...new Set([...a, ...b])].sort(compareText);
}

function joinPlaces(a: readonly TextPlace[], b: readonly TextPlace[]): readonly TextPlace[] {
  if (b.length === 0 || a === b || a.length >= maxPlaces) return a;
  if (a.length === 0) return b;
  const added = b.filter((place) => !a.some((known) => isSamePlace(known, place)));
  return added.length === 0 ? a : [...a, ...added].slice(0, maxPlaces);
}

function isInside(place: TextPlace, file: string, range: Range): boolean {
  return place.file === file && place.range.start >= range.start && place.range.end <= range.end;
}

function isSamePlace(a: TextPlace, b: TextPlace): boolean {
  return a.file === b.file && a.range.start === b.range.start && a.range.end === b.range.end;
}
