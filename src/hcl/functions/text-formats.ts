import type { Value } from '../value.ts';
import { parseNumber } from '../values/number-text.ts';
import { anyType, listOf, stringType } from '../values/types.ts';
import {
  boolValue,
  nullAny,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  unknownAny,
  unknownValue,
} from '../values/values.ts';
import { text, textAt } from './arguments.ts';
import { readCsv } from './csv.ts';
import { decodeBase64, decoder, decodeUtf8 } from './encoding.ts';
import type { YamlNode } from './engines.ts';
import { type FunctionContext, type FunctionDescriptor, FunctionFault, MissingEngine } from './function.ts';
import { encodeYaml } from './yaml-text.ts';

/** Functions from and to YAML, CSV, character encodings and what is compressed or encrypted. */
export const textFormatFunctions: readonly FunctionDescriptor[] = [
  {
    name: 'yamlencode',
    parameters: [{ name: 'value', type: anyType, nullable: true, whole: true }],
    returns: stringType,
    mayBeNull: true,
    evaluate: ([value = nullAny]) => stringValue(encodeYaml(value)),
  },
  decoder('yamldecode', 'src', readYaml),
  { ...decoder('csvdecode', 'str', (source) => readCsv(source)), returns: listOf(anyType) },
  // The bytes depend on the compressor, which is Go's: the text is known when it is run.
  {
    name: 'base64gzip',
    parameters: [text('str')],
    returns: stringType,
    evaluate: () => unknownValue(stringType, { notNull: true }),
  },
  {
    name: 'rsadecrypt',
    parameters: [text('ciphertext'), text('privatekey')],
    returns: stringType,
    evaluate: (args) => {
      decodeBase64(textAt(args, 0));
      return unknownValue(stringType, { notNull: true });
    },
  },
  {
    name: 'textencodebase64',
    parameters: [text('string'), text('encoding')],
    returns: stringType,
    evaluate: (args) => stringValue(encodeText(textAt(args, 0), textAt(args, 1)).toString('base64')),
  },
  {
    name: 'textdecodebase64',
    parameters: [text('source'), text('encoding')],
    returns: stringType,
    evaluate: (args) => stringValue(decodeText(decodeBase64(textAt(args, 0)), textAt(args, 1))),
  },
];

function readYaml(source: string, { engines }: FunctionContext): Value {
  if (engines.yaml === undefined) throw new MissingEngine('a YAML reader');
  let tree: YamlNode;
  try {
    tree = engines.yaml.parse(source);
  } catch (error) {
    throw new FunctionFault(`this is not YAML: ${error instanceof Error ? error.message : String(error)}`, 0);
  }
  return fromYaml(tree);
}

function fromYaml(node: YamlNode): Value {
  switch (node.kind) {
    case 'string':
      return stringValue(node.text);
    case 'number': {
      const number = parseNumber(node.text);
      return number === undefined ? unknownAny : numberValue(number);
    }
    case 'bool':
      return boolValue(node.value);
    case 'null':
      return nullAny;
    case 'sequence':
      return tupleValue(node.items.map(fromYaml));
    case 'mapping': {
      const entries = new Map<string, Value>();
      for (const [key, value] of node.entries) entries.set(yamlKey(key), fromYaml(value));
      return objectValue(entries);
    }
  }
}

function yamlKey(key: YamlNode): string {
  if (key.kind === 'string' || key.kind === 'number') return key.text;
  if (key.kind === 'bool') return String(key.value);
  throw new FunctionFault('only strings, numbers and bools can be keys', 0);
}

const encodings: Readonly<Record<string, BufferEncoding>> = {
  'UTF-8': 'utf8',
  'UTF-16LE': 'utf16le',
  'ISO-8859-1': 'latin1',
  'US-ASCII': 'latin1',
};

function encodeText(value: string, encoding: string): Buffer {
  if (encoding.toUpperCase() === 'UTF-16BE') return Buffer.from(value, 'utf16le').swap16();
  const known = encodings[encoding.toUpperCase()];
  if (known === undefined) throw new MissingEngine(`the encoding ${encoding}`);
  if (known === 'latin1' && [...value].some((character) => character.charCodeAt(0) > 0xff)) {
    throw new FunctionFault(`the string holds characters that ${encoding} does not have`, 0);
  }
  return Buffer.from(value, known);
}

function decodeText(bytes: Buffer, encoding: string): string {
  if (encoding.toUpperCase() === 'UTF-16BE') return Buffer.from(bytes).swap16().toString('utf16le');
  const known = encodings[encoding.toUpperCase()];
  if (known === undefined) throw new MissingEngine(`the encoding ${encoding}`);
  return known === 'utf8' ? decodeUtf8(bytes) : bytes.toString(known);
}
