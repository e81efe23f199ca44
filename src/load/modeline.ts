import { posix } from 'node:path';

/**
 * The first line of a document, which tells editors its schema. The path is relative to the document: it works offline and in every
 * checkout, on every machine. Both files are named relative to the workspace root, with `/`.
 * @see https://github.com/redhat-developer/yaml-language-server#using-inlined-schema
 */
export function modelineFor(file: string, schemaFile: string): string {
  return `# yaml-language-server: $schema=${posix.relative(posix.dirname(file), schemaFile)}`;
}
