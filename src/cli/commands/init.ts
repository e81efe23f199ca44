import { lstatSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { UsageError } from '../../errors.ts';
import type { TreeFile } from '../../files/replace-tree.ts';
import { findWorkspaceRoot } from '../../load/find-workspace.ts';
import { checkFormat } from '../../load/formats/formats.ts';
import { loadWorkspace } from '../../load/load-workspace.ts';
import { noFiles, readModule } from '../../terraform/read-module.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { textFormat } from '../deployments/text-format.ts';
import { findEnvironmentFaults } from '../find-environment-faults.ts';
import { usage } from '../framework/parse-arguments.ts';
import { showReport } from '../show-report.ts';
import { shownPath } from '../shown-path.ts';
import { blueprintOfModule } from '../starter/from-module.ts';
import { newBlueprint } from '../starter/new-blueprint.ts';
import type { BlueprintPlan, StarterChoices } from '../starter/plan.ts';
import { gitignore, schemaFiles, workspaceSettings } from '../starter/workspace-files.ts';
import { writeStarter } from '../starter/write-starter.ts';

/** `imprint init`: a new workspace, or a new blueprint in one; 0 as soon as it is written, whatever is left to do in it. */
export const init: Command = {
  name: 'init',
  summary: 'Start a workspace or a blueprint, from nothing or from an existing Terraform module',
  arguments: '[DIR]',
  options: [
    {
      name: 'blueprint',
      value: 'NAME',
      summary: 'Name of the new blueprint; needed where there is a workspace already',
      default: "starter, or the module's folder",
    },
    { name: 'from-module', value: 'DIR', summary: 'Make the blueprint of a Terraform root module' },
    { name: 'project', value: 'ID', summary: 'Project of the environment dev', default: 'my-project-dev' },
    { name: 'location', value: 'REGION', summary: 'Where Infrastructure Manager runs', default: 'us-central1' },
    {
      name: 'service-account',
      value: 'EMAIL',
      summary: 'Account that Terraform runs as',
      default: 'imprint-deployer of the project',
    },
  ],
  examples: [
    { command: 'imprint init', what: 'a workspace with a first blueprint in this folder' },
    { command: 'imprint init platform --project acme-dev', what: 'the same in a new folder, for a project' },
    { command: 'imprint init --blueprint network', what: 'one more blueprint in this workspace' },
    { command: 'imprint init --from-module ../terraform/network', what: 'a blueprint made of a Terraform module' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const [directory, ...others] = options.positionals;
  if (others.length > 0) throw usage(init, "'init' takes one folder");
  const place = placeOf(directory, io);
  const choices = readChoices(options, place, io);
  const folder = `${place.blueprints}/${choices.blueprint}`;
  const source = options.text('from-module');
  const plan =
    source === undefined ? newBlueprint(folder, choices) : await planFromModule(source, folder, choices, options, io);
  if (plan === undefined) return 1;
  const written = writePlan(place, folder, plan);
  for (const path of written) io.stdout.write(`wrote ${shownPath(join(place.root, path), io.cwd)}\n`);
  for (const note of plan.notes) io.stdout.write(`note: ${note}\n`);
  await showNextSteps(place, choices.blueprint, options, io);
  return 0;
}

/** The workspace that is written to. */
interface Place {
  /** Absolute. */
  readonly root: string;
  /** Whether it has no settings yet. */
  readonly isNew: boolean;
  /** Folder of the blueprints, relative to the root. */
  readonly blueprints: string;
}

/** A folder that is named is the workspace itself; else it is the one around the working directory, if there is one. */
function placeOf(directory: string | undefined, io: Io): Place {
  const start = resolve(io.cwd, directory ?? '.');
  const found = findWorkspaceRoot(start);
  if (found === undefined || (directory !== undefined && found !== start)) {
    if (lstatSync(start, { throwIfNoEntry: false })?.isFile() === true) throw new UsageError(`${directory} is a file`);
    return { root: start, isNew: true, blueprints: 'blueprints' };
  }
  const { value } = loadWorkspace(found);
  // Without settings: the workspace lives by its blueprints/ alone, or a start was interrupted.
  const isNew = lstatSync(join(found, 'imprint.yaml'), { throwIfNoEntry: false }) === undefined;
  return { root: found, isNew, blueprints: value?.settings?.value.spec.folders?.blueprints ?? 'blueprints' };
}

function readChoices(options: ParsedArguments, { isNew, root }: Place, io: Io): StarterChoices {
  const source = options.text('from-module');
  const blueprint = options.text('blueprint') ?? (source === undefined ? 'starter' : nameOfFolder(source, io));
  if (!isNew && options.text('blueprint') === undefined && source === undefined) {
    const shown = shownPath(root, io.cwd);
    throw usage(
      init,
      `${shown === '.' ? 'this' : shown} is a workspace already; add a blueprint with --blueprint NAME`,
    );
  }
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(blueprint)) {
    throw usage(init, `'${blueprint}' is no name of a blueprint: up to 63 lowercase letters, digits and '-'`);
  }
  const project = checked(options, 'project', 'gcp-project-id') ?? 'my-project-dev';
  const [projectName = '', domain] = project.split(':').toReversed();
  const host = domain === undefined ? projectName : `${projectName}.${domain}`;
  return {
    blueprint,
    project,
    location: checked(options, 'location', 'gcp-region') ?? 'us-central1',
    serviceAccount:
      checked(options, 'service-account', 'service-account') ?? `imprint-deployer@${host}.iam.gserviceaccount.com`,
  };
}

function checked(options: ParsedArguments, name: string, format: string): string | undefined {
  const value = options.text(name);
  const fault = value === undefined ? undefined : checkFormat(format, value);
  // A region that is unknown to our list may be a new one.
  if (fault?.kind !== 'malformed') return value;
  throw usage(init, `--${name} '${value}': expected ${fault.expected}`);
}

/** A name a blueprint may have, as near to the folder's as it gets. */
function nameOfFolder(folder: string, io: Io): string {
  const name = basename(resolve(io.cwd, folder)).toLowerCase();
  return (
    name
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 63) || 'starter'
  );
}

async function planFromModule(
  source: string,
  folder: string,
  choices: StarterChoices,
  options: ParsedArguments,
  io: Io,
): Promise<BlueprintPlan | undefined> {
  const path = resolve(io.cwd, source);
  const { value: { files } = noFiles, diagnostics } = readModule(path);
  const isProjectChosen = options.text('project') !== undefined;
  const result: { plan?: BlueprintPlan; diagnostics: readonly Diagnostic[] } =
    diagnostics.length > 0 ? { diagnostics } : await blueprintOfModule(files, folder, { ...choices, isProjectChosen });
  if (result.plan !== undefined) return result.plan;
  const named = result.diagnostics.map((one) => (one.location ? one : { ...one, location: { file: '.' } }));
  await showReport({ diagnostics: named, sources: files, root: path, checked: { modules: 1 } }, textFormat(options), {
    ...io,
    stdout: io.stderr,
  });
  io.stderr.write('nothing was written\n');
  return undefined;
}

function writePlan({ root, isNew }: Place, folder: string, plan: BlueprintPlan): string[] {
  const inBlueprint = plan.files.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
  const absent = (file: TreeFile): boolean => lstatSync(join(root, file.path), { throwIfNoEntry: false }) === undefined;
  if (isNew) {
    const ignore = [gitignore].filter(absent);
    return writeStarter(root, [...schemaFiles(), ...ignore, ...inBlueprint], workspaceSettings());
  }
  const [commit, ...others] = inBlueprint;
  if (commit === undefined) return [];
  // The schemas that are there may be those of another version of imprint, on purpose.
  return writeStarter(root, [...schemaFiles().filter(absent), ...others], commit);
}

async function showNextSteps({ root }: Place, blueprint: string, options: ParsedArguments, io: Io): Promise<void> {
  const environment = `${blueprint}/dev`;
  const selected: ParsedArguments = {
    ...textFormat(options),
    positionals: [environment],
    text: (name) => (name === 'workspace' ? root : name === 'format' ? 'text' : undefined),
  };
  const findings = await findEnvironmentFaults(selected, undefined, io);
  io.stdout.write('\n');
  await showReport(findings, selected, io);
  const folder = shownPath(root, io.cwd);
  const steps = [
    ...(folder === '.' ? [] : [`cd ${/^[\w./-]+$/.test(folder) ? folder : `'${folder}'`}`]),
    `imprint validate ${environment}`,
    `imprint render ${environment}`,
    `imprint deploy ${environment} --target emulator`,
  ];
  io.stdout.write(
    `\nNext: see to project and service account in environments/, then\n${steps.map((step) => `  ${step}\n`).join('')}`,
  );
}
