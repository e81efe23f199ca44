import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { addressRange, overlap } from '../../../src/terraform/derived/address-range.ts';
import { fc } from '../../properties.ts';

describe('addressRange', () => {
  it.each([
    ['10.0.0.0/8', 0x0a000000n, 0x0affffffn],
    ['10.1.2.3/24', 0x0a010200n, 0x0a0102ffn],
    ['255.255.255.255/32', 0xffffffffn, 0xffffffffn],
    ['0.0.0.0/0', 0n, 0xffffffffn],
    ['::/0', 0n, (1n << 128n) - 1n],
    ['fd00::1/128', (0xfdn << 120n) | 1n, (0xfdn << 120n) | 1n],
    ['1:2:3:4:5:6:7:8/112', 0x00010002000300040005000600070000n, 0x0001000200030004000500060007ffffn],
  ])('reads %s', (text, first, last) => {
    expect(addressRange(text)).toMatchObject({ first, last });
  });

  it.each([
    '',
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/8',
    '256.0.0.0/8',
    '10.0.0.0/8/8',
    '::1::/64',
    '1:2:3/64',
    'a.b.c.d/8',
    '/20',
    '::/129',
    '1:2:3:4:5:6:7:8::/64',
    'fe80::g/64',
    '10.0.0.0/-1',
  ])('reads nothing into %j', (text) => {
    expect(addressRange(text)).toBeUndefined();
  });

  const ipv4 = fc.tuple(fc.ipV4(), fc.nat(32));
  const ipv6 = fc.tuple(fc.ipV6(), fc.nat(128)).filter(([text]) => !text.includes('.'));

  it('agrees with ipaddr.js on which addresses are in a range', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), fc.oneof(ipv4, ipv6), ([address, length], [other]) => {
        const one = ipaddr.parse(address);
        const two = ipaddr.parse(other);
        fc.pre(one.kind() === two.kind());
        const range = addressRange(`${address}/${length}`);
        const single = addressRange(`${other}/${one.kind() === 'ipv4' ? 32 : 128}`);
        expect(range && single && overlap(range, single)).toBe(two.match([one, length] as never));
      }),
    );
  });
});

it('takes no address of one family for one of the other', () => {
  const [four, six] = [addressRange('0.0.0.0/0'), addressRange('::/0')];
  expect(four && six && overlap(four, six)).toBe(false);
});
