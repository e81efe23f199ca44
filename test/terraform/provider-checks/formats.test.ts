import { describe, expect, it } from 'vitest';
import { formats, readCidr } from '../../../src/terraform/provider-checks/formats.ts';
import { isPublicPeer, isRange } from '../../../src/terraform/provider-checks/network-tests.ts';

/** Texts that Go's standard library takes and refuses. */
const cases = {
  json: [
    ['{"a":1}', '[]', ' null ', '"x"'],
    ['', '{a:1}', "{'a':1}", '{"a":1,}', 'NaN'],
  ],
  'iam-member': [
    ['user:a@b.c', 'allUsers', 'allAuthenticatedUsers', 'projectOwners', 'principalSet://iam/x'],
    ['', 'a@b.c', 'user:', ':a', 'deleted:user:a@b.c?uid=1', 'user\n:\na'],
  ],
  'iam-policy': [
    ['{}', '{"bindings":[{"role":"r","members":["user:a@b.c"]}]}', '{"bindings":null}'],
    ['', '[]', '"x"', '{"bindings":[{"role":"r","members":["ada"]}]}'],
  ],
  'go-duration': [
    ['1s', '-1.5h', '1h2m3s', '.5s', '1.s', '0', '1µs'],
    ['', '1', '1d', 's', '1 s', '1h-2m', '.s'],
  ],
  rfc3339: [
    [
      '2026-01-31T09:30:00Z',
      '2024-02-29T00:00:00.5+01:00',
      '2026-01-01T5:00:00Z',
      '2026-01-01T00:00:00,5Z',
      '2026-01-01T00:00:00+24:60',
    ],
    [
      '',
      '2026-01-31',
      '2026-02-29T00:00:00Z',
      '2026-01-31T24:00:00Z',
      '2026-01-31t09:30:00z',
      '2026-01-31T09:30:60Z',
      '09:30',
    ],
  ],
  base64: [
    ['', 'QQ==', 'QUI=', 'QUJD', 'QU\nJD', 'QR=='],
    ['Q', 'QQ', 'QQ=', 'Q===', 'QUJ-', 'QU JD', '====', 'QQ==QQ=='],
  ],
  'ip-address': [
    ['10.0.0.1', '::1', 'fd00::', '::ffff:1.2.3.4', '0.0.0.0', '2001:db8:0:0:0:0:0:1', '01::'],
    ['', '10.0.0', '10.0.0.256', '010.0.0.1', '10.0.0.1/8', 'fe80::1%eth0', '1::2::3', '::ffff:1.2.3.04', 'g::'],
  ],
  cidr: [
    ['10.0.0.0/8', '10.0.0.1/8', '::/0', 'fd00::/128', '10.0.0.0/08', '0.0.0.0/0'],
    ['', '10.0.0.0', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/', '10.00.0.0/8', '::/129', '10.0.0.0/8/8', 'x/8'],
  ],
} as const;

describe.each(Object.entries(cases))('%s', (name, [good, bad]) => {
  // The keys of the table are formats.
  const { test, expected } = formats[name as keyof typeof cases];

  it('takes what Go takes', () => expect(good.filter((text) => !test(text))).toEqual([]));

  it('refuses what Go refuses', () => expect(bad.filter((text) => test(text))).toEqual([]));

  it('says what it wants', () => expect(expected).toMatch(/^(an? )?\S/));
});

describe('ranges of addresses', () => {
  it('are read with their length', () => {
    expect(readCidr('10.1.0.0/16')).toEqual({ value: 0x0a010000n, bits: 32, length: 16 });
  });

  it.each([
    ['10.96.0.0/14', true],
    ['10.96.0.0/7', false],
    ['11.0.0.0/16', false],
    ['172.31.0.0/16', true],
    ['10.96.0.1/14', false],
    ['10.96.0.0/014', false],
    ['fd00::/32', false],
  ])('%s is a private network of 8 to 32 bits: %s', (text, expected) => {
    expect(isRange(text, { minimum: 8, maximum: 32, isPrivate: true })).toBe(expected);
  });

  it('may be asked to leave host bits alone', () => {
    expect(isRange('10.0.0.1/20', { minimum: 20, maximum: 20, mayHaveHostBits: true })).toBe(true);
    expect(isRange('2001:DB8::/32', { minimum: 0, maximum: 128 })).toBe(false);
    expect(isRange('2001:db8::/32', { minimum: 0, maximum: 128 })).toBe(true);
  });

  it.each([
    ['8.8.8.8', true],
    ['192.168.1.1', false],
    ['255.255.255.255', false],
    ['198.19.0.1', false],
    ['198.20.0.1', true],
    ['2001:db8::1', true],
    ['gateway', false],
  ])('%s can be the address of a peer: %s', (text, expected) => expect(isPublicPeer(text)).toBe(expected));
});
