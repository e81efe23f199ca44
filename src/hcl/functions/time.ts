import type { Value } from '../value.ts';
import { numberType, stringType } from '../values/types.ts';
import { integerValue, stringValue } from '../values/values.ts';
import { text, textAt } from './arguments.ts';
import { parseDuration } from './duration.ts';
import { type FunctionDescriptor, FunctionFault } from './function.ts';
import { formatTime } from './time-format.ts';
import { formatTimestamp, parseTimestamp, type Timestamp } from './timestamp.ts';

/** Functions of points in time, none of which looks at the clock. */
export const timeFunctions: readonly FunctionDescriptor[] = [
  {
    name: 'formatdate',
    parameters: [text('format'), text('time')],
    returns: stringType,
    evaluate: (args) => stringValue(formatTime(textAt(args, 0), timeAt(args, 1))),
  },
  {
    name: 'timeadd',
    parameters: [text('timestamp'), text('duration')],
    returns: stringType,
    mayBeNull: true,
    evaluate: (args) => {
      const time = timeAt(args, 0);
      const added = parseDuration(textAt(args, 1));
      if (added === undefined) throw new FunctionFault('a duration such as "10m" or "1h30m" is required', 1);
      return stringValue(formatTimestamp({ ...time, nanoseconds: time.nanoseconds + added }));
    },
  },
  {
    name: 'timecmp',
    parameters: [text('timestamp_a'), text('timestamp_b')],
    returns: numberType,
    since: '1.3',
    evaluate: (args) => {
      const difference = timeAt(args, 0).nanoseconds - timeAt(args, 1).nanoseconds;
      return integerValue(difference < 0n ? -1 : difference > 0n ? 1 : 0);
    },
  },
];

function timeAt(args: readonly Value[], index: number): Timestamp {
  const time = parseTimestamp(textAt(args, index));
  if (time === undefined) throw new FunctionFault('a time such as "2006-01-02T15:04:05Z" is required', index);
  return time;
}
