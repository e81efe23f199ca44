import { InternalError } from '../../errors.ts';
import type { TreeFile } from '../../files/replace-tree.ts';
import { readPackageFile } from '../package-files.ts';
import { documentText } from './documents.ts';
import { textFile } from './plan.ts';

/**
 * Where a workspace keeps the schemas its documents name. They are copies of those in the package: a path into `node_modules` would hold for
 * one way of installing only, an address would need a network, and both would change the schema without a commit.
 */
export const schemaFolder = 'schemas';

const kinds = ['workspace', 'blueprint', 'environment'] as const;

/** Path of a schema in a workspace. */
export function schemaPath(kind: (typeof kinds)[number]): string {
  return `${schemaFolder}/${kind}.schema.json`;
}

/** The schemas, as `imprint schema print` shows them. */
export function schemaFiles(): TreeFile[] {
  return kinds.map((kind) => {
    const text = readPackageFile(schemaPath(kind));
    if (text === undefined) throw new InternalError(`${schemaPath(kind)} is not in the package`);
    return textFile(schemaPath(kind), text);
  });
}

/** The settings of a workspace that departs from nothing. */
export function workspaceSettings(): TreeFile {
  const value = { apiVersion: 'imprint/v1', kind: 'Workspace', spec: { rules: {} } };
  const lines = [
    'Levels of rules that differ from their own, such as `unknown-location: error`; see imprint explain CODE.',
  ];
  return textFile(
    'imprint.yaml',
    documentText('imprint.yaml', schemaPath('workspace'), value, [{ path: ['spec', 'rules'], lines }]),
  );
}

/** What Terraform and imprint leave behind that is not for a repository; rendered files are. */
export const gitignore: TreeFile = textFile(
  '.gitignore',
  `# imprint: journals and state of the emulator
.imprint/

# Terraform's working folders, states and crash logs
.terraform/
*.tfstate
*.tfstate.*
crash.log
`,
);
