import type { Refinement, Value } from '../value.ts';
import { anyType, stringType } from '../values/types.ts';
import { isWhollyKnown, nullAny, stringValue, unknownValue } from '../values/values.ts';
import { text, textAt } from './arguments.ts';
import { type FunctionContext, type FunctionDescriptor, FunctionFault } from './function.ts';
import { readJson } from './json-reader.ts';
import { encodeJson } from './json-text.ts';

/** Functions from and to JSON, Base64 and URLs. */
export const encodingFunctions: readonly FunctionDescriptor[] = [
  {
    name: 'jsonencode',
    parameters: [{ name: 'val', type: anyType, nullable: true, unknown: true }],
    returns: stringType,
    evaluate: ([value = nullAny]) =>
      isWhollyKnown(value) ? stringValue(encodeJson(value)) : unknownValue(stringType, unknownJson(value)),
  },
  decoder('jsondecode', 'str', (source) => readJson(source)),
  {
    name: 'base64encode',
    parameters: [text('str')],
    returns: stringType,
    evaluate: (args) => stringValue(Buffer.from(textAt(args, 0), 'utf8').toString('base64')),
  },
  {
    name: 'base64decode',
    parameters: [text('str')],
    returns: stringType,
    evaluate: (args) => stringValue(decodeUtf8(decodeBase64(textAt(args, 0)))),
  },
  {
    name: 'urlencode',
    parameters: [text('str')],
    returns: stringType,
    evaluate: (args) =>
      stringValue(
        encodeURIComponent(textAt(args, 0))
          .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
          .replaceAll('%20', '+'),
      ),
  },
];

/** A function that reads a text format. */
export function decoder(
  name: string,
  parameter: string,
  decode: (source: string, context: FunctionContext) => Value,
): FunctionDescriptor {
  return {
    name,
    parameters: [text(parameter)],
    returns: anyType,
    mayBeNull: true,
    evaluate: (args, context) => decode(textAt(args, 0), context),
  };
}

// Of a value that is not wholly known, the first character of its JSON may be.
function unknownJson(value: Value): Refinement {
  // That of null is another one.
  if (value.kind === 'unknown' && value.refinement?.notNull !== true) return { notNull: true };
  const { kind } = value.kind === 'unknown' ? value.type : value;
  if (kind === 'object' || kind === 'map') return { notNull: true, prefix: '{' };
  if (kind === 'list' || kind === 'set' || kind === 'tuple') return { notNull: true, prefix: '[' };
  return kind === 'string' ? { notNull: true, prefix: '"' } : { notNull: true };
}

/** @throws {FunctionFault} when the text is not Base64 */
export function decodeBase64(source: string): Buffer {
  const compact = source.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(compact)) {
    throw new FunctionFault('this is not Base64', 0);
  }
  return Buffer.from(compact, 'base64');
}

/** @throws {FunctionFault} when the bytes are not UTF-8 */
export function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new FunctionFault('the decoded bytes are not UTF-8 text', 0);
  }
}
