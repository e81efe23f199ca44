import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { suggest } from '../diagnostics/suggest.ts';
import { isFolder } from '../load/list-files.ts';
import { locateSetting } from '../resolve/provenance.ts';
import type { ResolvedEnvironment } from '../resolve/resolved-environment.ts';

/** The fault of an environment that names a folder of policies which is not there, at the name. */
export function missingPolicies(environment: ResolvedEnvironment, root: string): Diagnostic | undefined {
  const { policies } = environment;
  if (policies === undefined || existsSync(resolve(root, policies))) return undefined;
  const meant = suggest(basename(policies), entriesOf(resolve(root, dirname(policies))));
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: `there is no folder \`${policies}\` to read policies from`,
    location: locateSetting(environment, '/policies', 'value'),
    hint: meant === undefined ? 'name a folder of the workspace, from its root on' : `did you mean \`${meant}\`?`,
    args: { path: policies },
  };
}

function entriesOf(folder: string): readonly string[] {
  return isFolder(folder) ? readdirSync(folder) : [];
}
