import type { Value } from '../value.ts';
import { setValue } from '../values/sets.ts';
import { setOf, stringType } from '../values/types.ts';
import { stringValue, unknownValue } from '../values/values.ts';
import { text, textAt } from './arguments.ts';
import { findFolder, pathsOf, readBytes } from './file-access.ts';
import type { FunctionContext, FunctionDescriptor } from './function.ts';
import { globPattern } from './glob.ts';

/** Functions of paths, and those of files that few modules call. */
export const pathFunctions: readonly FunctionDescriptor[] = [
  {
    name: 'filebase64',
    parameters: [text('path')],
    returns: stringType,
    evaluate: (args, context) => stringValue(Buffer.from(readBytes(textAt(args, 0), context)).toString('base64')),
  },
  {
    name: 'fileset',
    parameters: [text('path'), text('pattern')],
    returns: setOf(stringType),
    evaluate: (args, context) => fileSet(textAt(args, 0), textAt(args, 1), context),
  },
  {
    name: 'basename',
    parameters: [text('path')],
    returns: stringType,
    evaluate: (args) => stringValue(baseName(textAt(args, 0))),
  },
  {
    name: 'dirname',
    parameters: [text('path')],
    returns: stringType,
    evaluate: (args) => stringValue(folderName(textAt(args, 0))),
  },
  {
    name: 'pathexpand',
    parameters: [text('path')],
    returns: stringType,
    evaluate: (args) => (textAt(args, 0).startsWith('~') ? unknownPath : stringValue(textAt(args, 0))),
  },
  {
    name: 'abspath',
    parameters: [text('path')],
    returns: stringType,
    evaluate: (args) => (textAt(args, 0).startsWith('/') ? stringValue(cleanPath(textAt(args, 0))) : unknownPath),
  },
];

// Depends on the machine that runs terraform.
const unknownPath = unknownValue(stringType, { notNull: true });

function fileSet(folder: string, pattern: string, context: FunctionContext): Value {
  const base = findFolder(folder, context);
  const prefix = base === '' ? '' : `${base}/`;
  const matches = globPattern(pattern);
  const found: Value[] = [];
  for (const path of pathsOf(context)) {
    if (path.startsWith(prefix) && matches.test(path.slice(prefix.length)))
      found.push(stringValue(path.slice(prefix.length)));
  }
  return setValue(stringType, found);
}

function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!path.startsWith('/')) parts.push(part);
  }
  const joined = parts.join('/');
  return path.startsWith('/') ? `/${joined}` : joined === '' ? '.' : joined;
}

function baseName(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

function folderName(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf('/') + 1));
}
