import type { DiagnosticCode } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { Blueprint } from './blueprint.ts';
import type { JsonObject, JsonValue, SourceDocument } from './document.ts';
import { resolveReference } from './inline-references.ts';
import { isJsonList, isJsonObject } from './json-values.ts';
import { compiledParameters, compileValidator } from './parameter-schema.ts';
import { placeFault, rangeOfPointer } from './place-fault.ts';
import { joinPointer, splitPointer } from './pointer.ts';
import { patternFault } from './re2-patterns.ts';
import type { SchemaFault } from './schema-fault.ts';
import { innerSchemas, keywordTypes } from './schema-keywords.ts';
import { typeNoun, typeOf } from './value-words.ts';

/** Where a blueprint keeps its parameter schema. */
const root = '/spec/parameters';

/**
 * Checks what the blueprint's own schema cannot say of the parameter schema: that patterns compile, names and references lead somewhere,
 * bounds leave room, and defaults fit. The document has passed its schema.
 */
export function checkParameterSchema(document: SourceDocument<Blueprint>): Diagnostic[] {
  // `ParameterObject` merely names the keys of what is JSON.
  const parameters = document.value.spec.parameters as unknown as JsonObject;
  const check: Check = {
    document,
    parameters,
    names: Object.keys(document.value.spec.parameters.properties),
    found: [],
  };
  checkRules(check);
  checkSchema(check, parameters, root);
  if (check.found.length === 0) checkDefaults(check);
  return check.found;
}

interface Check {
  readonly document: SourceDocument<Blueprint>;
  readonly parameters: JsonObject;
  /** Names of the parameters. */
  readonly names: readonly string[];
  readonly found: Diagnostic[];
}

function checkSchema(check: Check, schema: JsonObject, pointer: string): void {
  checkPatterns(check, schema, pointer);
  checkNames(check, schema, pointer);
  checkBounds(check, schema, pointer);
  checkTypes(check, schema, pointer);
  for (const inner of innerSchemas(schema, pointer)) checkSchema(check, inner.schema, inner.pointer);
}

function checkPatterns(check: Check, schema: JsonObject, pointer: string): void {
  const { pattern, patternProperties } = schema;
  const keys = isJsonObject(patternProperties) ? Object.keys(patternProperties) : [];
  const places = keys.map((key) => ({
    text: key,
    at: joinPointer(`${pointer}/patternProperties`, key),
    on: 'key' as const,
  }));
  if (typeof pattern === 'string') report(check, patternFaultAt(pattern), 'schema-pattern', `${pointer}/pattern`);
  for (const { text, at, on } of places) report(check, patternFaultAt(text), 'schema-pattern', at, on);
}

function patternFaultAt(pattern: string): string | undefined {
  const fault = patternFault(pattern);
  return fault === undefined ? undefined : `pattern \`${pattern}\` cannot be used: ${fault}`;
}

function checkNames(check: Check, schema: JsonObject, pointer: string): void {
  const { $ref, required, properties, 'x-replaced-by': replacement } = schema;
  if (typeof $ref === 'string' && !resolveReference(check.parameters, $ref)) {
    const definitions = isJsonObject(check.parameters['$defs']) ? Object.keys(check.parameters['$defs']) : [];
    const meant = suggest($ref.replace('#/$defs/', ''), definitions);
    report(
      check,
      `\`${$ref}\` refers to no definition`,
      'schema-reference',
      `${pointer}/$ref`,
      'value',
      didYouMean(meant),
    );
  }
  if (typeof replacement === 'string' && !isOtherParameter(check, replacement, pointer)) {
    const message = `\`x-replaced-by\` names \`${replacement}\`, which is no other parameter`;
    report(
      check,
      message,
      'schema-replacement',
      `${pointer}/x-replaced-by`,
      'value',
      didYouMean(suggest(replacement, check.names)),
    );
  }
  if (!isJsonList(required)) return;
  const known = isJsonObject(properties) ? Object.keys(properties) : [];
  const isOpen = pointer !== root && schema['additionalProperties'] !== false;
  for (const [index, name] of required.entries()) {
    if (isOpen || typeof name !== 'string' || known.includes(name) || matchesPatternKey(schema, name)) continue;
    const message = `\`required\` names \`${name}\`, which is not among the properties`;
    report(
      check,
      message,
      'schema-required',
      `${pointer}/required/${index}`,
      'value',
      didYouMean(suggest(name, known)),
    );
  }
}

function matchesPatternKey({ patternProperties }: JsonObject, name: string): boolean {
  const patterns = isJsonObject(patternProperties) ? Object.keys(patternProperties) : [];
  return patterns.some((pattern) => patternFault(pattern) === undefined && new RegExp(pattern, 'u').test(name));
}

function isOtherParameter(check: Check, name: string, pointer: string): boolean {
  return check.names.includes(name) && pointer !== joinPointer(`${root}/properties`, name);
}

const bounds: readonly (readonly [string, string])[] = [
  ['minimum', 'maximum'],
  ['exclusiveMinimum', 'maximum'],
  ['minimum', 'exclusiveMaximum'],
  ['exclusiveMinimum', 'exclusiveMaximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
  ['minContains', 'maxContains'],
];

function checkBounds(check: Check, schema: JsonObject, pointer: string): void {
  for (const [lower, upper] of bounds) {
    const [least, greatest] = [schema[lower], schema[upper]];
    if (typeof least !== 'number' || typeof greatest !== 'number') continue;
    const isOpen = lower.startsWith('exclusive') || upper.startsWith('exclusive');
    if (least < greatest || (least === greatest && !isOpen)) continue;
    const message = `no value is left between \`${lower}\` ${least} and \`${upper}\` ${greatest}`;
    report(check, message, 'schema-contradiction', `${pointer}/${lower}`);
  }
}

function checkTypes(check: Check, schema: JsonObject, pointer: string): void {
  const types = [schema['type'] ?? []].flat().filter((type) => typeof type === 'string');
  if (types.length > 0) {
    for (const keyword of Object.keys(schema)) {
      const spokenOf = Object.hasOwn(keywordTypes, keyword) ? keywordTypes[keyword] : undefined;
      if (!spokenOf || types.some((type) => spokenOf.includes(type))) continue;
      const message = `\`${keyword}\` says nothing of a value that is ${types.map(typeNoun).join(' or ')}`;
      report(check, message, 'schema-contradiction', joinPointer(pointer, keyword), 'key');
    }
    checkListedValues(check, schema, types, pointer);
  }
  if (schema['x-sensitive'] === true && schema['default'] !== undefined) {
    report(check, 'a sensitive parameter cannot have a default', 'schema-contradiction', `${pointer}/default`, 'key');
  }
}

function checkListedValues(check: Check, schema: JsonObject, types: readonly string[], pointer: string): void {
  const listed = isJsonList(schema['enum'])
    ? schema['enum'].map((value, index) => ({ value, at: `${pointer}/enum/${index}` }))
    : [];
  if (schema['const'] !== undefined) listed.push({ value: schema['const'], at: `${pointer}/const` });
  for (const { value, at } of listed) {
    const type = typeOf(value);
    if (types.includes(type) || (type === 'integer' && types.includes('number'))) continue;
    report(
      check,
      `the value is ${typeNoun(type)}, the type is ${types.map(typeNoun).join(' or ')}`,
      'schema-contradiction',
      at,
    );
  }
}

function checkRules(check: Check): void {
  for (const [index, { parameter }] of (check.document.value.spec.parameters['x-rules'] ?? []).entries()) {
    if (parameter === undefined || check.names.includes(parameter)) continue;
    const hint = didYouMean(suggest(parameter, check.names));
    report(
      check,
      `\`${parameter}\` is no parameter`,
      'schema-reference',
      `${root}/x-rules/${index}/parameter`,
      'value',
      hint,
    );
  }
}

/** Defaults of parameters are checked in one go, with the validator that environments need anyway; deeper ones by themselves. */
function checkDefaults(check: Check): void {
  const { parameters } = check.document.value.spec;
  const defaults: Record<string, JsonValue> = {};
  for (const [name, schema] of Object.entries(parameters.properties)) {
    if (schema.default !== undefined) defaults[name] = schema.default;
    for (const inner of innerSchemas(schema, joinPointer(`${root}/properties`, name)))
      checkInnerDefault(check, inner.schema, inner.pointer);
  }
  for (const fault of compiledParameters(parameters)(defaults)) {
    const [name = '', ...rest] = splitPointer(fault.pointer);
    if (fault.pointer === '') continue;
    reportDefault(check, fault, rest.reduce(joinPointer, `${joinPointer(`${root}/properties`, name)}/default`));
  }
}

function checkInnerDefault(check: Check, schema: JsonObject, pointer: string): void {
  const { default: value, ...rest } = schema;
  if (value !== undefined) {
    const validate = compileValidator({ ...rest, $defs: check.parameters['$defs'] ?? {} }, '/default');
    for (const fault of validate(value)) reportDefault(check, fault, `${pointer}/default${fault.pointer}`);
  }
  for (const inner of innerSchemas(schema, pointer)) checkInnerDefault(check, inner.schema, inner.pointer);
}

function reportDefault(check: Check, fault: SchemaFault, pointer: string): void {
  const placed = placeFault({ ...fault, pointer }, check.document);
  check.found.push(
    fault.severity === 'warning'
      ? placed
      : { ...placed, code: 'schema-default', message: `the default does not fit its own schema: ${placed.message}` },
  );
}

function report(
  check: Check,
  message: string | undefined,
  code: DiagnosticCode,
  pointer: string,
  on: 'key' | 'value' = 'value',
  hint?: string,
): void {
  if (message === undefined) return;
  const range = rangeOfPointer(check.document.positions, pointer, on);
  const location = { file: check.document.file, pointer, ...(range && { range }) };
  check.found.push({ code, severity: 'error', message, location, ...(hint !== undefined && { hint }) });
}

function didYouMean(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `did you mean \`${name}\`?`;
}
