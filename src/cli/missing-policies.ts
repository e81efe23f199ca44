import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { suggest } from '../diagnostics/suggest.ts';
import { isFolder } from '../load/list-files.ts';
import { locateSetting } from '../resolve/provenance.ts';
import type { ResolvedEnvironment } from '../resolve/resolved-environment.ts';
import { holdsPolicyFiles } from './find-policy-files.ts';

/** The fault of an environment that names policies where there are none, at the name. */
export function missingPolicies(environment: ResolvedEnvironment, root: string): Diagnostic | undefined {
  const { policies } = environment;
  if (policies === undefined || holdsPolicyFiles(resolve(root, policies))) return undefined;
  const isThere = existsSync(resolve(root, policies));
  const meant = suggest(basename(policies), entriesOf(resolve(root, dirname(policies))));
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: isThere
      ? `\`${policies}\` holds no policies: no YAML, JSON or Terraform file`
      : `there is no folder \`${policies}\` to read policies from`,
    location: locateSetting(environment, '/policies', 'value'),
    hint: meant === undefined ? 'name a folder of the workspace, from its root on' : `did you mean \`${meant}\`?`,
    args: { path: policies },
  };
}

function entriesOf(folder: string): readonly string[] {
  return isFolder(folder) ? readdirSync(folder) : [];
}
