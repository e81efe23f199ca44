import { describe, expect, it } from 'vitest';
import type { Type, Value } from '../../../src/hcl/value.ts';
import { fromDouble } from '../../../src/hcl/values/number.ts';
import {
  boolValue,
  mapValue,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  unknownValue,
} from '../../../src/hcl/values/values.ts';
import type { TypeFacts } from '../../../src/terraform/facts/facts.ts';
import { bodyType } from '../../../src/terraform/facts/types-of-facts.ts';
import { fc } from '../../properties.ts';
import { check, messages, unknown } from './configuration.ts';
import { diagnosticsIn, faultsIn, resource, shippedTypes } from './shipped-facts.ts';

const thing: TypeFacts = {
  type: 'acme_thing',
  mode: 'managed',
  attributes: {
    level: { type: 'string', mode: 'optional', enum: ['LOW', 'HIGH'] },
    secret: { type: 'string', mode: 'optional', sensitive: true, minLength: 8 },
    link: { type: 'string', mode: 'computed' },
    old: { type: 'string', mode: 'optional', deprecated: true },
    password_wo: { type: 'string', mode: 'optional', writeOnly: true },
    zones: { type: ['list', 'string'], mode: 'optional', minItems: 1, maxItems: 2, items: { minLength: 1 } },
    names: { type: ['set', 'string'], mode: 'optional', items: { pattern: '^[a-z]+$' } },
  },
  blocks: {
    disk: {
      nesting: 'list',
      attributes: {
        mode: { type: 'string', mode: 'optional', enum: ['RW', 'RO'] },
        size: { type: 'number', mode: 'optional' },
      },
    },
    port: {
      nesting: 'set',
      deprecated: true,
      attributes: { number: { type: 'number', mode: 'optional', minimum: 1 } },
    },
    timeouts: { nesting: 'single', attributes: { create: { type: 'string', mode: 'optional' } } },
  },
};

describe('the checks of a provider', () => {
  it('name the value and what is allowed', () => {
    expect(check(thing, { level: 'HIHG' })).toEqual([
      {
        code: 'value-not-allowed',
        severity: 'error',
        message: '`level` is "HIHG", expected one of "LOW" or "HIGH"',
        location: { file: 'main.tf', range: { start: 0, end: 10 } },
        address: 'acme_thing.a',
        hint: 'write "HIGH"',
        args: { argument: 'level', value: '"HIHG"', expected: 'one of "LOW" or "HIGH"' },
      },
    ]);
  });

  it('never show a sensitive value, whoever says that it is one', () => {
    const marked: Value = { ...stringValue('LWO'), sensitive: true };
    const configuration = objectValue(
      new Map<string, Value>([
        ['level', marked],
        ['secret', stringValue('hunter2')],
      ]),
    );
    const found = check(thing, configuration);
    expect(found.map(({ message, hint }) => [message, hint])).toEqual([
      ['`level` is a sensitive value, expected one of "LOW" or "HIGH"', undefined],
      ['`secret` is a sensitive value, expected at least 8 characters', undefined],
    ]);
    expect(JSON.stringify(found)).not.toMatch(/LWO|hunter2/);
  });

  it.each([
    [
      'an attribute that only the provider sets',
      { link: 'x' },
      ['computed-argument: `link` cannot be set: the provider decides its value'],
    ],
    [
      'such an attribute with an unknown value',
      { link: unknown },
      ['computed-argument: `link` cannot be set: the provider decides its value'],
    ],
    ['a deprecated argument', { old: 'x' }, ['warning deprecated-argument: `old` is deprecated']],
    ['a deprecated argument that may come to nothing', { old: unknown }, []],
    ['a deprecated block', { port: [{ number: 1 }] }, ['warning deprecated-argument: `port` is deprecated']],
    ['too many elements', { zones: ['a', 'b', 'c'] }, ['value-length: `zones` has 3 elements, expected at most 2']],
    ['too few elements', { zones: [] }, ['value-length: `zones` has 0 elements, expected at least 1']],
    ['no count of elements that are not all known', { zones: ['a', unknown, 'c'] }, []],
    ['an element', { zones: ['a', ''] }, ['value-length: `zones[1]` is "", expected a text that is not empty']],
    [
      'an element of a set',
      { names: ['a', 'B'] },
      ['value-pattern: `names` is "B", expected a text that matches `^[a-z]+$`'],
    ],
    [
      'one of several blocks',
      { disk: [{ mode: 'RW' }, { mode: 'X' }] },
      ['value-not-allowed: `disk[1].mode` is "X", expected one of "RW" or "RO"'],
    ],
    [
      'the only block',
      { disk: [{ mode: 'X' }] },
      ['value-not-allowed: `disk.mode` is "X", expected one of "RW" or "RO"'],
    ],
    ['no unknown block', { disk: unknown }, []],
  ] as const)('report %s', (_, body, expected) => {
    expect(messages(thing, body)).toEqual(expected);
  });

  it('warn of what the provider looks at later, because something beside it is unknown', () => {
    const [fault] = check(thing, { disk: [{ mode: 'X', size: unknown }] });
    expect(fault).toMatchObject({ severity: 'warning', code: 'value-not-allowed' });
    expect(fault?.hint).toBe('terraform refuses it as soon as the rest of what it belongs to is known');
    expect(check(thing, { zones: ['', unknown] })).toMatchObject([{ severity: 'warning', code: 'value-length' }]);
    expect(check(thing, { level: 'X', old: unknown })).toMatchObject([{ severity: 'error' }]);
  });

  it('warn of a deprecated type', () => {
    expect(messages({ ...thing, deprecated: true }, {})).toEqual([
      'warning deprecated-resource: `acme_thing` is deprecated',
    ]);
  });

  it('want Terraform 1.11 for a write-only argument', () => {
    expect(messages(thing, { password_wo: 'x' }, { terraformVersion: '1.5.7' })).toEqual([
      'newer-terraform: `password_wo` is a write-only argument, which came with Terraform 1.11, but the module is run by 1.5.7',
    ]);
    expect(messages(thing, { password_wo: 'x' }, { terraformVersion: '1.11.0' })).toEqual([]);
    expect(messages(thing, {}, { terraformVersion: '1.5.7' })).toEqual([]);
  });

  it('look at the configuration of the provider itself, where a resource uses it', () => {
    const used = '\nresource "google_pubsub_topic" "t" {\n  provider = google.b\n  name = "abc"\n}\n';
    expect(faultsIn('provider "google" {\n  alias = "b"\n  access_token = ""\n}')).toEqual([]);
    expect(faultsIn(`provider "google" {\n  alias = "b"\n  access_token = ""\n}${used}`)).toEqual([
      'value-length at ""',
    ]);
    expect(faultsIn(`provider "google" {\n  alias = "b"\n  access_token = "t"\n  credentials = "c"\n}${used}`)).toEqual(
      ['conflicting-arguments at "c"'],
    );
    expect(faultsIn(`provider "google" {\n  alias = "b"\n  batching {\n    send_after = "-1s"\n  }\n}${used}`)).toEqual(
      ['value-format at "-1s"'],
    );
  });

  it('point at the value and name the resource for what is in a set', () => {
    const bucket =
      '  name = "abc"\n  location = "US"\n  lifecycle_rule {\n    action {\n      type = "Delete"\n    }\n    condition {\n      age = 1.5\n    }\n  }';
    const [fault, ...others] = diagnosticsIn(resource('google_storage_bucket', bucket));
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ code: 'type-mismatch', related: [{ message: 'it belongs to this resource' }] });
  });

  it('do not let the id be set', () => {
    expect(faultsIn(resource('google_pubsub_topic', '  name = "a"\n  id = "x"'))).toEqual(['computed-argument at "x"']);
  });
});

const types = [...shippedTypes()].filter((_, index) => index % 23 === 0);

/** Any value of a type: null, unknown, or something of it. */
function anyValue(type: Type, depth: number): fc.Arbitrary<Value> {
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(nullValue(type)) },
    { weight: 1, arbitrary: fc.constant(unknownValue(type)) },
    { weight: 4, arbitrary: knownValue(type, depth) },
  );
}

function knownValue(type: Type, depth: number): fc.Arbitrary<Value> {
  switch (type.kind) {
    case 'number':
      return fc
        .double()
        .filter((value) => !Number.isNaN(value))
        .map((value) => numberValue(fromDouble(value)));
    case 'bool':
      return fc.boolean().map(boolValue);
    case 'list':
    case 'set':
      return anySequence(type.kind, type.element, depth);
    case 'map':
      return fc
        .dictionary(fc.string({ unit: 'grapheme' }), anyValue(type.element, depth), { maxKeys: 3 })
        .map((entries) => mapValue(type.element, new Map(Object.entries(entries))));
    case 'object':
      return fc
        .tuple(
          ...[...type.attributes].map(([name, inner]) => anyValue(inner, depth).map((value) => [name, value] as const)),
        )
        .map((entries) => objectValue(new Map(entries)));
    default:
      return fc
        .oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '10.0.0.0/8', '{}', 'user:a@b.c', '1s', '\ud800'))
        .map(stringValue);
  }
}

function anySequence(kind: 'list' | 'set', element: Type, depth: number): fc.Arbitrary<Value> {
  const items = depth === 0 ? fc.constant([]) : fc.array(anyValue(element, depth - 1), { maxLength: 2 });
  return items.map((members) => ({ kind, element, items: members }));
}

describe('any configuration', () => {
  it.each(types.map((type) => [`${type.mode} ${type.type}`, type] as const))(
    'of %s is checked without a throw, twice the same',
    (_, type) => {
      fc.assert(
        fc.property(knownValue(bodyType(type), 2), fc.constantFrom(undefined, 'create', 'update'), (value, planned) => {
          if (value.kind !== 'object') return;
          const found = check(type, value, planned === undefined ? {} : { planned });
          expect(check(type, value, planned === undefined ? {} : { planned })).toEqual(found);
          for (const { message, location } of found)
            expect([message, location?.file]).toEqual([expect.stringMatching(/./), 'main.tf']);
        }),
        { numRuns: 10 },
      );
    },
  );
});
