import type { KnownValue } from '../../hcl/value.ts';
import { formatNumber } from '../../hcl/values/number-text.ts';
import { membersOf } from '../../hcl/values/values.ts';
import type { AttributePath, Reading, ValuePath } from './readings.ts';

/** The text of a string, number or truth value; undefined for anything else. */
export function scalarText(value: KnownValue): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'bool':
      return String(value.value);
    case 'number':
      return formatNumber(value.value);
    default:
      return undefined;
  }
}

/** What a reading shows of its value: never what is marked sensitive. */
export function shownReading(reading: Reading): string {
  switch (reading.state) {
    case 'unset':
      return 'not set';
    case 'unknown':
      return 'known after apply';
    case 'known':
      return shownValue(reading.value);
  }
}

/** A value in words, without what is marked sensitive. */
export function shownValue(value: KnownValue): string {
  if (value.sensitive === true) return 'a sensitive value';
  const text = scalarText(value);
  if (text !== undefined) return value.kind === 'string' ? `"${text}"` : text;
  const count = [...membersOf(value)].length;
  return value.kind === 'object' ? 'a block' : `${count} ${count === 1 ? 'element' : 'elements'}`;
}

/** A path as Terraform writes it: `settings[0].ip_configuration[0].ipv4_enabled`. */
export function shownPath(path: ValuePath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`))
    .join('');
}

/** A path of names, as documentation writes it. */
export function pathText(path: AttributePath): string {
  if (typeof path === 'string') return path;
  const [first = '', ...rest] = path;
  return first + rest.map((name) => (/^\w+$/.test(name) ? `.${name}` : `["${name}"]`)).join('');
}
