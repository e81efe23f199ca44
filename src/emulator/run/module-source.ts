import { posix } from 'node:path';
import type { TerraformBlueprint, TerraformError } from '../../config-api/deployment.ts';
import { locateCommit } from '../git/git-reference.ts';
import { moduleFolder, readGitSource } from '../git/git-source.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { readSource, type Source } from './source.ts';

/** What is wrong with a blueprint's repository or ref (18.2); undefined when nothing is, and for other sources. */
export function repositoryError({ gitSource }: TerraformBlueprint = {}): TerraformError | undefined {
  const located = gitSource === undefined ? undefined : locateCommit(gitSource);
  return located?.kind === 'fault' ? { errorDescription: located.message } : undefined;
}

/** Files of a blueprint's source: of a repository everything, as modules may lie anywhere in it (18.3). */
export function readModuleSource(store: ObjectStore, { gitSource, gcsSource = '' }: TerraformBlueprint = {}): Source {
  return gitSource === undefined ? readSource(store, gcsSource) : readGitSource(gitSource);
}

/** Path of a file of a source from the module's folder: `../modules/a/main.tf`. */
export function pathInModule(path: string, { gitSource }: TerraformBlueprint = {}): string {
  const folder = moduleFolder(gitSource?.directory ?? '');
  return folder === '' ? path : posix.relative(folder, path);
}
