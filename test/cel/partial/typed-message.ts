import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { create, createFileRegistry, fromJson, type JsonValue } from '@bufbuild/protobuf';
import {
  FileDescriptorProtoSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt';
import { celFunctions } from '../../../src/cel/functions.ts';
import type { FieldType, MessageSchema } from '../../../src/cel/partial/partial-value.ts';

const text: FieldType = { kind: 'string' };

function messageSchema(name: string, fields: Readonly<Record<string, FieldType>>): MessageSchema {
  return { name, fields: new Map(Object.entries(fields).map(([field, type]) => [field, { type, path: [field] }])) };
}

/** A message inside the other one. */
export const innerSchema: MessageSchema = messageSchema('Inner', {
  on: { kind: 'bool' },
  count: { kind: 'int' },
  label: text,
});

/** A message with a field of each kind. */
export const thingSchema: MessageSchema = messageSchema('Thing', {
  name: text,
  zone: text,
  on: { kind: 'bool' },
  count: { kind: 'int' },
  ratio: { kind: 'double' },
  tags: { kind: 'list', element: text },
  labels: { kind: 'map', value: text },
  inner: { kind: 'message', schema: innerSchema },
  items: { kind: 'list', element: { kind: 'message', schema: innerSchema } },
});

const scalar = { optional: Label.OPTIONAL, repeated: Label.REPEATED };

function field(name: string, number: number, type: Type, typeName = '', label = scalar.optional): object {
  return { name, jsonName: name, number, type, label, ...(typeName !== '' && { typeName }) };
}

const file = create(FileDescriptorProtoSchema, {
  name: 'thing.proto',
  package: 'test',
  syntax: 'proto3',
  messageType: [
    {
      name: 'Inner',
      field: [field('on', 1, Type.BOOL), field('count', 2, Type.INT64), field('label', 3, Type.STRING)],
    },
    {
      name: 'Thing',
      field: [
        field('name', 1, Type.STRING),
        field('zone', 2, Type.STRING),
        field('on', 3, Type.BOOL),
        field('count', 4, Type.INT64),
        field('ratio', 5, Type.DOUBLE),
        field('tags', 6, Type.STRING, '', scalar.repeated),
        field('labels', 7, Type.MESSAGE, '.test.Thing.LabelsEntry', scalar.repeated),
        field('inner', 8, Type.MESSAGE, '.test.Inner'),
        field('items', 9, Type.MESSAGE, '.test.Inner', scalar.repeated),
      ],
      nestedType: [
        {
          name: 'LabelsEntry',
          field: [field('key', 1, Type.STRING), field('value', 2, Type.STRING)],
          options: { mapEntry: true },
        },
      ],
    },
  ],
});

const registry = createFileRegistry(file, () => undefined);
const thing = registry.getMessage('test.Thing');
const environment = celEnv({ registry, funcs: celFunctions({ stepsLeft: 0 }) });

/** What the engine says of a condition on a typed message; undefined for an error. */
export function engineAnswer(condition: string): (message: JsonValue) => unknown {
  const run = plan(environment, parse(condition));
  return (message) => {
    if (thing === undefined) throw new Error('there is no such message');
    const result = run({ resource: fromJson(thing, message) });
    return isCelError(result) ? undefined : result;
  };
}
