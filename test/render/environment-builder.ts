import type { Blueprint, LoadedBlueprint } from '../../src/load/blueprint.ts';
import type { JsonObject, JsonValue, SourceDocument } from '../../src/load/document.ts';
import { joinPointer } from '../../src/load/pointer.ts';
import { readYaml } from '../../src/load/read-yaml.ts';
import type { Provenance, ResolvedEnvironment } from '../../src/resolve/resolved-environment.ts';

/** A blueprint from the text of its `spec.parameters.properties` (YAML) and its templates by path. */
export interface BlueprintInput {
  /** Flow or block YAML of `spec.parameters.properties`, indented by six spaces or in one line. */
  readonly properties?: string;
  readonly required?: readonly string[];
  readonly templates: Readonly<Record<string, string>>;
  /** Entries of `spec.templates`; default: every template that is no partial, with its default output. */
  readonly entries?: readonly JsonObject[];
  readonly spec?: JsonObject;
}

/** Builds a blueprint as the loader would. */
export function buildBlueprint(input: BlueprintInput): LoadedBlueprint {
  const sources = Object.keys(input.templates).filter((path) => !path.startsWith('partials/'));
  const spec: JsonObject = {
    terraform: {
      version: '>= 1.5.7',
      providers: { google: { source: 'hashicorp/google', version: '~> 7.0' } },
    },
    templates: input.entries ?? sources.map((source) => ({ source })),
    ...input.spec,
  };
  const text = `apiVersion: imprint/v1
kind: Blueprint
metadata:
  name: demo
  version: 1.0.0
spec:
  parameters:
    required: ${JSON.stringify(input.required ?? [])}
    properties:
      ${(input.properties ?? '{}').trim()}
${Object.entries(spec)
  .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`)
  .join('')}`;
  const file = 'blueprints/demo/blueprint.yaml';
  const { value, positions } = read(text, file);
  const document: SourceDocument<Blueprint> = {
    kind: 'Blueprint',
    file,
    text,
    value: value as unknown as Blueprint,
    positions,
    ignores: [],
  };
  const templates = new Map(Object.entries(input.templates).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { document, folder: 'blueprints/demo', templates };
}

/** An environment of a blueprint with these parameters (JSON or YAML text of the map, one entry a line, indented by four spaces). */
export function buildEnvironment(
  blueprint: LoadedBlueprint,
  parameters: string,
  shortName = 'dev',
): ResolvedEnvironment {
  const text = environmentText(parameters, shortName);
  const file = `blueprints/demo/environments/${shortName}.yaml`;
  const { value, positions } = read(text, file);
  const spec = value['spec'] as JsonObject;
  const provenance = new Map<string, Provenance>();
  const note = (pointer: string, content: JsonValue): void => {
    const position = positions.get(`/spec${pointer}`);
    const location = { file, pointer: `/spec${pointer}`, ...(position && { range: position.value }) };
    provenance.set(pointer, { source: { kind: 'document', location }, overrode: [] });
    if (typeof content !== 'object' || content === null) return;
    for (const [key, item] of Object.entries(content)) note(joinPointer(pointer, key), item as JsonValue);
  };
  for (const [key, content] of Object.entries(spec)) note(`/${key}`, content);
  const given = spec['parameters'] as JsonObject;
  return {
    name: `demo/${shortName}`,
    shortName,
    file,
    nameLocation: { file, pointer: '/metadata/name', ...nameRange(positions) },
    blueprint,
    project: String(spec['project']),
    location: String(spec['location']),
    deployment: { id: `demo-${shortName}`, terraformVersion: '1.5.7', ...(spec['deployment'] as JsonObject) },
    parameters: Object.fromEntries(Object.entries(given).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    usage: {},
    dependsOn: [],
    inputsFrom: {},
    files: [file, blueprint.document.file],
    provenance,
  };
}

/** Text of the environment document that `buildEnvironment` reads. */
export function environmentText(parameters: string, shortName = 'dev'): string {
  return `apiVersion: imprint/v1
kind: Environment
metadata:
  name: ${shortName}
spec:
  project: acme-${shortName}
  location: us-central1
  deployment:
    serviceAccount: deployer@acme-${shortName}.iam.gserviceaccount.com
    labels: {team: risk}
  parameters:
    ${parameters.trim() === '' ? '{}' : parameters.trim()}
`;
}

function read(text: string, file: string): { value: JsonObject; positions: SourceDocument<unknown>['positions'] } {
  const { value, diagnostics } = readYaml(text, file);
  if (value === undefined) throw new Error(`${JSON.stringify(diagnostics)}\n${text}`);
  return { value: value.value as JsonObject, positions: value.positions };
}

function nameRange(positions: SourceDocument<unknown>['positions']): { range?: { start: number; end: number } } {
  const position = positions.get('/metadata/name');
  return position === undefined ? {} : { range: position.value };
}
