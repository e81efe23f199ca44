import { argumentOf, blocksOf, literalText } from '../../terraform/config/blocks.ts';
import type { Rule } from '../rule.ts';

/** The run of Infrastructure Manager cannot reach the source of a module. */
export const imModuleSource: Rule = {
  code: 'im-module-source',
  severity: 'warning',
  scope: 'module',
  summary: 'Infrastructure Manager cannot reach the source of a module',
  why: 'The service fetches modules itself, with nothing but what was uploaded and the service account of the deployment. It has no SSH keys, no tokens for private registries, no credentials of other clouds, and no folders of your machine.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/terraform',
  check: ({ bodies }, report) => {
    for (const [file, body] of bodies) {
      for (const call of blocksOf(body, 'module')) {
        const written = argumentOf(call.body, 'source')?.value;
        const source = literalText(written);
        const problem = source === undefined ? undefined : problemOf(source, file);
        if (written === undefined || source === undefined || problem === undefined) continue;
        report({
          message: `Infrastructure Manager cannot reach "${source}": ${problem}`,
          at: { kind: 'range', file, range: written.range },
          hint: 'copy the module into the folder, or take it from a public registry or repository or a Cloud Storage bucket',
          args: { source },
        });
      }
    }
  },
};

/** Why a source is out of reach; undefined when nothing speaks against it. */
function problemOf(source: string, file: string): string | undefined {
  if (/^(?:\/|~|[A-Za-z]:[\\/])/.test(source)) return 'it is a folder of this machine';
  if (/^\.\.?(?:\/|$)/.test(source))
    return leavesRoot(source, file) ? 'it lies outside of the folder that is uploaded' : undefined;
  if (/^(?:git::)?ssh:\/\/|^(?:git::)?[\w.-]+@[\w.-]+:/.test(source)) return 'it has no SSH key';
  if (/^s3::/.test(source)) return 'it has no credentials of Amazon Web Services';
  const host = /^([\w-]+(?:\.[\w-]+)+)\/[\w-]+\/[\w-]+\/[\w-]+(?:\/\/.*)?$/.exec(source)?.[1];
  // Of these hosts Terraform fetches repositories by HTTPS.
  if (host === undefined || ['registry.terraform.io', 'github.com', 'bitbucket.org'].includes(host)) return undefined;
  return `it has no token for the registry ${host}`;
}

function leavesRoot(source: string, file: string): boolean {
  let depth = file.split('/').length - 1;
  for (const part of source.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '.' && part !== '') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}
