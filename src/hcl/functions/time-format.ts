import { FunctionFault } from './function.ts';
import { fieldsOf, formatOffset, type TimeFields, type Timestamp, twoDigits } from './timestamp.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

type Writer = (fields: TimeFields, time: Timestamp) => string;

const sequences: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ['YYYY', ({ year }) => String(year).padStart(4, '0')],
  ['YY', ({ year }) => twoDigits(year % 100)],
  ['MMMM', ({ month }) => months[month - 1] ?? ''],
  ['MMM', ({ month }) => (months[month - 1] ?? '').slice(0, 3)],
  ['MM', ({ month }) => twoDigits(month)],
  ['M', ({ month }) => String(month)],
  ['DD', ({ day }) => twoDigits(day)],
  ['D', ({ day }) => String(day)],
  ['EEEE', ({ weekday }) => weekdays[weekday] ?? ''],
  ['EEE', ({ weekday }) => (weekdays[weekday] ?? '').slice(0, 3)],
  ['hh', ({ hour }) => twoDigits(hour)],
  ['h', ({ hour }) => String(hour)],
  ['HH', ({ hour }) => twoDigits(hour % 12 || 12)],
  ['H', ({ hour }) => String(hour % 12 || 12)],
  ['AA', ({ hour }) => (hour < 12 ? 'AM' : 'PM')],
  ['aa', ({ hour }) => (hour < 12 ? 'am' : 'pm')],
  ['mm', ({ minute }) => twoDigits(minute)],
  ['m', ({ minute }) => String(minute)],
  ['ss', ({ second }) => twoDigits(second)],
  ['s', ({ second }) => String(second)],
  ['ZZZZZ', (_, { offsetMinutes }) => formatOffset(offsetMinutes, ':', '')],
  ['ZZZZ', (_, { offsetMinutes }) => formatOffset(offsetMinutes, '', '')],
  ['ZZZ', (_, { offsetMinutes }) => formatOffset(offsetMinutes, '', 'UTC')],
  ['Z', (_, { offsetMinutes }) => formatOffset(offsetMinutes, ':', 'Z')],
]);

/**
 * A time by the patterns of `formatdate`.
 *
 * @throws {FunctionFault} at a letter sequence that means nothing
 * @see https://developer.hashicorp.com/terraform/language/functions/formatdate
 */
export function formatTime(format: string, time: Timestamp): string {
  const fields = fieldsOf(time);
  return format.replace(/'((?:[^']|'')*)('?)|([A-Za-z])\3*/g, (found, quoted: string | undefined, end: string) => {
    if (quoted !== undefined) {
      if (end === '') throw new FunctionFault('a quote in the format is not closed', 0);
      return quoted.replaceAll("''", "'");
    }
    const write = sequences.get(found);
    if (write === undefined)
      throw new FunctionFault(`"${found}" means nothing in a format; text is put in single quotes`, 0);
    return write(fields, time);
  });
}
