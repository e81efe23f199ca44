import { type CharacterTest, type PatternNode, readPattern } from './pattern-syntax.ts';

/** A pattern ready for use. Matching takes time in proportion to text times pattern, whatever the pattern is: there is no backtracking. */
export interface Pattern {
  /** Whether the pattern matches anywhere in the text, as `regexp.MatchString` of Go. */
  test(text: string): boolean;
}

/** Steps of a compiled pattern; beyond that one it is not compiled. */
const maxSteps = 20_000;

const compiled = new Map<string, Pattern | undefined>();

/** Compiles a pattern of RE2; undefined for one that is not understood. The same text is compiled once. */
export function compilePattern(pattern: string): Pattern | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern);
  const node = readPattern(pattern);
  const steps = node === undefined ? undefined : compileSteps(node);
  const result = steps === undefined ? undefined : { test: (text: string) => run(steps, text) };
  compiled.set(pattern, result);
  return result;
}

/** A step of the machine: what it needs, and the steps that come after. */
type Step =
  | { readonly kind: 'character'; readonly test: CharacterTest; next: number }
  | { readonly kind: 'start' | 'end'; next: number }
  | { readonly kind: 'fork'; next: number; other: number }
  | { readonly kind: 'found' };

/** A piece of the machine before what follows it is known: its first step, and how to say what follows. */
type Build = (next: number) => number;

interface Machine {
  readonly steps: readonly Step[];
  readonly start: number;
}

class TooLarge extends Error {}

function compileSteps(node: PatternNode): Machine | undefined {
  const steps: Step[] = [{ kind: 'found' }];
  const add = (step: Step): number => {
    if (steps.length >= maxSteps) throw new TooLarge();
    return steps.push(step) - 1;
  };
  try {
    return { start: build(node, add)(0), steps };
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

/** Builds from the end to the beginning: each piece is told the step that follows it. */
function build(node: PatternNode, add: (step: Step) => number): Build {
  switch (node.kind) {
    case 'character':
      return (next) => add({ kind: 'character', test: node.test, next });
    case 'start':
    case 'end':
      return (next) => add({ kind: node.kind, next });
    case 'sequence':
      return (next) => node.nodes.reduceRight((after, part) => build(part, add)(after), next);
    case 'choice':
      return (next) =>
        node.nodes
          .map((part) => build(part, add)(next))
          .reduceRight((other, first) => add({ kind: 'fork', next: first, other }));
    case 'repeat':
      return (next) => buildRepeat(node, add, next);
  }
}

function buildRepeat(
  { node, minimum, maximum }: Extract<PatternNode, { readonly kind: 'repeat' }>,
  add: (step: Step) => number,
  next: number,
): number {
  const part = build(node, add);
  let after = next;
  if (maximum === undefined) {
    const loop: Step = { kind: 'fork', next, other: next };
    after = add(loop);
    loop.next = part(after);
  } else {
    for (let count = minimum; count < maximum; count += 1) {
      after = add({ kind: 'fork', next: part(after), other: next });
    }
  }
  for (let count = 0; count < minimum; count += 1) after = part(after);
  return after;
}

/** Runs all ways through the machine at once, one character after the other. */
function run(machine: Machine, text: string): boolean {
  const ways = new Ways(machine, text.length);
  // What begins with `^` can begin at the first position only.
  const isAnchored = machine.steps[machine.start]?.kind === 'start';
  ways.enter(machine.start, 0);
  for (let position = 0; position < text.length && !ways.isFound; ) {
    const code = text.codePointAt(position) ?? 0;
    position += code > 0xffff ? 2 : 1;
    ways.advance(code, position);
    if (isAnchored && ways.areClosed) break;
    if (!isAnchored) ways.enter(machine.start, position);
  }
  return ways.isFound;
}

/** The ways through a machine that are open at a position of a text. */
class Ways {
  isFound = false;
  private readonly steps: readonly Step[];
  private readonly length: number;
  /** Position at which each step was entered last: at one position it is entered once. */
  private readonly entered: Int32Array;
  /** Steps that wait for a character: the first `waiters`. */
  private waiting: Int32Array;
  private waiters = 0;
  /** Room for those that waited for the character before. */
  private before: Int32Array;
  /** Steps that are yet to be entered: the first `openings`, none between two calls. */
  private readonly open: Int32Array;
  private openings = 0;

  constructor({ steps }: Machine, length: number) {
    this.steps = steps;
    this.length = length;
    this.entered = new Int32Array(steps.length).fill(-1);
    this.waiting = new Int32Array(steps.length);
    this.before = new Int32Array(steps.length);
    // Each step that is entered opens two others at most.
    this.open = new Int32Array(2 * steps.length);
  }

  /** Whether every way has ended. */
  get areClosed(): boolean {
    return this.waiters === 0;
  }

  /** Takes a character: each way goes on or ends. */
  advance(code: number, position: number): void {
    const { waiting, waiters } = this;
    this.waiting = this.before;
    this.before = waiting;
    this.waiters = 0;
    for (let index = 0; index < waiters; index += 1) {
      const step = this.steps[waiting[index] ?? 0];
      if (step?.kind === 'character' && step.test(code)) this.enter(step.next, position);
    }
  }

  /** Opens a way, and all those that follow from it without a character. */
  enter(first: number, position: number): void {
    this.openings = 0;
    this.push(first);
    while (this.openings > 0) {
      this.openings -= 1;
      const at = this.open[this.openings] ?? 0;
      if (this.entered[at] === position) continue;
      this.entered[at] = position;
      this.follow(at, position);
    }
  }

  private follow(at: number, position: number): void {
    const step = this.steps[at];
    switch (step?.kind) {
      case 'found':
        this.isFound = true;
        break;
      case 'character':
        this.waiting[this.waiters] = at;
        this.waiters += 1;
        break;
      case 'fork':
        this.push(step.next);
        this.push(step.other);
        break;
      case 'start':
        if (position === 0) this.push(step.next);
        break;
      case 'end':
        if (position === this.length) this.push(step.next);
        break;
    }
  }

  private push(step: number): void {
    this.open[this.openings] = step;
    this.openings += 1;
  }
}
