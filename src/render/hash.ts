import { createHash } from 'node:crypto';
import type { BundleFile } from './bundle.ts';

/** Folder of the module that is uploaded. */
export const moduleFolder = 'infrastructure-manager/';

/** Folder of the module's second copy, for plain Terraform. */
export const terraformFolder = 'terraform/';

/** The deployment as submitted: below the module's folder, and not uploaded with it. */
export const mainYamlPath = 'infrastructure-manager/main.yaml';

/** Whether a file of a bundle is part of what is uploaded. */
export function isModuleFile(path: string): boolean {
  return path.startsWith(moduleFolder) && path !== mainYamlPath;
}

/** `sha256:<hex>` of a text's UTF-8 bytes. */
export function textHash(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** What of a file its hash says. */
export type HashedFile = Pick<BundleFile, 'path' | 'executable'> & { readonly sha256: string };

/** `sha256:<hex>` over the paths and contents of the uploaded files. */
export function moduleHashOf(files: readonly HashedFile[]): string {
  return textHash(
    files
      .filter(({ path }) => isModuleFile(path))
      .map(({ path, sha256 }) => `${path}\n${sha256}\n`)
      .join(''),
  );
}

/** `sha256:<hex>` over the paths, contents and modes of all files. */
export function contentHashOf(files: readonly HashedFile[]): string {
  return textHash(
    files.map(({ path, sha256, executable }) => `${path}\n${sha256} ${executable ? 'x' : '-'}\n`).join(''),
  );
}
