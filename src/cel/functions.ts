import { type CelFunc, CelScalar, celFunc, celListConcat, celMethod, listType } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { RE2JS } from 're2js';
import { celLimits } from './limits.ts';

const { BOOL, DOUBLE, INT, STRING, DYN } = CelScalar;
const LIST = listType(DYN);

/** Name of the function that counts the steps of a comprehension; no expression can spell it. */
export const countStep = '@count_step';

/** What one evaluation may still use up. */
export interface Meter {
  stepsLeft: number;
}

/**
 * The functions beside CEL's standard ones: the string extension, arithmetic of `int` with `double` (a parameter of type
 * `number` is an `int` when its value is whole), and stand-ins for those that could make strings or lists without bound.
 */
export function celFunctions(meter: Meter): CelFunc[] {
  return [...strings, ...mixedArithmetic(), ...boundedFunctions(), matchesWithoutTarget(), stepCounter(meter)];
}

/** CEL's standard has `matches` as a method, which the engine has, and as a function of two texts. */
function matchesWithoutTarget(): CelFunc {
  return celFunc('matches', [STRING, STRING], BOOL, (text, pattern) => regularExpressions.compile(pattern).test(text));
}

function mixedArithmetic(): CelFunc[] {
  const operators: [string, (a: number, b: number) => number][] = [
    ['_+_', (a, b) => a + b],
    ['_-_', (a, b) => a - b],
    ['_*_', (a, b) => a * b],
    ['_/_', (a, b) => a / b],
  ];
  return operators.flatMap(([name, apply]) => [
    celFunc(name, [INT, DOUBLE], DOUBLE, (a, b) => apply(Number(a), b)),
    celFunc(name, [DOUBLE, INT], DOUBLE, (a, b) => apply(a, Number(b))),
  ]);
}

function boundedFunctions(): CelFunc[] {
  return [
    celFunc('_+_', [STRING, STRING], STRING, (a, b) => {
      checkLength(a.length + b.length);
      return a + b;
    }),
    celFunc('_+_', [LIST, LIST], LIST, (a, b) => {
      if (a.size + b.size > celLimits.listSize)
        throw new Error(`a list of more than ${celLimits.listSize} elements is made`);
      return celListConcat(a, b);
    }),
    celMethod('replace', STRING, [STRING, STRING], STRING, function (search, replacement) {
      return replaceBounded(this, search, replacement, Number.POSITIVE_INFINITY);
    }),
    celMethod('replace', STRING, [STRING, STRING, INT], STRING, function (search, replacement, count) {
      return replaceBounded(this, search, replacement, count < 0n ? Number.POSITIVE_INFINITY : Number(count));
    }),
  ];
}

/** Patterns compiled so far: rules try the same few on every environment, and compiling costs more than matching. */
const patterns = new Map<string, RE2JS>();
const rememberedPatterns = 1000;

/** The engine's own `matches`, by an RE2 that remembers: linear in the text, whatever the pattern. */
export const regularExpressions = {
  compile(pattern: string): { test(text: string): boolean } {
    const compiled = patterns.get(pattern) ?? RE2JS.compile(pattern);
    if (patterns.size >= rememberedPatterns) patterns.clear();
    patterns.set(pattern, compiled);
    return { test: (text) => compiled.matcher(text).find() };
  },
};

function replaceBounded(text: string, search: string, replacement: string, count: number): string {
  // As in Go, whose functions CEL's are modelled on, an empty search matches before each character and at the end.
  const pieces = search === '' ? ['', ...text, ''] : text.split(search);
  const replaced = Math.min(count, pieces.length - 1);
  checkLength(text.length + replaced * (replacement.length - search.length));
  const head = pieces.slice(0, replaced + 1).join(replacement);
  return [head, ...pieces.slice(replaced + 1)].join(search);
}

function checkLength(length: number): void {
  if (length > celLimits.stringLength)
    throw new Error(`a string of more than ${celLimits.stringLength} characters is made`);
}

function stepCounter(meter: Meter): CelFunc {
  return celFunc(countStep, [BOOL], BOOL, (goOn) => {
    if (meter.stepsLeft <= 0) throw new Error(`more than ${celLimits.iterations} elements are looked at`);
    meter.stepsLeft -= 1;
    return goOn;
  });
}
