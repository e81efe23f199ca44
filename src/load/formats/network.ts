import ipaddr from 'ipaddr.js';
import { type FormatCheck, malformed, matching } from './format.ts';

const { IPv4, IPv6 } = ipaddr;

/** Four decimal numbers without leading zeros; Terraform and Google read no other spelling of IPv4. */
const ipv4Form = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** An IPv4 address. */
export const ipv4: FormatCheck = matching(ipv4Form, 'an IPv4 address such as 10.0.0.1');

/** An IPv6 address without zone index. */
export const ipv6: FormatCheck = (value) => (isIpv6(value) ? undefined : malformed('an IPv6 address such as fd20::1'));

/** An IPv4 or IPv6 address. */
export const ip: FormatCheck = (value) =>
  ipv4Form.test(value) || isIpv6(value)
    ? undefined
    : malformed('an IP address such as 10.0.0.1', value.includes('/') ? 'leave out the prefix length' : undefined);

function isIpv6(value: string): boolean {
  return value.includes(':') && !value.includes('%') && IPv6.isValid(value);
}

/** A network in CIDR notation whose host bits are zero, as Google's networks require. */
export const cidr: FormatCheck = (value) => {
  const expected = 'a CIDR range such as 10.0.0.0/16';
  const match = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(value);
  const address = match?.[1] ?? value;
  const is4 = ipv4Form.test(address);
  if (!is4 && !isIpv6(address)) return malformed(expected);
  if (!match) return malformed(expected, `add a prefix length: ${address}/${is4 ? 32 : 128} is this address alone`);
  if (Number(match[2]) > (is4 ? 32 : 128)) return malformed(`a prefix length of at most ${is4 ? 32 : 128}`);
  const given = is4 ? IPv4.parse(address) : IPv6.parse(address);
  const network = is4 ? IPv4.networkAddressFromCIDR(value) : IPv6.networkAddressFromCIDR(value);
  if (given.toNormalizedString() === network.toNormalizedString()) return undefined;
  return malformed(
    'a range without host bits',
    `the network that holds this address is ${network.toString()}/${match[2]}`,
  );
};

const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const hostnameForm = new RegExp(`^(?=.{1,253}$)${label}(?:\\.${label})*$`);

/** A host name (RFC 1123), or an IPv4 address. A last label of digits only makes it an address. */
export const hostname: FormatCheck = (value) => {
  const isName = hostnameForm.test(value) && (!/(?:^|\.)\d+$/.test(value) || ipv4Form.test(value));
  if (isName) return undefined;
  const hint = /^[a-z]+:\/\//i.test(value)
    ? 'leave out the scheme and everything after the name'
    : /:\d+$/.test(value)
      ? 'leave out the port'
      : undefined;
  return malformed('a host name such as db.example.com', hint);
};

/** A mail address as Google accepts it in IAM and notification channels: no quoted local parts, a domain with a dot. */
export const email: FormatCheck = (value) => {
  const at = value.lastIndexOf('@');
  const [local, domain] = [value.slice(0, at), value.slice(at + 1)];
  const isLocal = /^(?=.{1,64}$)[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local);
  const isDomain = hostnameForm.test(domain) && /\.[A-Za-z][A-Za-z0-9-]*$/.test(domain);
  if (at > 0 && isLocal && isDomain) return undefined;
  const prefix = /^(user|group|serviceAccount|domain):/.exec(value);
  return malformed('a mail address such as risk@example.com', prefix ? `leave out \`${prefix[0]}\`` : undefined);
};
