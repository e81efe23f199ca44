import { isMessage } from './is-message.ts';
import type { PartialValue, Scalar } from './partial-value.ts';

/** Makes a duration or a point in time from its text; undefined when the text is none. */
export type ReadTime = (kind: 'duration' | 'timestamp', text: string) => PartialValue | undefined;

/**
 * Brings a text and a value of another kind together. The provider keeps durations, 64-bit numbers and some switches as texts (`"3600s"`,
 * `"7"`, `"TRUE"`), the service as what they are; only there can the two meet, since CEL's type check refuses them otherwise.
 */
export function coercePair(
  a: PartialValue,
  b: PartialValue,
  readTime: ReadTime,
): readonly [PartialValue, PartialValue] {
  const left = coerceText(a, b, readTime);
  return [left, coerceText(b, left, readTime)];
}

/** Whether two attributes are kept as texts that may be numbers or durations to the service. */
export function mayBeNoTexts(a: PartialValue, b: PartialValue): boolean {
  return [a, b].every(
    (value) =>
      value.kind === 'scalar' &&
      typeof value.value === 'string' &&
      value.paths.length > 0 &&
      /^-?\d+(?:\.\d+)?s?$/.test(value.value),
  );
}

function coerceText(value: PartialValue, like: PartialValue, readTime: ReadTime): PartialValue {
  // Literals are what they are written as.
  if (value.kind !== 'scalar' || typeof value.value !== 'string' || value.paths.length === 0) return value;
  if (like.kind === 'opaque') return coerceTime(value, value.value, like.value, readTime);
  if (like.kind !== 'scalar') return value;
  const read = readScalar(value.value, like.value);
  return read === undefined ? value : { ...value, value: read };
}

function coerceTime(value: PartialValue, text: string, like: unknown, readTime: ReadTime): PartialValue {
  if (!isMessage(like)) return value;
  const isDuration = like.message.$typeName === 'google.protobuf.Duration';
  const zero = isDuration ? '0s' : '1970-01-01T00:00:00Z';
  const read = readTime(isDuration ? 'duration' : 'timestamp', text === '' ? zero : text);
  return read === undefined ? value : { ...read, paths: value.paths, ...(value.sensitive && { sensitive: true }) };
}

function readScalar(text: string, like: Scalar): Scalar | undefined {
  if (typeof like === 'bigint' || typeof like === 'number') {
    if (text === '') return 0n;
    if (/^-?\d{1,19}$/.test(text)) return BigInt(text);
    return /^-?\d{1,300}\.\d+$/.test(text) ? Number(text) : undefined;
  }
  if (typeof like !== 'boolean') return undefined;
  if (/^true$/i.test(text)) return true;
  return text === '' || /^false$/i.test(text) ? false : undefined;
}
