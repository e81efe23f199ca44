import type { Value } from '../value.ts';
import { marksWithin, withMarks } from '../values/marks.ts';
import { setValue } from '../values/sets.ts';
import { anyType, boolType, setOf, stringType } from '../values/types.ts';
import { boolValue, isMapping, nullAny, stringValue, unknownValue } from '../values/values.ts';
import { argumentAt, text, textAt } from './arguments.ts';
import { findFolder, hasFile, modulePath, pathsOf, readBytes, readText } from './file-access.ts';
import { type FunctionContext, type FunctionDescriptor, FunctionFault, MissingEngine } from './function.ts';
import { globPattern } from './glob.ts';

/** Functions of files and paths. Files are those of the module and no others. */
export const fileFunctions: readonly FunctionDescriptor[] = [
  {
    name: 'file',
    parameters: [text('path')],
    returns: stringType,
    evaluate: (args, context) => stringValue(readText(textAt(args, 0), context)),
  },
  {
    name: 'filebase64',
    parameters: [text('path')],
    returns: stringType,
    evaluate: (args, context) => stringValue(Buffer.from(readBytes(textAt(args, 0), context)).toString('base64')),
  },
  {
    name: 'fileexists',
    parameters: [text('path')],
    returns: boolType,
    evaluate: (args, context) => boolValue(hasFile(textAt(args, 0), context)),
  },
  {
    name: 'fileset',
    parameters: [text('path'), text('pattern')],
    returns: setOf(stringType),
    evaluate: (args, context) => fileSet(textAt(args, 0), textAt(args, 1), context),
  },
  {
    name: 'templatefile',
    parameters: [text('path'), { name: 'vars', type: anyType, marked: true }],
    returns: anyType,
    mayBeNull: true,
    evaluate: (args, context) => {
      const path = textAt(args, 0);
      return renderTemplate(readText(path, context), modulePath(path), argumentAt(args, 1), context);
    },
  },
  {
    name: 'templatestring',
    parameters: [text('template'), { name: 'vars', type: anyType, marked: true }],
    returns: stringType,
    since: '1.9',
    evaluate: (args, context) => renderTemplate(textAt(args, 0), '<template>', argumentAt(args, 1), context),
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

function renderTemplate(source: string, file: string, names: Value, context: FunctionContext): Value {
  if (names.kind === 'null' || !isMapping(names))
    throw new FunctionFault('an object with the names of the template is required', 1);
  if (context.template === undefined) throw new MissingEngine('templates');
  return withMarks(context.template(source, file, names.entries), marksWithin(names.kind === 'map' ? names : nullAny));
}

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
