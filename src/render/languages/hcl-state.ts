import { isSpace } from '../../hcl/white-space.ts';
import type { State } from './language.ts';

/** What is open around a place of HCL text, innermost last. */
export type Frame =
  | { readonly kind: 'body' | 'object' | 'for-object' | 'paren' | 'bracket' | 'interpolation' | 'quoted' }
  | { readonly kind: 'line-comment' | 'block-comment' }
  | Heredoc;

/** An open heredoc. */
export interface Heredoc {
  readonly kind: 'heredoc';
  readonly tag: string;
  readonly flush: boolean;
  /** What of the line was read: only blanks, the first characters of the end tag (their number), or something else. */
  readonly line: 'blank' | 'other' | number;
  /** Whether a value stands on the line. */
  readonly hasValue: boolean;
}

/**
 * What came before, as far as it decides what may follow:
 * `start` an item (attribute, block, object key), `operand` wanted, after a `dot`, at the end of a `name`, `number` or `value` with
 * nothing after it yet, or `done` with an operand.
 */
export type Before = 'start' | 'operand' | 'dot' | 'name' | 'number' | 'value' | 'done';

/** State of the HCL reader. */
export interface HclState extends State {
  readonly frames: readonly Frame[];
  readonly before: Before;
  /** The name being read, when `before` is `name`. */
  readonly word: string;
  /** Text of an unfinished token: `$`, `/`, `<<-EO`. */
  readonly pending: string;
  /** In a heredoc: the `$` or `%` with which a value ended. */
  readonly tail: '' | '$' | '%';
}

const interned = new Map<string, HclState>();

/** The one state with these parts. */
export function hclState(parts: Pick<HclState, 'frames' | 'before' | 'word' | 'pending' | 'tail'>): HclState {
  const frames = parts.frames.map(frameKey).join(' ');
  const key = [frames, parts.before, parts.word, parts.pending, parts.tail].join('|');
  const known = interned.get(key);
  if (known !== undefined) return known;
  const structure = parts.frames.map((frame) => (frame.kind === 'heredoc' ? `<<${frame.tag}` : frame.kind)).join(' ');
  const innermost = parts.frames.at(-1)?.kind ?? 'body';
  const state: HclState = { ...parts, key, structure, place: placeNames[innermost] };
  interned.set(key, state);
  return state;
}

function frameKey(frame: Frame): string {
  return frame.kind === 'heredoc' ? `<<${frame.tag},${frame.flush},${frame.line},${frame.hasValue}` : frame.kind;
}

const placeNames: Readonly<Record<Frame['kind'], string>> = {
  body: 'in a block that is still open',
  object: 'in an object that is still open',
  'for-object': 'in a `for` expression that is still open',
  paren: 'in parentheses that are still open',
  bracket: 'in brackets that are still open',
  interpolation: 'in an interpolation `${…}` that is still open',
  quoted: 'in a quoted string that is still open',
  'line-comment': 'in a comment',
  'block-comment': 'in a comment that is still open',
  heredoc: 'in a heredoc that is still open',
};

/** Where every file begins and ends. */
export const hclStart: HclState = hclState({
  frames: [{ kind: 'body' }],
  before: 'start',
  word: '',
  pending: '',
  tail: '',
});

/** How far a heredoc's line matches its end tag after one more character. */
export function lineAfter(frame: Heredoc, char: string): Heredoc['line'] {
  if (frame.line === 'other') return 'other';
  const matched = frame.line === 'blank' ? 0 : frame.line;
  if (isSpace(char) && (matched === 0 || matched === frame.tag.length)) return frame.line;
  return frame.tag[matched] === char ? matched + 1 : 'other';
}
