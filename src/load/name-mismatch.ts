import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceDocument } from './document.ts';
import { rangeOfPointer } from './place-fault.ts';

/** A document is called as its file or folder is: names on the command line and in `extends` then lead to the file. */
export function nameMismatch(
  { file, positions, value }: SourceDocument<{ readonly metadata: { readonly name: string } }>,
  expected: string,
  holder: 'file' | 'folder',
): Diagnostic[] {
  const { name } = value.metadata;
  if (name === expected) return [];
  const pointer = '/metadata/name';
  const range = rangeOfPointer(positions, pointer, 'value');
  return [
    {
      code: 'name-mismatch',
      severity: 'error',
      message: `\`name\` is "${name}", but the ${holder} is called ${expected}`,
      location: { file, pointer, ...(range && { range }) },
      hint: `write \`name: ${expected}\`, or rename the ${holder}`,
      args: { name, expected },
    },
  ];
}
