import type { CelEngine, CelProgram, CelReference } from '../cel/engine.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/range.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { Blueprint, LoadedBlueprint, ParameterRule } from '../load/blueprint.ts';
import type { SourceDocument } from '../load/document.ts';
import type { Workspace } from '../load/workspace.ts';

/** An `x-rules` entry that compiled. */
export interface CompiledRule {
  readonly rule: ParameterRule;
  readonly program: CelProgram;
  /** The entry's place in the blueprint document. */
  readonly pointer: string;
}

/** The expressions of a blueprint. */
export interface BlueprintExpressions {
  readonly rules: readonly CompiledRule[];
  /** Of rules and of the templates' `when`. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether a blueprint holds an expression, so that the engine is worth loading. */
export function usesExpressions({ document }: LoadedBlueprint): boolean {
  const { parameters, templates } = document.value.spec;
  return (parameters['x-rules']?.length ?? 0) > 0 || templates.some(({ when }) => when !== undefined);
}

/** The expression engine if some blueprint of the workspace needs it; to be handed to `resolveEnvironment`. */
export async function loadCelFor(workspace: Workspace): Promise<CelEngine | undefined> {
  if (![...workspace.blueprints.values()].some(usesExpressions)) return undefined;
  const { loadCel } = await import('../cel/load-cel.ts');
  return loadCel();
}

const compiled = new WeakMap<SourceDocument<Blueprint>, BlueprintExpressions>();

/** Compiles the rules of a blueprint, and looks at the `when` of its templates; once a blueprint. */
export function compileExpressions({ document }: LoadedBlueprint, cel: CelEngine): BlueprintExpressions {
  const known = compiled.get(document);
  if (known !== undefined) return known;
  const result = compileAll(document, cel);
  compiled.set(document, result);
  return result;
}

function compileAll(document: SourceDocument<Blueprint>, cel: CelEngine): BlueprintExpressions {
  const rules: CompiledRule[] = [];
  const diagnostics: Diagnostic[] = [];
  const { parameters, templates } = document.value.spec;
  for (const [index, rule] of (parameters['x-rules'] ?? []).entries()) {
    const pointer = `/spec/parameters/x-rules/${index}`;
    const program = compile(document, cel, rule.expression, `${pointer}/expression`, ['parameters'], diagnostics);
    if (program !== undefined) rules.push({ rule, program, pointer });
    if (rule.parameter !== undefined)
      diagnostics.push(...unknownParameter(document, rule.parameter, locate(document, `${pointer}/parameter`)));
  }
  for (const [index, { when }] of templates.entries()) {
    if (when === undefined) continue;
    compile(document, cel, when, `/spec/templates/${index}/when`, ['parameters', 'environment'], diagnostics);
  }
  return { rules, diagnostics };
}

/** The program, unless it cannot be used; a name it misspells makes it unusable too. */
function compile(
  document: SourceDocument<Blueprint>,
  cel: CelEngine,
  expression: string,
  pointer: string,
  variables: readonly string[],
  diagnostics: Diagnostic[],
): CelProgram | undefined {
  const program = cel.compile(expression);
  if ('error' in program) {
    diagnostics.push({
      code: 'expression-syntax',
      severity: 'error',
      message: program.error,
      location: locateOffset(document, pointer, expression, program.offset),
    });
    return undefined;
  }
  const faults = program.references.flatMap((reference) => {
    const at = locateOffset(document, pointer, expression, reference.offset);
    return checkReference(document, reference, variables, at);
  });
  diagnostics.push(...faults);
  return faults.length === 0 ? program : undefined;
}

/** Names CEL itself knows: its types. */
const typeNames = new Set([
  'bool',
  'bytes',
  'double',
  'int',
  'list',
  'map',
  'null_type',
  'string',
  'type',
  'uint',
  'google',
]);

function checkReference(
  document: SourceDocument<Blueprint>,
  { path }: CelReference,
  variables: readonly string[],
  location: Location,
): readonly Diagnostic[] {
  const [variable = '', name] = path;
  if (typeNames.has(variable)) return [];
  if (variable === 'parameters') return name === undefined ? [] : unknownParameter(document, name, location);
  if (variables.includes(variable)) return [];
  const isParameter = Object.hasOwn(document.value.spec.parameters.properties, variable);
  const meant = isParameter ? `parameters.${variable}` : suggest(variable, variables);
  return [
    {
      code: 'expression-syntax',
      severity: 'error',
      message: `\`${variable}\` is not known to the expression, which reads ${variables.map((known) => `\`${known}\``).join(' and ')}`,
      location,
      ...(meant !== undefined && { hint: `did you mean \`${meant}\`?` }),
    },
  ];
}

function unknownParameter(
  document: SourceDocument<Blueprint>,
  name: string,
  location: Location,
): readonly Diagnostic[] {
  const declared = document.value.spec.parameters.properties;
  if (Object.hasOwn(declared, name)) return [];
  const meant = suggest(name, Object.keys(declared));
  return [
    {
      code: 'expression-syntax',
      severity: 'error',
      message: `the blueprint declares no parameter \`${name}\``,
      location,
      ...(meant !== undefined && { hint: `did you mean \`${meant}\`?` }),
    },
  ];
}

/** The place of a value in the blueprint. */
export function locate(document: SourceDocument<Blueprint>, pointer: string): Location {
  const range = document.positions.get(pointer)?.value;
  return { file: document.file, pointer, ...(range && { range }) };
}

/**
 * The place of an offset inside a text value. Quotes, indentation and folding of the YAML are seen through; where escapes keep the
 * two texts from being laid side by side, it is the whole value.
 */
export function locateOffset(
  document: SourceDocument<Blueprint>,
  pointer: string,
  value: string,
  offset: number | undefined,
): Location {
  const whole = locate(document, pointer);
  if (whole.range === undefined || offset === undefined) return whole;
  const written = document.text.slice(whole.range.start, whole.range.end);
  const at = alignedOffset(written, value, offset);
  if (at === undefined) return whole;
  const start = whole.range.start + at;
  return { ...whole, range: { start, end: Math.min(start + nameLength(written.slice(at)), whole.range.end) } };
}

/** How far the name at the start of a text goes, its dots included; at least one character. */
function nameLength(text: string): number {
  return Math.max(1, /^\.?\w+/.exec(text)?.[0].length ?? 0);
}

/** Where the character at `offset` of a value stands in the text the value was read from, white space aside. */
function alignedOffset(written: string, value: string, offset: number): number | undefined {
  const prefix = /^(?:["']|[|>][-+\d]*[^\n]*\n)?/.exec(written)?.[0].length ?? 0;
  let at = prefix;
  for (let index = 0; index <= value.length; index += 1) {
    if (index < value.length && /\s/.test(value.charAt(index))) {
      if (index === offset) return at;
      continue;
    }
    while (at < written.length && /\s/.test(written.charAt(at))) at += 1;
    if (index === offset) return at;
    if (written[at] !== value[index]) return undefined;
    at += 1;
  }
  return undefined;
}
