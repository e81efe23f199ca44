import type { Type, Value } from '../value.ts';
import { stringType } from '../values/types.ts';
import { listValue, objectValue, stringValue } from '../values/values.ts';
import { FunctionFault } from './function.ts';

/**
 * CSV text with a header line as a list of objects of strings.
 *
 * @throws {FunctionFault} when the text is not such a table
 */
export function readCsv(text: string): Value {
  const [header, ...records] = readRecords(text);
  if (header === undefined) throw new FunctionFault('the header line is missing', 0);
  const seen = new Set(header);
  if (seen.size < header.length) throw new FunctionFault('two columns have the same name', 0);
  const attributes = new Map<string, Type>([...header].sort().map((name) => [name, stringType]));
  const rows = records.map((fields, index) => {
    if (fields.length !== header.length) {
      throw new FunctionFault(`record ${index + 1} has ${fields.length} fields, ${header.length} expected`, 0);
    }
    return objectValue(new Map(header.map((name, column) => [name, stringValue(fields[column] ?? '')])));
  });
  return listValue({ kind: 'object', attributes }, rows);
}

const field = /"((?:[^"]|"")*)"(?=,|\r?\n|$)|([^",\r\n]*(?:\r(?!\n)[^",\r\n]*)*)/y;

function readRecords(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let position = 0;
  while (position < text.length) {
    const blank = /\r?\n/y;
    blank.lastIndex = position;
    if (blank.test(text)) {
      position = blank.lastIndex;
      continue;
    }
    const record: string[] = [];
    for (;;) {
      field.lastIndex = position;
      const match = field.exec(text);
      if (match === null) throw new FunctionFault('a quote stands where none is allowed', 0);
      record.push(match[1]?.replaceAll('""', '"').replaceAll('\r\n', '\n') ?? match[2] ?? '');
      position = field.lastIndex;
      if (text[position] !== ',') break;
      position += 1;
    }
    if (position < text.length && text[position] !== '\n' && text[position] !== '\r') {
      throw new FunctionFault('a quote stands where none is allowed', 0);
    }
    records.push(record);
  }
  return records;
}
