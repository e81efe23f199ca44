import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { suggest } from '../diagnostics/suggest.ts';
import { joinPointer } from '../load/pointer.ts';
import type { Workspace } from '../load/workspace.ts';
import { findMentioned } from './dependencies.ts';
import { type EnvironmentEntry, indexEnvironments } from './environment-index.ts';
import { mergeLayers } from './layers.ts';
import { lineageOf } from './lineage.ts';
import type { ParameterFacts } from './parameter-facts.ts';
import { provenanceOf, sourceLocation } from './provenance.ts';
import type { Provenance } from './resolved-environment.ts';
import { keyword, properties } from './schema-view.ts';

/** Parameter name to what is asked for, names as written. */
export type Inputs = Readonly<Record<string, { readonly environment: string; readonly output: string }>>;

/** What `inputsFrom` is held against. */
export interface InputContext {
  readonly workspace: Workspace;
  readonly facts: Omit<ParameterFacts, 'values'>;
  readonly inputs: Inputs;
  /** The environment's own project and location. */
  readonly project: string | undefined;
  readonly location: string | undefined;
}

/**
 * Checks what `inputsFrom` asks for: the parameter is declared, not structural (it would have to be known when rendering) and not given besides;
 * the other deployment has the output and is of the same project and location, as the service demands.
 * @see https://cloud.google.com/infrastructure-manager/docs/reference/rest (ExternalValueSource)
 */
export function checkInputs(context: InputContext): readonly Diagnostic[] {
  return Object.entries(context.inputs).flatMap(([name, input]) => [
    ...checkParameter(context, name),
    ...checkSource(context, name, input),
  ]);
}

function checkParameter({ facts }: InputContext, name: string): readonly Diagnostic[] {
  const declared = properties(facts.view);
  const pointer = joinPointer('/inputsFrom', name);
  const view = declared.get(name);
  if (view === undefined) {
    const meant = suggest(name, declared.keys());
    const message = `the blueprint declares no parameter \`${name}\``;
    return [at(facts, pointer, 'key', 'unknown-key', message, meant && `did you mean \`${meant}\`?`)];
  }
  if (keyword(view, 'x-structural')?.value === true) {
    const message = `\`${name}\` is structural: it decides what is rendered, so its value has to be known before any deployment`;
    return [at(facts, pointer, 'key', 'inputs-from', message, 'give the value below `parameters`')];
  }
  const given = facts.provenance.get(joinPointer('/parameters', name))?.source;
  if (given === undefined || given.kind === 'default') return [];
  const place = sourceLocation(given, 'key');
  const fault = at(
    facts,
    pointer,
    'key',
    'inputs-from',
    `\`${name}\` is given below \`parameters\` too`,
    `remove one of the two; \`${name}: null\` unsets an inherited value`,
  );
  return [{ ...fault, ...(place && { related: [{ message: 'given here', location: place }] }) }];
}

function checkSource(context: InputContext, name: string, input: Inputs[string]): readonly Diagnostic[] {
  const { workspace, facts } = context;
  const target = findMentioned(indexEnvironments(workspace), input.environment, facts.entry);
  const other = target?.blueprint === undefined ? undefined : workspace.blueprints.get(target.blueprint);
  if (target === undefined || target === facts.entry || other === undefined) return [];
  const pointer = joinPointer('/inputsFrom', name);
  const outputs = Object.keys(other.document.value.spec.outputs ?? {});
  const faults = checkPlace(context, target, `${pointer}/environment`);
  if (outputs.includes(input.output)) return faults;
  const meant = suggest(input.output, outputs);
  const hint = meant === undefined ? 'declare it below `spec.outputs` of that blueprint' : `did you mean \`${meant}\`?`;
  const message = `blueprint \`${target.blueprint}\` declares no output \`${input.output}\``;
  return [...faults, at(facts, `${pointer}/output`, 'value', 'unknown-output', message, hint)];
}

function checkPlace(
  { workspace, facts, project, location }: InputContext,
  target: EnvironmentEntry,
  pointer: string,
): readonly Diagnostic[] {
  const index = indexEnvironments(workspace);
  const spec = mergeLayers(index, lineageOf(workspace, index, target).layers);
  const own = { project, location };
  return (['project', 'location'] as const).flatMap((field) => {
    const setting = spec.entries.get(field);
    if (setting?.kind !== 'scalar' || own[field] === undefined || setting.value === own[field]) return [];
    const message = `\`${target.name}\` is of ${field} \`${setting.value}\`; outputs can only be read within one ${field}, here \`${own[field]}\``;
    return [at(facts, pointer, 'value', 'inputs-from', message)];
  });
}

function at(
  facts: { readonly provenance: ReadonlyMap<string, Provenance> },
  pointer: string,
  on: 'key' | 'value',
  code: Diagnostic['code'],
  message: string,
  hint?: string,
): Diagnostic {
  const source = provenanceOf(facts, pointer)?.source;
  const location = source && sourceLocation(source, on);
  return { code, severity: 'error', message, ...(location && { location }), ...(hint && { hint }) };
}
