import validRange from 'semver/ranges/valid.js';
import { type FormatCheck, malformed, matching } from './format.ts';

const secondsPer: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/**
 * Seconds as Google's APIs take them: `300s`, `1.5s`. Go's `5m` is not accepted by those APIs, so it is refused with the seconds it means.
 * @see https://protobuf.dev/reference/protobuf/google.protobuf/#duration
 */
export const duration: FormatCheck = (value) => {
  const seconds = /^(\d+)(?:\.\d{1,9})?s$/.exec(value);
  if (seconds)
    return Number(seconds[1]) <= 315_576_000_000 ? undefined : malformed('a duration of at most 10,000 years');
  const go = parseGoDuration(value);
  const hint = go !== undefined ? `write ${go}s` : /^\d+$/.test(value) ? `add the unit: ${value}s` : undefined;
  return malformed('a duration in seconds such as 300s', hint);
};

/** Go's durations, as Terraform's `timeouts` take them: `1h30m`. */
export const goDuration: FormatCheck = (value) =>
  parseGoDuration(value) === undefined ? malformed('a duration such as 30m or 1h30m') : undefined;

function parseGoDuration(value: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?[hms])+$/.test(value)) return undefined;
  return [...value.matchAll(/([\d.]+)([hms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (secondsPer[unit ?? ''] ?? 0),
    0,
  );
}

/** A calendar date. */
export const date: FormatCheck = (value) => (isDate(value) ? undefined : malformed('a date such as 2026-11-30'));

function isDate(value: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  return parsed !== undefined && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}

/** A point in time (RFC 3339). */
export const dateTime: FormatCheck = (value) => {
  const match =
    /^(\d{4}-\d{2}-\d{2})[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.exec(
      value,
    );
  return match && isDate(match[1] ?? '') ? undefined : malformed('a time such as 2026-11-30T12:00:00Z');
};

/** @see https://semver.org */
export const semver: FormatCheck = matching(
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*)?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/,
  'a version such as 1.4.0',
);

/** A range as npm writes them. */
export const semverRange: FormatCheck = (value) =>
  value.trim() !== '' && validRange(value) !== null ? undefined : malformed('a version range such as ^1.4.0');

/**
 * A version constraint as Terraform writes them: `>= 7.0, < 8.0`, `~> 1.5`.
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export const terraformConstraint: FormatCheck = (value) =>
  value
    .split(',')
    .every((part) =>
      /^\s*(?:=|!=|>=?|<=?|~>)?\s*v?\d+(?:\.\d+){0,2}(?:-[\dA-Za-z.-]+)?(?:\+[\dA-Za-z.-]+)?\s*$/.test(part),
    )
    ? undefined
    : malformed('a version constraint such as ~> 7.0');

/** A UUID of any version. */
export const uuid: FormatCheck = matching(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i, 'a UUID');

/** An absolute URI. */
export const uri: FormatCheck = (value) =>
  /^[a-z][a-z0-9+.-]*:\S+$/i.test(value) && URL.canParse(value)
    ? undefined
    : malformed('an address such as https://example.com/');
