import type { CelEngine } from '../cel/engine.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { mergeDiagnostics } from '../diagnostics/merge.ts';
import { compareText } from '../diagnostics/order.ts';
import type { LoadedBlueprint } from '../load/blueprint.ts';
import type { JsonObject } from '../load/document.ts';
import type { EnvironmentSpec } from '../load/environment.ts';
import { joinPointer } from '../load/pointer.ts';
import type { Workspace } from '../load/workspace.ts';
import { checkBlueprintVersion, unknownBlueprint } from './check-blueprint.ts';
import { checkDependencies } from './check-dependencies.ts';
import { checkInputs } from './check-inputs.ts';
import { checkParameters } from './check-parameters.ts';
import { dependenciesOf, findMentioned } from './dependencies.ts';
import { locateIn } from './document-location.ts';
import { type EnvironmentEntry, indexEnvironments } from './environment-index.ts';
import { findSecrets } from './find-secrets.ts';
import { type FlatSettings, flattenSettings } from './flatten-settings.ts';
import { mergeLayers } from './layers.ts';
import { lineageOf } from './lineage.ts';
import { findListPatchFaults } from './list-patches.ts';
import { overrideParameters } from './override-parameters.ts';
import type { Overrides } from './overrides.ts';
import type { ParameterFacts } from './parameter-facts.ts';
import type { Provenance, ResolvedEnvironment } from './resolved-environment.ts';
import { parameterView, type SchemaView } from './schema-view.ts';
import { missingBlueprint } from './select-environments.ts';
import type { MapSetting } from './setting.ts';
import { defaultDeploymentId, settingDefaults } from './setting-defaults.ts';

/** An environment on its way, with what is known from the start. */
interface Draft {
  readonly workspace: Workspace;
  readonly entry: EnvironmentEntry;
  readonly layers: readonly EnvironmentEntry[];
  readonly blueprint: LoadedBlueprint;
  readonly view: SchemaView;
  /** All layers merged, before defaults and overrides. */
  readonly merged: MapSetting;
}

/**
 * One environment's values: bases and own document merged, defaults of the blueprint filled in, overrides applied, everything checked.
 *
 * `name` is a full name, as `selectEnvironments` gives it. There is a value, faults or not, as soon as the bases, the blueprint, project and location
 * are known: good enough to show values, while rendering it makes sense only without errors. A fault in a base is the same diagnostic for all that extend it.
 * `cel` is needed when the blueprint holds expressions (`loadCelFor`); an `InternalError` is thrown when it is missing then.
 */
export function resolveEnvironment(
  workspace: Workspace,
  name: string,
  overrides: Overrides,
  cel?: CelEngine,
): Outcome<ResolvedEnvironment> {
  const index = indexEnvironments(workspace);
  const entry = index.byName.get(name);
  if (entry === undefined) return { diagnostics: [unknownEnvironment(name)] };
  if (entry.blueprint === undefined) return { diagnostics: [missingBlueprint(entry)] };
  const { layers, faults, isHidden } = lineageOf(workspace, index, entry);
  if (faults.length > 0 || isHidden) return { diagnostics: mergeDiagnostics(faults) };
  const merged = mergeLayers(index, layers);
  const blueprint = workspace.blueprints.get(entry.blueprint);
  if (blueprint === undefined) return { diagnostics: unknownBlueprint(workspace, entry, merged) };
  const draft = { workspace, entry, layers, blueprint, view: parameterView(blueprint), merged };
  const { value, diagnostics } = complete(draft, overrides, cel);
  return { ...(value && { value }), diagnostics: mergeDiagnostics(diagnostics) };
}

function unknownEnvironment(name: string): Diagnostic {
  return {
    code: 'unknown-environment',
    severity: 'error',
    message: `there is no environment \`${name}\``,
    args: { environment: name },
  };
}

function complete(draft: Draft, overrides: Overrides, cel: CelEngine | undefined): Outcome<ResolvedEnvironment> {
  const { workspace, entry, blueprint, merged, view } = draft;
  const overridden = overrideParameters(merged, view, blueprint.document, overrides);
  const flat = flattenSettings(overridden.spec);
  // Every document was checked against the schema of environments, and merging keeps the types of its keys.
  const spec = flat.value as unknown as EnvironmentSpec;
  const inputs = spec.inputsFrom ?? {};
  const facts = { ...factsOf(draft, overridden.parameters, flat), inputs: new Set(Object.keys(inputs)) };
  const context = { workspace, facts, inputs, project: spec.project, location: spec.location };
  const inputFaults = checkInputs(context);
  const { values, provenance } = withoutInputs(spec.parameters ?? {}, flat.provenance, facts.inputs);
  const patches = findListPatchFaults(merged);
  const secrets = findSecrets(draft, overridden.layers);
  const refused = new Set([...overridden.faults, ...patches, ...secrets].flatMap(({ path }) => parameterPointer(path)));
  const diagnostics = [
    ...checkBlueprintVersion(blueprint, merged),
    ...checkDependencies(workspace, entry),
    ...inputFaults,
    ...[...overridden.faults, ...patches, ...secrets].map(({ diagnostic }) => diagnostic),
    ...overridden.diagnostics,
    ...checkParameters({ ...facts, values, provenance }, refused, cel),
    ...missingSettings(draft, spec),
  ];
  const value = assemble(draft, spec, values, provenance);
  return { ...(value && { value }), diagnostics };
}

function factsOf(draft: Draft, settings: MapSetting, flat: FlatSettings): Omit<ParameterFacts, 'values' | 'inputs'> {
  const { entry, blueprint, view } = draft;
  const home = locateIn(entry.document, '/spec/parameters', 'key');
  return { entry, blueprint, view, settings, provenance: flat.provenance, home };
}

/** A pointer relative to the parameters; none for what stands elsewhere in `spec`. */
function parameterPointer([first, ...rest]: readonly (string | number)[]): readonly string[] {
  return first === 'parameters' ? [rest.reduce<string>(joinPointer, '')] : [];
}

/** Leaves out the parameters whose values come from other deployments. */
function withoutInputs(
  parameters: JsonObject,
  provenance: ReadonlyMap<string, Provenance>,
  inputs: ReadonlySet<string>,
): { values: JsonObject; provenance: ReadonlyMap<string, Provenance> } {
  if (inputs.size === 0) return { values: parameters, provenance };
  const isInput = (pointer: string): boolean => pointer.startsWith('/parameters/') && inputs.has(splitTop(pointer));
  return {
    values: Object.fromEntries(Object.entries(parameters).filter(([key]) => !inputs.has(key))),
    provenance: new Map([...provenance].filter(([pointer]) => !isInput(pointer))),
  };
}

function splitTop(pointer: string): string {
  return (pointer.split('/')[2] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
}

function missingSettings({ entry }: Draft, spec: EnvironmentSpec): readonly Diagnostic[] {
  return (['project', 'location'] as const)
    .filter((field) => spec[field] === undefined)
    .map((field) => ({
      code: 'missing-setting',
      severity: 'error',
      message: `environment \`${entry.name}\` has no \`spec.${field}\``,
      location: locateIn(entry.document, '/spec', 'key'),
      hint:
        field === 'project'
          ? 'set the id of the project Infrastructure Manager runs in'
          : 'set the region Infrastructure Manager runs in, such as `us-central1`',
      args: { key: field },
    }));
}

function assemble(
  draft: Draft,
  spec: EnvironmentSpec,
  parameters: JsonObject,
  flat: ReadonlyMap<string, Provenance>,
): ResolvedEnvironment | undefined {
  const { entry, blueprint, layers } = draft;
  const { project, location, policies, budget } = spec;
  if (project === undefined || location === undefined) return undefined;
  const provenance = new Map(flat);
  const deployment = {
    ...spec.deployment,
    id: spec.deployment?.id ?? defaultDeploymentId(blueprint.document.value.metadata.name, entry.shortName),
    terraformVersion: spec.deployment?.terraformVersion ?? settingDefaults.terraformVersion,
  };
  for (const key of ['id', 'terraformVersion'] as const) {
    if (spec.deployment?.[key] === undefined)
      provenance.set(`/deployment/${key}`, { source: { kind: 'default' }, overrode: [] });
  }
  return {
    name: entry.name,
    shortName: entry.shortName,
    file: entry.document.file,
    nameLocation: locateIn(entry.document, '/metadata/name', 'value'),
    blueprint,
    project,
    location,
    deployment,
    parameters,
    usage: spec.usage ?? {},
    ...(budget && { budget }),
    ...(policies !== undefined && { policies }),
    ...namedDependencies(draft, spec),
    files: [...new Set([...layers.map(({ document }) => document.file), blueprint.document.file])].sort(compareText),
    provenance,
  };
}

function namedDependencies(
  { workspace, entry }: Draft,
  spec: EnvironmentSpec,
): Pick<ResolvedEnvironment, 'dependsOn' | 'inputsFrom'> {
  const index = indexEnvironments(workspace);
  const fullName = (reference: string): string => findMentioned(index, reference, entry)?.name ?? reference;
  const dependsOn = dependenciesOf(workspace, entry).map(({ reference }) => fullName(reference));
  return {
    dependsOn: [...new Set(dependsOn)].sort(compareText),
    inputsFrom: Object.fromEntries(
      Object.entries(spec.inputsFrom ?? {}).map(([name, input]) => [
        name,
        { ...input, environment: fullName(input.environment) },
      ]),
    ),
  };
}
