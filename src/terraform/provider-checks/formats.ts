import { parseDuration } from '../../hcl/functions/duration.ts';
import { parseAddress } from '../../hcl/functions/ip-address.ts';
import { compilePattern } from '../../regex/pattern.ts';
import type { ValueFormat } from '../facts/facts.ts';

interface Format {
  /** Completes "expected …". */
  readonly expected: string;
  /** Whether Go, in which providers are written, takes the text. */
  readonly test: (text: string) => boolean;
}

/** Formats that providers check, as Go's standard library reads them. */
export const formats: Readonly<Record<ValueFormat, Format>> = {
  json: { expected: 'JSON', test: isJson },
  'iam-member': {
    expected: 'an IAM member such as `user:ada@example.com`, `serviceAccount:…`, `group:…`, `domain:…` or `allUsers`',
    test: isIamMember,
  },
  'iam-policy': { expected: 'an IAM policy as JSON, as `data.google_iam_policy` makes it', test: isIamPolicy },
  'go-duration': {
    expected: 'a duration such as `30s`, `10m` or `1h30m`',
    test: (text) => parseDuration(text) !== undefined,
  },
  rfc3339: { expected: 'a time such as `2026-01-31T09:30:00Z`', test: isTimestamp },
  base64: { expected: 'base64, as `base64encode` and `filebase64` make it', test: isBase64 },
  'ip-address': { expected: 'an IP address such as `10.0.0.1`', test: isIpAddress },
  cidr: { expected: 'an address range such as `10.0.0.0/8`', test: isCidr },
};

function isJson(text: string): boolean {
  return parseJson(text) !== undefined;
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** @see https://docs.cloud.google.com/iam/docs/principal-identifiers */
function isIamMember(text: string): boolean {
  if (text.startsWith('deleted')) return false;
  const known = compilePattern('(.+:.+|projectOwners|projectReaders|projectWriters|allUsers|allAuthenticatedUsers)');
  return known?.test(text) ?? true;
}

function isIamPolicy(text: string): boolean {
  const parsed = parseJson(text);
  if (parsed === undefined) return false;
  const policy = parsed.value;
  if (policy === null) return true;
  if (typeof policy !== 'object' || Array.isArray(policy)) return false;
  const bindings: unknown = 'bindings' in policy ? policy.bindings : undefined;
  return !Array.isArray(bindings) || bindings.every(hasIamMembers);
}

function hasIamMembers(binding: unknown): boolean {
  if (typeof binding !== 'object' || binding === null || !('members' in binding)) return true;
  const { members } = binding;
  return !Array.isArray(members) || members.every((member) => typeof member !== 'string' || isIamMember(member));
}

/** Standard alphabet with padding; line breaks are skipped. */
function isBase64(text: string): boolean {
  const compact = text.replace(/[\r\n]/g, '');
  return compact.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(compact);
}

/** `net.ParseIP`: no leading zeros in the parts of an IPv4 address, no zone. */
export function isIpAddress(text: string): boolean {
  return !/(?:^|[.:])0\d+(?=\.|$)/.test(dotted(text)) && parseAddress(text) !== undefined;
}

/** The part of an address that is written with dots; empty when there is none. */
function dotted(text: string): string {
  return text.includes('.') ? text.slice(text.lastIndexOf(':') + 1) : '';
}

/** `net.ParseCIDR`: bits after the prefix may be set. */
export function isCidr(text: string): boolean {
  return readCidr(text) !== undefined;
}

/** Address and prefix length of a range; undefined when `net.ParseCIDR` would not take it. */
export function readCidr(
  text: string,
): { readonly value: bigint; readonly bits: number; readonly length: number } | undefined {
  const [address = '', lengthText = '', ...rest] = text.split('/');
  if (rest.length > 0 || !/^\d{1,7}$/.test(lengthText) || !isIpAddress(address)) return undefined;
  const parsed = parseAddress(address);
  const length = Number(lengthText);
  return parsed === undefined || length > parsed.bits ? undefined : { ...parsed, length };
}

const timestamp = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/;

/** `time.Parse(time.RFC3339, …)`, which takes an hour of one digit and offsets of up to 24:60. */
function isTimestamp(text: string): boolean {
  const match = timestamp.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [offsetHour, offsetMinute] = [Number(match[7] ?? 0), Number(match[8] ?? 0)];
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return false;
  return day >= 1 && day <= daysOf(year, month) && offsetHour <= 24 && offsetMinute <= 60;
}

function daysOf(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}
