import { describe, expect, it } from 'vitest';
import { compilePartial } from '../../../src/cel/partial/compile-partial.ts';
import { type PartialValue, scalar, type UnknownValue } from '../../../src/cel/partial/partial-value.ts';
import { innerSchema } from './typed-message.ts';

const trail = { paths: [['attribute']] };
const unknown: UnknownValue = { kind: 'unknown', ...trail };
const inner = (fields: Record<string, PartialValue>): PartialValue => ({
  kind: 'message',
  schema: innerSchema,
  fields: new Map(Object.entries(fields)),
  ...trail,
});
const map = (entries: Record<string, PartialValue>, others?: UnknownValue): PartialValue => ({
  kind: 'map',
  entries: new Map(Object.entries(entries)),
  ...(others && { others }),
  ...trail,
});
const relative = 'projects/p1/zones/z/machineTypes/e2';

const values = new Map<string, PartialValue>([
  ['u', unknown],
  ['begun', { ...unknown, prefix: 'Ab' }],
  ['reference', { ...unknown, prefix: 'projects/p1/' }],
  ['url', { ...scalar(relative, trail), spellings: [`https://www.googleapis.com/compute/v1/${relative}`] }],
  ['loose', { kind: 'list', items: [scalar('a', trail), unknown], isLoose: true, ...trail }],
  ['unordered', { kind: 'list', items: [scalar('a', trail), scalar('b', trail)], isUnordered: true, ...trail }],
  ['single', { kind: 'list', items: [scalar('a', trail)], isUnordered: true, ...trail }],
  ['open', map({}, unknown)],
  ['partly', map({ k: scalar('a', trail) }, unknown)],
  ['nullable', map({ k: { ...unknown, isOptional: true } })],
  ['empty', inner({})],
  ['zero', inner({ on: scalar(false, trail), label: scalar('', trail) })],
  ['one', inner({ on: scalar(true, trail) })],
  ['ids', { kind: 'list', items: [scalar('7', trail)], ...trail }],
  ['short', scalar('90s', trail)],
  ['long', scalar('3600s', trail)],
  ['few', scalar('9', trail)],
]);

function answer(condition: string): unknown {
  const program = compilePartial(condition, { variables: [...values.keys()] });
  if ('error' in program) throw new Error(program.error);
  const value = program.evaluate(values);
  return value.kind === 'scalar' ? value.value : value.kind;
}

describe.each<[string, [string, unknown][]]>([
  [
    'the beginning of a text says nothing of what is made from the text',
    [
      ['begun == "x"', false],
      ['begun.startsWith("b")', false],
      ['matches(short, "^[0-9]+s$")', true],
      ['matches(begun, "^A")', 'unknown'],
      ['begun.lowerAscii() == "abc"', 'unknown'],
      ['begun.replace("A", "b").startsWith("b")', 'unknown'],
      ['(begun == "Abc" ? "x" : "y") == "x"', 'unknown'],
      ['(true ? begun : "").startsWith("b")', false],
    ],
  ],
  [
    'a URL that begins with what is known may be spelled otherwise',
    [
      [`reference == "https://www.googleapis.com/compute/v1/${relative}"`, 'unknown'],
      ['reference == "https://www.googleapis.com/compute/v1/projects/p2/zones/z/machineTypes/e2"', false],
      ['reference == "e2"', 'unknown'],
      ['reference == "projects/p2/x"', false],
      ['reference == ""', false],
    ],
  ],
  [
    'functions of a URL are decided where all spellings agree, wherever it stands',
    [
      ['size(url) < 40', 'unknown'],
      ['url < "i"', 'unknown'],
      ['(url + "").startsWith("projects")', 'unknown'],
      ['url.substring(0, 8) == "projects"', 'unknown'],
      ['url.replace("e2", "", 1).startsWith("projects")', 'unknown'],
    ],
  ],
  [
    'the elements of a set that are not known may be equal, and stand anywhere',
    [
      ['loose.exists_one(t, true)', 'unknown'],
      ['loose.map(t, 1).size() == 2', 'unknown'],
      ['loose.filter(t, t == "a").size() == 1', 'unknown'],
      ['(loose + ["c"]).size() == 3', 'unknown'],
      ['loose[0] == "a"', 'unknown'],
      ['loose == ["b", "c"]', false],
      ['loose.exists(t, t == "a")', true],
      ['loose.all(t, t == "b")', false],
    ],
  ],
  [
    'the order of a set is not known',
    [
      ['unordered[0] == "a"', 'unknown'],
      ['unordered == ["a", "b"]', 'unknown'],
      ['unordered == ["a", "c"]', false],
      ['unordered == ["a"]', false],
      ['unordered.map(t, t + "x")[0] == "ax"', 'unknown'],
      ['unordered.size() == 2', true],
      ['single[0] == "a"', true],
      ['single == ["a"]', true],
    ],
  ],
  [
    'a map that may have more entries need not have them',
    [
      ['size(open) == 0', 'unknown'],
      ['open.exists(k, true)', 'unknown'],
      ['open.exists_one(k, true)', 'unknown'],
      ['open.map(k, 1).size() == 1', 'unknown'],
      ['open.all(k, true)', true],
      ['partly.exists(k, k == "k")', true],
      ['partly.exists_one(k, true)', 'unknown'],
    ],
  ],
  [
    'an entry that may turn out to be null need not be there',
    [
      ['"k" in nullable', 'unknown'],
      ['has(nullable.k)', 'unknown'],
      ['nullable.exists(k, k == "k")', 'unknown'],
      ['size(nullable) == 1', 'unknown'],
      ['nullable.all(k, k == "k")', true],
      ['nullable == {}', 'unknown'],
    ],
  ],
  [
    'messages are equal where their fields read the same',
    [
      ['empty == zero', true],
      ['empty == one', false],
      ['zero != one', true],
    ],
  ],
  [
    'an enum that is not set may read as the name of that',
    [
      ['empty.label == "LABEL_UNSPECIFIED"', 'unknown'],
      ['empty.label in ["LABEL_UNSPECIFIED"]', 'unknown'],
      ['zero.label == "LABEL_UNSPECIFIED"', false],
      ['empty.label == "LABEL_A"', false],
    ],
  ],
  [
    'values of the engine are compared by value',
    [
      ['b"a" == b"a"', true],
      ['b"a" == b"b"', false],
      ['duration("60s") == duration("1m")', true],
    ],
  ],
  [
    'texts of attributes that may be numbers or durations are not put in order as texts',
    [
      ['long < short', 'unknown'],
      ['few > long', 'unknown'],
      ['short < "a"', true],
      ['ids == [7]', 'unknown'],
      ['ids == ["7"]', true],
      ['ids == ["8"]', false],
    ],
  ],
  [
    'what may turn out to be an error decides nothing by standing somewhere',
    [
      ['[partly.z].size() == 1', 'unknown'],
      ['{"a": partly.z}.size() == 1', 'unknown'],
      ['{"a": 1 / 0}.size() == 1', 'error'],
      ['{"a": 1, "a": 2}.size() == 1', 'error'],
      ['{1: 2}["1"] == 2', 'error'],
      ['partly.z in []', 'unknown'],
      ['(partly.z == "a" ? true : true)', 'unknown'],
      ['(u == "a" ? true : true)', true],
      ['partly.z == "a" && false', false],
    ],
  ],
])('%s', (_rule, cases) => {
  it.each(cases)('%s is %s', (condition, expected) => {
    expect(answer(condition)).toBe(expected);
  });
});
