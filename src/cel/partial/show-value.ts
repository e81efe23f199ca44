import { isMessage } from './is-message.ts';
import type { PartialValue, Scalar } from './partial-value.ts';

/** How long a value may be when it is shown. */
const shownLength = 160;

/** Shows a value in words, without secrets: texts in quotes, messages and maps as JSON, cut when long. */
export function showValue(value: PartialValue): string {
  const unset = value.isUnset === true && value.kind !== 'message' ? ' (not set)' : '';
  const text = show(value, 0) + unset;
  return text.length > shownLength ? `${text.slice(0, shownLength - 1)}…` : text;
}

function show(value: PartialValue, depth: number): string {
  if (value.sensitive === true && value.kind !== 'error') return '(sensitive)';
  if (depth > 6) return '…';
  switch (value.kind) {
    case 'error':
      return `error: ${value.message}`;
    case 'scalar':
      return showScalar(value.value);
    case 'unknown':
      return value.reason === undefined ? '(known after apply)' : `(not known: ${value.reason})`;
    case 'opaque':
      return showOpaque(value.value);
    case 'list':
      return `[${value.items.map((item) => show(item, depth + 1)).join(', ')}]`;
    case 'map':
      return showEntries(value.entries, depth);
    case 'message':
      return value.isUnset === true ? '(not set)' : showEntries(value.fields, depth);
  }
}

function showEntries(entries: ReadonlyMap<string, PartialValue>, depth: number): string {
  const shown = [...entries].map(([name, item]) => `${JSON.stringify(name)}: ${show(item, depth + 1)}`);
  return `{${shown.join(', ')}}`;
}

function showScalar(value: Scalar): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function showOpaque(value: unknown): string {
  const message = isMessage(value) ? value.message : undefined;
  if (message === undefined) return String(value);
  return message.$typeName === 'google.protobuf.Timestamp'
    ? new Date(Number(message.seconds) * 1000).toISOString()
    : `${message.seconds}s`;
}
