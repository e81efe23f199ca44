import type { Value } from '../value.ts';
import { marksWithin, withMarks } from '../values/marks.ts';
import { anyType, boolType, stringType } from '../values/types.ts';
import { boolValue, isMapping, nullAny, stringValue } from '../values/values.ts';
import { argumentAt, text, textAt } from './arguments.ts';
import { hasFile, modulePath, readText } from './file-access.ts';
import { type FunctionContext, type FunctionDescriptor, FunctionFault, MissingEngine } from './function.ts';

/** Functions of files, which are those of the module and no others. The rarer ones are in `paths.ts`. */
export const fileFunctions: readonly FunctionDescriptor[] = [
  {
    name: 'file',
    parameters: [text('path')],
    returns: stringType,
    evaluate: (args, context) => stringValue(readText(textAt(args, 0), context)),
  },
  {
    name: 'fileexists',
    parameters: [text('path')],
    returns: boolType,
    evaluate: (args, context) => boolValue(hasFile(textAt(args, 0), context)),
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
];

function renderTemplate(source: string, file: string, names: Value, context: FunctionContext): Value {
  if (names.kind === 'null' || !isMapping(names))
    throw new FunctionFault('an object with the names of the template is required', 1);
  if (context.template === undefined) throw new MissingEngine('templates');
  return withMarks(context.template(source, file, names.entries), marksWithin(names.kind === 'map' ? names : nullAny));
}
