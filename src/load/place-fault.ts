import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Range } from '../diagnostics/range.ts';
import type { DocumentPositions } from './document.ts';
import { parentPointer } from './pointer.ts';
import type { SchemaFault } from './schema-fault.ts';
import { describeValue } from './value-words.ts';

/** A text with the places of its values. */
export interface PlacedText {
  readonly file: string;
  readonly text: string;
  readonly positions: DocumentPositions;
}

/** A schema fault of a document's own value, as a diagnostic at the authored place, with the value as it is written there. */
export function placeFault(fault: SchemaFault, document: PlacedText): Diagnostic {
  const { pointer, on, severity = 'error', code, message, hint, args } = asWritten(fault, document);
  const range = rangeOfPointer(document.positions, pointer, on);
  return {
    code,
    severity,
    message,
    location: { file: document.file, pointer, ...(range && { range }) },
    ...(hint !== undefined && { hint }),
    ...(args && { args }),
  };
}

/**
 * The key or value at a pointer; where the document does not have it, the key of the nearest ancestor it has.
 * The root has no key: its first key stands for it.
 */
export function rangeOfPointer(positions: DocumentPositions, pointer: string, on: 'key' | 'value'): Range | undefined {
  let at = pointer;
  while (at !== '' && !positions.has(at)) at = parentPointer(at);
  const position = positions.get(at);
  if (at === '') return firstKey(positions) ?? position?.value;
  return on === 'key' || at !== pointer ? (position?.key ?? position?.value) : position?.value;
}

function firstKey(positions: DocumentPositions): Range | undefined {
  for (const { key } of positions.values()) if (key) return key;
  return undefined;
}

/** Numbers are shown as the author wrote them: `1.10` rather than 1.1. */
function asWritten(fault: SchemaFault, { text, positions }: PlacedText): SchemaFault {
  const shown = fault.args?.['value'];
  const range = positions.get(fault.pointer)?.value;
  if (!range || !shown?.startsWith('the number ')) return fault;
  const number = shown.slice('the number '.length);
  const written = text.slice(range.start, range.end);
  if (written === number || describeValue(Number(written)) !== shown) return fault;
  return {
    ...fault,
    message: fault.message.replace(shown, `the number ${written}`),
    ...(fault.hint !== undefined && { hint: fault.hint.replace(`"${number}"`, `"${written}"`) }),
    args: { ...fault.args, value: `the number ${written}` },
  };
}
