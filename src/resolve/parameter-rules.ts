import type { CelEngine, CelReference } from '../cel/engine.ts';
import type { Diagnostic, RelatedLocation } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/range.ts';
import { joinPointer } from '../load/pointer.ts';
import { type CompiledRule, compileExpressions, locate, locateOffset } from './expressions.ts';
import type { ParameterFacts } from './parameter-facts.ts';
import { argumentNote, provenanceOf, sourceLocation } from './provenance.ts';

/**
 * Holds the parameters against the blueprint's `x-rules`. A rule that reads a parameter which is faulty, or whose value only comes with `inputsFrom`, is
 * left out: what it would say is not known yet.
 */
export function checkRules(facts: ParameterFacts, faulty: ReadonlySet<string>, cel: CelEngine): readonly Diagnostic[] {
  const { rules, diagnostics } = compileExpressions(facts.blueprint, cel);
  const open = rules.filter(({ program }) => !program.references.some((read) => faulty.has(parameterOf(read) ?? '')));
  return [...diagnostics, ...open.flatMap((rule) => checkRule(facts, rule))];
}

function parameterOf({ path }: CelReference): string | undefined {
  return path[0] === 'parameters' ? path[1] : undefined;
}

function checkRule(facts: ParameterFacts, { rule, program, pointer }: CompiledRule): readonly Diagnostic[] {
  const result = program.evaluate({ parameters: facts.values });
  const { document } = facts.blueprint;
  if ('error' in result || typeof result.value !== 'boolean') {
    const offset = 'error' in result ? result.offset : undefined;
    const at = locateOffset(document, `${pointer}/expression`, rule.expression, offset);
    return ['error' in result ? failed(result.error, at) : notBoolean(at)];
  }
  return result.value ? [] : [broken(facts, { rule, program, pointer })];
}

function failed(error: string, location: Location): Diagnostic {
  const isAbsent = error.startsWith('there is no');
  return {
    code: 'expression-error',
    severity: 'error',
    message: `the rule cannot be evaluated: ${error}`,
    location,
    ...(isAbsent && { hint: 'ask with `has(…)` first when a parameter may be absent' }),
  };
}

function notBoolean(location: Location): Diagnostic {
  return { code: 'expression-error', severity: 'error', message: 'the rule is neither true nor false', location };
}

/** A place a rule reads, with whether its value was given (rather than a default). */
interface Reading {
  readonly name: string;
  readonly location: Location | undefined;
  readonly isGiven: boolean;
  readonly note: string;
}

function broken(facts: ParameterFacts, { rule, program, pointer }: CompiledRule): Diagnostic {
  const readings = program.references
    .filter((read) => parameterOf(read) !== undefined)
    .map((read) => readingOf(facts, read.path.slice(1)));
  const chosen = rule.parameter === undefined ? undefined : readingOf(facts, [rule.parameter]);
  // Where nothing it reads was given, the environment lacks something: its defaults are the blueprint's and not at fault.
  const main = [chosen, ...readings].find((reading) => reading?.isGiven === true);
  const location = main?.location ?? (main?.note ? undefined : facts.home);
  const related: RelatedLocation[] = [
    { message: 'the rule', location: locate(facts.blueprint.document, `${pointer}/expression`) },
  ];
  for (const { name, location: place, isGiven } of readings) {
    if (place !== undefined && isGiven && !isSamePlace(place, location))
      related.push({ message: `\`${name}\` is set here`, location: place });
  }
  return {
    code: 'parameter-rule',
    severity: 'error',
    message: `${rule.message}${main?.note ?? ''}`,
    ...(location && { location }),
    related,
    args: { expression: rule.expression },
  };
}

function readingOf(facts: ParameterFacts, path: readonly string[]): Reading {
  const pointer = path.reduce(joinPointer, '/parameters');
  const top = joinPointer('/parameters', path[0] ?? '');
  const source = facts.provenance.has(top) ? provenanceOf(facts, pointer)?.source : undefined;
  return {
    name: path.join('.'),
    location: source && sourceLocation(source, 'value'),
    isGiven: source !== undefined && source.kind !== 'default',
    note: argumentNote(source),
  };
}

function isSamePlace(a: Location, b: Location | undefined): boolean {
  return a.file === b?.file && a.range?.start === b.range?.start;
}
