import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../diagnostics/diagnostic.ts';
import { compareDiagnostics, compareText } from '../diagnostics/order.ts';
import type { LoadedBlueprint } from './blueprint.ts';
import type { SourceDocument } from './document.ts';
import type { Environment } from './environment.ts';
import { isFolder, isYamlFile, listFiles } from './list-files.ts';
import { loadBlueprint, loadSharedPartials } from './load-blueprint.ts';
import { nameMismatch } from './name-mismatch.ts';
import { readDocument } from './read-document.ts';
import { SourceReader } from './source-reader.ts';
import type { Workspace, WorkspaceSettings } from './workspace.ts';

/** Where things are when `imprint.yaml` does not say. */
const defaultFolders = { blueprints: 'blueprints', environments: 'environments' } as const;

/** The settings file of a workspace, in its root. */
export const workspaceFile = 'imprint.yaml';

/** Names of the blueprints to read, told from a workspace that has everything but them yet; undefined means all. */
export type BlueprintChoice = (workspace: Workspace) => ReadonlySet<string> | undefined;

/**
 * Reads a workspace: `imprint.yaml`, blueprints with their templates, and all environments. There is always a value; documents with
 * errors are left out of it and spoken of in the diagnostics, which come in their total order. Where a blueprint that is chosen is not
 * there, all are read, so that what was meant can be found.
 */
export function loadWorkspace(root: string, choose?: BlueprintChoice): Outcome<Workspace> {
  const reader = new SourceReader(root);
  const settings = loadSettings(reader);
  const folders = { ...defaultFolders, ...settings?.value.spec.folders };
  const blueprintFolders = listBlueprintFolders(root, folders.blueprints);
  const sharedPartials = loadSharedPartials(reader, folders.blueprints);
  const environmentFolders = [...blueprintFolders.map((folder) => `${folder}/environments`), folders.environments];
  const environments = environmentFolders.flatMap((folder) => loadEnvironments(reader, folder));
  const blueprints = new Map<string, LoadedBlueprint>();
  const value: Workspace = {
    root,
    ...(settings && { settings }),
    blueprints,
    environments: environments.sort((a, b) => compareText(a.file, b.file)),
    sources: reader.sources,
  };
  for (const folder of chosenFolders(blueprintFolders, choose?.(value))) {
    const blueprint = loadBlueprint(reader, folder, blueprintFile(root, folder), sharedPartials);
    if (blueprint) blueprints.set(blueprint.document.value.metadata.name, blueprint);
  }
  return { value, diagnostics: reader.diagnostics.toSorted(compareDiagnostics) };
}

/** The folders of the blueprints of these names; all of them where one is not there, or no names are given. */
function chosenFolders(folders: readonly string[], names: ReadonlySet<string> | undefined): readonly string[] {
  if (names === undefined) return folders;
  const chosen = folders.filter((folder) => names.has(folder.slice(folder.lastIndexOf('/') + 1)));
  return chosen.length === names.size ? chosen : folders;
}

function loadSettings(reader: SourceReader): SourceDocument<WorkspaceSettings> | undefined {
  if (!exists(reader.root, workspaceFile)) return undefined;
  const text = reader.read(workspaceFile);
  if (text === undefined) return undefined;
  const { value, diagnostics } = readDocument(text, workspaceFile, 'Workspace');
  reader.report(diagnostics);
  return value;
}

/** Folders that hold a blueprint, or would if its file were there; sorted. */
function listBlueprintFolders(root: string, parent: string): string[] {
  if (!isFolder(join(root, parent))) return [];
  return readdirSync(join(root, parent))
    .filter((name) => !name.startsWith('.'))
    .map((name) => `${parent}/${name}`)
    .filter((folder) => blueprintParts.some((part) => exists(root, `${folder}/${part}`)))
    .sort(compareText);
}

const blueprintParts = ['blueprint.yaml', 'blueprint.yml', 'templates', 'environments'] as const;

/** The file to read; reading reports that it is missing where only templates or environments are. */
function blueprintFile(root: string, folder: string): string {
  return exists(root, `${folder}/blueprint.yml`) && !exists(root, `${folder}/blueprint.yaml`)
    ? `${folder}/blueprint.yml`
    : `${folder}/blueprint.yaml`;
}

/** Whether there is anything by that name, a link to nothing included. */
function exists(root: string, file: string): boolean {
  return lstatSync(join(root, file), { throwIfNoEntry: false }) !== undefined;
}

function loadEnvironments(reader: SourceReader, folder: string): SourceDocument<Environment>[] {
  const { files, diagnostics } = listFiles(reader.root, folder);
  reader.report(diagnostics);
  return files.filter(isYamlFile).flatMap((file) => loadEnvironment(reader, file) ?? []);
}

function loadEnvironment(reader: SourceReader, file: string): SourceDocument<Environment> | undefined {
  const text = reader.read(file);
  if (text === undefined) return undefined;
  const { value, diagnostics } = readDocument(text, file, 'Environment');
  const stem = file.slice(file.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
  const mismatch = value ? nameMismatch(value, stem, 'file') : [];
  reader.report([...diagnostics, ...mismatch]);
  return mismatch.length > 0 ? undefined : value;
}
