import { describe, expect, it } from 'vitest';
import type { AttributeFacts, Relations, TypeFacts } from '../../../src/terraform/facts/facts.ts';
import { check, messages, unknown, type Written } from './configuration.ts';
import { diagnosticsIn, faultsIn, resource } from './shipped-facts.ts';

function text(relations: Relations = {}): AttributeFacts {
  return { type: 'string', mode: 'optional', ...relations };
}

/** A type in which `a` to `d` have rules, at the root and in the block `box`. */
const thing: TypeFacts = {
  type: 'acme_thing',
  mode: 'managed',
  attributes: {
    a: text({ conflictsWith: ['b'] }),
    b: text({ conflictsWith: ['a'] }),
    one: text({ conflictsWith: ['two', 'three'] }),
    two: text({ conflictsWith: ['one', 'three'] }),
    three: text({ conflictsWith: ['one', 'two', 'four'] }),
    four: text({ conflictsWith: ['three'] }),
    one_sided: text({ conflictsWith: ['box'] }),
    needs: text({ requiredWith: ['needed', 'box.x'] }),
    needed: text(),
  },
  blocks: {
    box: {
      nesting: 'list',
      maxItems: 1,
      attributes: {
        x: text({ exactlyOneOf: ['box.x', 'box.y', 'box.lid'] }),
        y: text({ exactlyOneOf: ['box.x', 'box.y', 'box.lid'] }),
        p: text({ atLeastOneOf: ['box.p', 'box.q'] }),
        q: text({ atLeastOneOf: ['box.p', 'box.q'] }),
        free: text(),
      },
      blocks: { lid: { nesting: 'list', maxItems: 1, attributes: { z: text() } } },
    },
  },
};

type Body = { readonly [name: string]: Written };

const none = 'missing-argument: none of `box.lid`, `box.x` and `box.y` is set, exactly one is expected';
const neither = 'missing-argument: none of `box.p` and `box.q` is set, at least one is expected';

const cases: readonly (readonly [string, Body, readonly string[]])[] = [
  ['says nothing of what is not written', {}, []],
  [
    'reports two that exclude each other once',
    { a: '1', b: '2' },
    ['conflicting-arguments: `b` cannot be set together with `a`'],
  ],
  [
    'reports three that exclude each other once',
    { one: '1', two: '2', three: '3' },
    ['conflicting-arguments: `two` cannot be set together with `one` and `three`'],
  ],
  [
    'reports one that excludes several others once',
    { one: '1', three: '3', four: '4' },
    ['conflicting-arguments: `three` cannot be set together with `one` and `four`'],
  ],
  ['takes an empty text for set', { a: '', b: '2' }, ['conflicting-arguments: `b` cannot be set together with `a`']],
  ['takes null for not set', { a: '1', b: null }, []],
  ['leaves an unknown one alone', { a: unknown, b: '2' }, []],
  [
    'reports a conflict that only one side declares',
    { one_sided: '1', box: { x: '1', p: '1' } },
    ['conflicting-arguments: `one_sided` cannot be set together with `box`'],
  ],
  [
    'counts a block that holds something unknown as set for a conflict',
    { one_sided: '1', box: { x: unknown } },
    ['conflicting-arguments: `one_sided` cannot be set together with `box`'],
  ],
  ['leaves an unknown block alone in a conflict', { one_sided: '1', box: unknown }, []],
  [
    'wants what an argument needs',
    { needs: '1' },
    ['missing-argument: `needs` is set, which needs `needed` and `box.x` too'],
  ],
  [
    'wants it for an unknown argument too',
    { needs: unknown, box: { x: '1', p: '1' } },
    ['missing-argument: `needs` is set, which needs `needed` too'],
  ],
  [
    'takes an unknown argument for the one that is needed',
    { needs: '1', needed: unknown, box: { x: '1', p: '1' } },
    [],
  ],
  ['wants one of a group', { box: { p: '1' } }, [none]],
  ['wants one of each group', { box: { free: '1' } }, [none, neither]],
  [
    'reports several of a group once',
    { box: { x: '1', y: '2', lid: {}, p: '1' } },
    ['conflicting-arguments: `box.lid`, `box.x` and `box.y` are set, only one of them may be'],
  ],
  ['does not look into a block that holds something unknown', { box: { free: unknown } }, []],
  ['does not count an unknown member twice', { box: { x: '1', y: unknown } }, []],
  ['allows several where at least one is wanted', { box: { x: '1', p: '1', q: '2' } }, []],
];

describe('rules between arguments', () => {
  it.each(cases)('%s', (_, body, expected) => {
    expect([...messages(thing, body)].sort()).toEqual([...expected].sort());
  });

  it('stand at the resource where nothing is written', () => {
    const [fault] = check(thing, { box: { p: '1' } });
    expect(fault).toMatchObject({
      location: { file: 'main.tf', range: { start: 0, end: 10 } },
      address: 'acme_thing.a',
    });
    expect(fault?.args).toEqual({ arguments: 'box.lid box.x box.y' });
  });

  it('are reported in plan as in validate', () => {
    expect(messages(thing, { a: '1', b: '2' }, { planned: 'create' })).toHaveLength(1);
  });
});

describe('places of rules between arguments', () => {
  const firewall = (blocks: string) =>
    resource('google_compute_firewall', `  name = "a"\n  network = "n"\n  source_ranges = ["10.0.0.0/8"]\n${blocks}`);

  it('is the last of those that are set, with the others beside it', () => {
    const [fault, ...others] = diagnosticsIn(
      firewall('  allow {\n    protocol = "tcp"\n  }\n  deny {\n    protocol = "udp"\n  }'),
    );
    expect(others).toEqual([]);
    expect(fault).toMatchObject({
      code: 'conflicting-arguments',
      related: [{ message: '`allow` is set here' }],
      args: { arguments: 'allow deny', group: 'allow deny' },
    });
    expect(fault?.related?.[0]?.location.range?.start).toBeLessThan(fault?.location?.range?.start ?? 0);
  });

  it('is the block a group is missing in', () => {
    expect(faultsIn(resource('google_compute_health_check', '  name = "a"'))).toEqual([
      'missing-argument at resource "google_compute_health_check" "a"',
    ]);
    const service = '  name = "a"\n  log_config {\n  }';
    expect(faultsIn(resource('google_compute_backend_service', service))).toEqual(['missing-argument at log_config']);
  });

  it('is the argument that needs another', () => {
    const user = '  name = "a"\n  instance = "b"\n  password_wo_version = 1';
    expect(faultsIn(resource('google_sql_user', user))).toEqual(['missing-argument at 1']);
  });

  it('is nowhere for the pairs that the provider names wrongly', () => {
    const instance = (disk: string) =>
      faultsIn(
        resource(
          'google_compute_instance',
          `  name = "a"\n  machine_type = "m"\n  zone = "z"\n  boot_disk {\n${disk}\n  }\n  network_interface {\n    network = "n"\n  }`,
        ),
      );
    expect(instance('    source = "s"\n    initialize_params {\n      size = 10\n    }')).toEqual([]);
    expect(instance('    kms_key_self_link = "k"\n    disk_encryption_key_rsa = "r"')).toEqual([
      'conflicting-arguments at "r"',
    ]);
  });
});
