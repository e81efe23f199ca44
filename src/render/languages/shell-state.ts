import type { State } from './language.ts';

/** What is open around a place of a shell script, innermost last. */
export type Frame =
  | { readonly kind: 'code' | 'comment' | 'single' | 'double' | 'ansi' | 'backtick' | 'parameter' }
  /** `$(…)`, `<(…)`: `depth` counts the parentheses open inside. */
  | { readonly kind: 'command' | 'arithmetic'; readonly depth: number }
  | Heredoc;

/** An open or announced heredoc. */
export interface Heredoc {
  readonly kind: 'heredoc';
  readonly tag: string;
  /** `<<-`: tabs at the beginning of lines do not count. */
  readonly stripsTabs: boolean;
}

/** State of the shell reader. */
export interface ShellState extends State {
  readonly frames: readonly Frame[];
  /** Heredocs announced on this line. */
  readonly announced: readonly Heredoc[];
  /** Whether a word would begin here: where `#` is a comment. */
  readonly isWordStart: boolean;
  readonly pending: string;
}

const interned = new Map<string, ShellState>();

/** The one state with these parts. */
export function shellState(parts: Pick<ShellState, 'frames' | 'announced' | 'isWordStart' | 'pending'>): ShellState {
  const structure = parts.frames.map(frameKey).join(' ');
  const announced = parts.announced.map(frameKey).join(' ');
  const key = [structure, announced, parts.isWordStart, parts.pending].join('|');
  const known = interned.get(key);
  if (known !== undefined) return known;
  const place = placeNames[parts.frames.at(-1)?.kind ?? 'code'];
  const state: ShellState = { ...parts, key, structure: `${structure}|${announced}`, place };
  interned.set(key, state);
  return state;
}

function frameKey(frame: Frame): string {
  if (frame.kind === 'heredoc') return `<<${frame.stripsTabs ? '-' : ''}${frame.tag}`;
  return 'depth' in frame ? `${frame.kind}${frame.depth}` : frame.kind;
}

const placeNames: Readonly<Record<Frame['kind'], string>> = {
  code: 'between words',
  comment: 'in a comment',
  single: 'in single quotes that are still open',
  double: 'in double quotes that are still open',
  ansi: "in a string `$'…'` that is still open",
  backtick: 'in backticks that are still open',
  parameter: 'in `${…}` that is still open',
  command: 'in `$(…)` that is still open',
  arithmetic: 'in `((…))` that is still open',
  heredoc: 'in a heredoc that is still open',
};

/** Where every script begins and ends. */
export const shellStart: ShellState = shellState({
  frames: [{ kind: 'code' }],
  announced: [],
  isWordStart: true,
  pending: '',
});
