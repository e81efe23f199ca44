/** A point in time, with the offset it was written in. */
export interface Timestamp {
  /** Since 1970-01-01T00:00:00Z. */
  readonly nanoseconds: bigint;
  /** Of the zone it is shown in, east of UTC. */
  readonly offsetMinutes: number;
}

/** Fields of a point in time in its own zone. */
export interface TimeFields {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  /** From 0, Sunday. */
  readonly weekday: number;
}

const pattern = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz])|([+-])(\d\d):(\d\d))$/;

/** A time in RFC 3339 form; undefined when the text is none, also for days that are not in the calendar. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const days = new Date(Date.UTC(2000, month, 0));
  days.setUTCFullYear(year, month, 0);
  if (month < 1 || month > 12 || day < 1 || day > days.getUTCDate() || hour > 23 || minute > 59 || second > 59)
    return undefined;
  const offset = Number(match[10] ?? 0) * 60 + Number(match[11] ?? 0);
  if (Number(match[10] ?? 0) > 23 || Number(match[11] ?? 0) > 59) return undefined;
  const offsetMinutes = match[9] === '-' ? -offset : offset;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute - offsetMinutes, second);
  const nanosecond = BigInt((match[7] ?? '').padEnd(9, '0').slice(0, 9));
  return { nanoseconds: BigInt(date.getTime()) * 1_000_000n + nanosecond, offsetMinutes };
}

/** The fields of a time in its own zone. */
export function fieldsOf({ nanoseconds, offsetMinutes }: Timestamp): TimeFields {
  const local = nanoseconds + BigInt(offsetMinutes) * 60_000_000_000n;
  const nanosecond = ((local % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  const date = new Date(Number((local - nanosecond) / 1_000_000n));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    nanosecond: Number(nanosecond),
    weekday: date.getUTCDay(),
  };
}

/** `+01:00`, with another text between hours and minutes; `utc` for no offset. */
export function formatOffset(offsetMinutes: number, separator: string, utc: string): string {
  if (offsetMinutes === 0 && utc !== '') return utc;
  const size = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}${separator}${twoDigits(size % 60)}`;
}

/** RFC 3339 form to the second. */
export function formatTimestamp(time: Timestamp): string {
  const { year, month, day, hour, minute, second } = fieldsOf(time);
  const date = `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
  return `${date}T${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}${formatOffset(time.offsetMinutes, ':', 'Z')}`;
}

/** A number of up to two digits, with a zero before one. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
