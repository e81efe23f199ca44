import type { Location } from '../diagnostics/range.ts';
import { parentPointer } from '../load/pointer.ts';
import type { Positioned } from './read-setting.ts';

/** The place of a pointer in a document; where the document does not have it, the key of the nearest ancestor it has. */
export function locateIn(document: Positioned, pointer: string, on: 'key' | 'value'): Location {
  let at = pointer;
  while (at !== '' && !document.positions.has(at)) at = parentPointer(at);
  const position = document.positions.get(at);
  if (position === undefined || (at === '' && position.key === undefined)) return { file: document.file, pointer: at };
  const range = on === 'key' || at !== pointer ? (position.key ?? position.value) : position.value;
  return { file: document.file, pointer: at, range };
}
