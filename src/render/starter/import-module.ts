import { stringify } from 'yaml';
import type { Body } from '../../hcl/ast.ts';
import { parseBody } from '../../hcl/parse.ts';
import type { JsonObject, JsonValue } from '../../load/document.ts';
import { blocksOf, constantOf } from './constant.ts';
import { importProviders, isStandardProvider, type ProviderRequirements } from './import-providers.ts';
import { type ImportedVariable, importVariable } from './import-variables.ts';
import { environmentText, modeline, type StarterFiles, type StarterInput } from './starter-files.ts';

/** A blueprint made of a module. */
export interface ImportedModule {
  readonly files: StarterFiles;
  /** What is left for a person to do. */
  readonly notes: readonly string[];
}

/**
 * Makes a blueprint of an existing root module: its variables become the parameter schema, its version constraints the blueprint's, the
 * constants of its tfvars an environment, and every other file a template of the same text.
 *
 * @param files texts by path relative to the module
 */
export function importModule(files: ReadonlyMap<string, string>, input: StarterInput): ImportedModule {
  const { bodies, variables, values, templates } = sortFiles(files);
  const requirements = importProviders(bodies);
  const names = new Set(variables.map(({ name }) => name));
  const parameters = Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
  const missing = variables.filter(({ name, isRequired }) => isRequired && parameters[name] === undefined);
  const folder = `blueprints/${input.name}`;
  const environment = `${folder}/environments/${input.environment}.yaml`;
  const notes = [...variables.flatMap((one) => one.notes), ...requirements.notes];
  if (missing.length > 0) notes.push(`set ${missing.map(({ name }) => `\`${name}\``).join(', ')} in ${environment}`);
  return {
    files: new Map<string, string>([
      [`${folder}/blueprint.yaml`, blueprintText(input, variables, requirements, [...templates.keys()])],
      [environment, environmentText(projectOf(parameters, input), parameters)],
      ...[...templates].map(([path, text]): [string, string] => [`${folder}/templates/${path}`, escapeTags(text)]),
    ]),
    notes,
  };
}

/** A module's files by what becomes of them. */
interface SortedFiles {
  /** Of the root module. */
  readonly bodies: Body[];
  readonly variables: ImportedVariable[];
  /** Constants of the tfvars. */
  readonly values: Record<string, JsonValue>;
  readonly templates: Map<string, string>;
}

function sortFiles(files: ReadonlyMap<string, string>): SortedFiles {
  const sorted: SortedFiles = { bodies: [], variables: [], values: {}, templates: new Map() };
  for (const [path, text] of files) {
    const isRoot = !path.includes('/');
    if (isRoot && isTfvars(path)) Object.assign(sorted.values, constantsOf(parseBody(text, path).value));
    else if (isRoot && path.endsWith('.tf')) sortCode(path, text, sorted);
    else sorted.templates.set(path, text);
  }
  return sorted;
}

function sortCode(path: string, text: string, { bodies, variables, templates }: SortedFiles): void {
  const body = parseBody(text, path).value;
  bodies.push(body);
  variables.push(
    ...blocksOf(body)
      .filter(({ type }) => type === 'variable')
      .map(importVariable),
  );
  const rest = withoutGenerated(text, body);
  if (rest.trim() !== '') templates.set(reserved.has(path) ? `module-${path}` : path, rest);
}

/** Files of ours in every module. */
const reserved = new Set(['versions.tf', 'providers.tf', 'variables.tf', 'backend.tf']);

function isTfvars(path: string): boolean {
  return path === 'terraform.tfvars' || path.endsWith('.auto.tfvars');
}

function constantsOf(body: Body): Record<string, JsonValue> {
  return Object.fromEntries(
    body.items.flatMap((item): [string, JsonValue][] => {
      const value = item.kind === 'attribute' ? constantOf(item.value) : undefined;
      return item.kind === 'attribute' && value != null ? [[item.name, value]] : [];
    }),
  );
}

/** The text without the blocks that are made from the blueprint: variables, version constraints and plain provider configurations. */
function withoutGenerated(text: string, body: Body): string {
  const gone = blocksOf(body).filter(
    (block) => block.type === 'variable' || block.type === 'terraform' || isStandardProvider(block),
  );
  if (gone.length === body.items.length) return '';
  let rest = '';
  let at = 0;
  for (const { range } of gone) {
    rest += text.slice(at, range.start);
    at = range.end + (/^[ \t]*\n{0,2}/.exec(text.slice(range.end))?.[0].length ?? 0);
  }
  return rest + text.slice(at);
}

/** What would be tags of a template, as text. */
function escapeTags(text: string): string {
  return text.replaceAll('{{', '{{"{{"}}');
}

function projectOf(parameters: JsonObject, input: StarterInput): StarterInput {
  const project = parameters['project_id'] ?? parameters['project'];
  return typeof project === 'string' ? { ...input, project } : input;
}

function blueprintText(
  { name }: StarterInput,
  variables: readonly ImportedVariable[],
  { version, providers }: ProviderRequirements,
  templates: readonly string[],
): string {
  const required = variables.filter(({ isRequired }) => isRequired).map((variable) => variable.name);
  const document = {
    apiVersion: 'imprint/v1',
    kind: 'Blueprint',
    metadata: { name, version: '0.1.0' },
    spec: {
      terraform: { version, providers },
      parameters: {
        ...(required.length > 0 && { required }),
        properties: Object.fromEntries(variables.map((variable) => [variable.name, variable.schema])),
      },
      templates: templates.toSorted().map((source) => ({ source })),
    },
  };
  return `${modeline('../../schemas/blueprint.schema.json')}${stringify(document, { lineWidth: 120 })}`;
}
