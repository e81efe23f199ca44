import type { CelEngine } from '../cel/engine.ts';
import type { Diagnostic, RelatedLocation } from '../diagnostics/diagnostic.ts';
import { InternalError } from '../errors.ts';
import { parameterValidator } from '../load/parameter-schema.ts';
import { joinPointer, splitPointer } from '../load/pointer.ts';
import type { SchemaFault } from '../load/schema-fault.ts';
import { checkDeprecations } from './deprecations.ts';
import { locateIn } from './document-location.ts';
import { usesExpressions } from './expressions.ts';
import type { ParameterFacts } from './parameter-facts.ts';
import { checkRules } from './parameter-rules.ts';
import { argumentNote, provenanceOf, sourceLocation } from './provenance.ts';
import { checkRequiredOverrides } from './required-overrides.ts';

/**
 * Checks an environment's parameters against its blueprint. `refused` are pointers to values that are faulty already: nothing else is said of
 * them, which for secrets matters, since a message about a value may show it.
 */
export function checkParameters(
  facts: ParameterFacts,
  refused: ReadonlySet<string>,
  cel: CelEngine | undefined,
): readonly Diagnostic[] {
  const faults = parameterValidator(facts.blueprint)(facts.values).filter(
    (fault) => !isInput(facts, fault) && !isAt(refused, fault),
  );
  const required = checkRequiredOverrides(facts).filter(({ args }) => !isMissing(faults, args?.['key']));
  const faulty = new Set([...facts.inputs, ...[...refused].map(topKey), ...faults.filter(isError).flatMap(namesOf)]);
  if (usesExpressions(facts.blueprint) && cel === undefined)
    throw new InternalError(
      `blueprint ${facts.blueprint.document.value.metadata.name} uses expressions, but no engine was handed over`,
    );
  return [
    ...faults.map((fault) => placeFault(facts, fault)),
    ...required,
    ...checkDeprecations(facts),
    ...(cel === undefined ? [] : checkRules(facts, faulty, cel)),
  ];
}

function isError({ severity }: SchemaFault): boolean {
  return severity !== 'warning';
}

/** The parameters a fault concerns, as far as rules should not be asked about them. */
function namesOf(fault: SchemaFault): readonly string[] {
  if (fault.pointer === '') return [fault.args?.['key'] ?? ''];
  // Of a misspelt parameter, the one that is meant: what was to be its value is not known either.
  const meant = fault.code === 'unknown-key' ? fault.args?.['meant'] : undefined;
  return [topKey(fault.pointer), ...(meant === undefined ? [] : [meant])];
}

function topKey(pointer: string): string {
  return splitPointer(pointer)[0] ?? '';
}

function isInput({ inputs }: ParameterFacts, fault: SchemaFault): boolean {
  return fault.pointer === '' && fault.code === 'missing-key' && inputs.has(fault.args?.['key'] ?? '');
}

function isMissing(faults: readonly SchemaFault[], key: string | undefined): boolean {
  return faults.some((fault) => fault.pointer === '' && fault.code === 'missing-key' && fault.args?.['key'] === key);
}

/** Whether a fault is about a refused value, or one inside it; or of a list or map that holds it, unless at a key. */
function isAt(refused: ReadonlySet<string>, { pointer, on }: SchemaFault): boolean {
  return [...refused].some(
    (at) =>
      at === pointer ||
      pointer.startsWith(`${at}/`) ||
      (on === 'value' && pointer !== '' && at.startsWith(`${pointer}/`)),
  );
}

/** Puts a fault at the line that set the value. */
function placeFault(facts: ParameterFacts, fault: SchemaFault): Diagnostic {
  const source = provenanceOf(facts, `/parameters${fault.pointer}`)?.source;
  const place = source && sourceLocation(source, fault.on);
  const location = fault.pointer === '' ? facts.home : place;
  const related = declaration(facts, fault);
  return {
    code: fault.code,
    severity: fault.severity ?? 'error',
    message: `${fault.message}${fault.pointer === '' ? '' : argumentNote(source)}`,
    ...(location && { location }),
    ...(related && { related: [related] }),
    ...(fault.hint !== undefined && { hint: fault.hint }),
    ...(fault.args && { args: fault.args }),
  };
}

/** Where the blueprint declares a parameter that is missing. */
function declaration({ blueprint }: ParameterFacts, fault: SchemaFault): RelatedLocation | undefined {
  const key = fault.args?.['key'];
  if (fault.pointer !== '' || fault.code !== 'missing-key' || key === undefined) return undefined;
  const pointer = joinPointer('/spec/parameters/properties', key);
  return { message: `\`${key}\` is declared here`, location: locateIn(blueprint.document, pointer, 'key') };
}
