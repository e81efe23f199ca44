import { suggest } from '../../diagnostics/suggest.ts';
import { InternalError, SettingsError, UsageError } from '../../errors.ts';
import type { LoadedBlueprint } from '../../load/blueprint.ts';
import type { JsonObject } from '../../load/document.ts';
import { schemaForEnvironment } from '../../load/environment-schema.ts';
import { loadWorkspace } from '../../load/load-workspace.ts';
import type { Workspace } from '../../load/workspace.ts';
import { indexEnvironments } from '../../resolve/environment-index.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { usage } from '../framework/parse-arguments.ts';
import { workspaceRoot } from '../open-workspace.ts';
import { readPackageFile } from '../package-files.ts';
import { workspaceOption } from '../workspace-options.ts';

/** `imprint schema print`: the JSON Schema of a kind of document, for editors and other tools. */
export const schemaPrint: Command = {
  name: 'schema print',
  summary: "Print the JSON Schema of a kind of document, or of environments with their blueprint's parameters",
  arguments: 'KIND [NAME]',
  options: [workspaceOption],
  examples: [
    { command: 'imprint schema print blueprint', what: 'the schema of blueprint.yaml' },
    {
      command: 'imprint schema print environment prod',
      what: "the schema of one environment, its blueprint's parameters filled in",
    },
    { command: 'imprint schema print blueprint storage', what: "the schema of a blueprint's environments" },
  ],
  run,
};

/** Documents and outputs that have a schema, as their files in `schemas/` are called. */
const kinds = [
  'blueprint',
  'cost',
  'environment',
  'hierarchy',
  'policy-test',
  'price-book',
  'report',
  'workspace',
] as const;

function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const [kind = '', name, ...others] = options.positionals;
  if (others.length > 0) throw usage(schemaPrint, "'schema print' takes a kind and at most one name");
  io.stdout.write(name === undefined ? readSchema(kind) : printFilledIn(kind, name, options, io));
  return Promise.resolve(0);
}

/** The schema's file as it ships. */
function readSchema(word: string): string {
  const kind = word === 'env' ? 'environment' : word;
  const known = kinds.find((candidate) => candidate === kind);
  const text = known && readPackageFile(`schemas/${known}.schema.json`);
  if (text !== undefined) return text;
  if (known !== undefined) throw new InternalError(`schemas/${known}.schema.json is not in the package`);
  const near = suggest(kind, kinds);
  const problem =
    kind === '' ? "'schema print' takes a kind" : `unknown kind '${kind}'${near ? `; did you mean '${near}'?` : ''}`;
  throw usage(schemaPrint, `${problem}\nKinds: ${kinds.join(', ')}`);
}

function printFilledIn(kind: string, name: string, options: ParsedArguments, io: Io): string {
  if (!['blueprint', 'env', 'environment'].includes(kind)) {
    throw usage(schemaPrint, `only 'environment' and 'blueprint' take a name, '${kind}' does not`);
  }
  const { value: workspace } = loadWorkspace(workspaceRoot(options, io));
  if (!workspace) throw new InternalError('a workspace always loads');
  const blueprint = findBlueprint(workspace, kind === 'blueprint' ? name : blueprintNameOf(workspace, name));
  // The schema's file is ours, and a JSON object.
  const base = JSON.parse(readSchema('environment')) as JsonObject;
  return `${JSON.stringify(schemaForEnvironment(base, blueprint), null, 2)}\n`;
}

function findBlueprint({ blueprints, sources }: Workspace, name: string): LoadedBlueprint {
  const blueprint = blueprints.get(name);
  if (blueprint) return blueprint;
  const isBroken = [...sources.keys()].some(
    (file) => /\/blueprint\.ya?ml$/.test(file) && file.split('/').at(-2) === name,
  );
  if (isBroken) throw new SettingsError(`blueprint '${name}' has errors\nRun 'imprint validate' to see them`);
  const near = suggest(name, blueprints.keys());
  throw new UsageError(`there is no blueprint '${name}'${near ? `; did you mean '${near}'?` : ''}`);
}

/** The blueprint of an environment by its full or short name, abstract ones too. */
function blueprintNameOf(workspace: Workspace, name: string): string {
  const { entries } = indexEnvironments(workspace);
  const found = entries.filter((entry) => entry.name === name || entry.shortName === name);
  const names = [...new Set(found.map(({ blueprint }) => blueprint))];
  const [only] = names;
  if (names.length > 1)
    throw new UsageError(`'${name}' may be ${found.map((entry) => entry.name).join(' or ')}\nGive the full name`);
  if (only !== undefined) return only;
  if (found.length > 0) throw new SettingsError(`environment '${name}' names no blueprint`);
  const near = suggest(
    name,
    entries.flatMap((entry) => [entry.name, entry.shortName]),
  );
  throw new UsageError(`there is no environment '${name}' that can be read${near ? `; did you mean '${near}'?` : ''}`);
}
