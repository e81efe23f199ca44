import type { Hash } from 'node:crypto';
import { stringType } from '../values/types.ts';
import { stringValue, unknownValue } from '../values/values.ts';
import { number, text, textAt } from './arguments.ts';
import { readBytes } from './file-access.ts';
import { type FunctionDescriptor, FunctionFault } from './function.ts';

type Algorithm = 'md5' | 'sha1' | 'sha256' | 'sha512';

/** Functions that hash text and files, make UUIDs, and those whose results cannot be foreseen. */
export const hashFunctions: readonly FunctionDescriptor[] = [
  ...(['md5', 'sha1', 'sha256', 'sha512'] as const).flatMap((algorithm) => [
    hash(algorithm, algorithm, 'hex'),
    fileHash(`file${algorithm}`, algorithm, 'hex'),
  ]),
  hash('base64sha256', 'sha256', 'base64'),
  hash('base64sha512', 'sha512', 'base64'),
  fileHash('filebase64sha256', 'sha256', 'base64'),
  fileHash('filebase64sha512', 'sha512', 'base64'),
  {
    name: 'uuidv5',
    parameters: [text('namespace'), text('name')],
    returns: stringType,
    evaluate: (args) => stringValue(nameUuid(textAt(args, 0), textAt(args, 1))),
  },
  unforeseen('uuid'),
  unforeseen('timestamp'),
  { ...unforeseen('plantimestamp'), since: '1.5', evaluate: () => timeOfPlan },
  { ...unforeseen('bcrypt'), parameters: [text('str')], variadic: number('cost') },
];

function hash(name: string, algorithm: Algorithm, form: 'hex' | 'base64'): FunctionDescriptor {
  return {
    name,
    parameters: [text('str')],
    returns: stringType,
    evaluate: (args) => stringValue(createHash(algorithm).update(textAt(args, 0), 'utf8').digest(form)),
  };
}

function fileHash(name: string, algorithm: Algorithm, form: 'hex' | 'base64'): FunctionDescriptor {
  return {
    name,
    parameters: [text('path')],
    returns: stringType,
    evaluate: (args, context) =>
      stringValue(
        createHash(algorithm)
          .update(readBytes(textAt(args, 0), context))
          .digest(form),
      ),
  };
}

// Known to Terraform while it plans, so it must not pass for an empty text; its year has begun with a 2 for some time.
const timeOfPlan = unknownValue(stringType, { notNull: true, prefix: '2' });

function unforeseen(name: string): FunctionDescriptor {
  return { name, parameters: [], returns: stringType, evaluate: () => unknownValue(stringType, { notNull: true }) };
}

// Loaded by the first call: the module takes a tenth of the start-up time, and most modules hash nothing.
function createHash(algorithm: Algorithm): Hash {
  return process.getBuiltinModule('node:crypto').createHash(algorithm);
}

// RFC 4122, appendix C.
const namespaces: Readonly<Record<string, string>> = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
};

function nameUuid(namespace: string, name: string): string {
  const id = (namespaces[namespace] ?? namespace).replaceAll('-', '');
  if (!/^[0-9a-fA-F]{32}$/.test(id))
    throw new FunctionFault(`"${namespace}" is neither a UUID nor dns, url, oid or x500`, 0);
  const bytes = createHash('sha1').update(Buffer.from(id, 'hex')).update(name, 'utf8').digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
