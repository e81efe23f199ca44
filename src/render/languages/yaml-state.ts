import type { State } from './language.ts';

/**
 * Where in a line a YAML text stands:
 * - `indent`: only blanks so far
 * - `node`: a node is wanted (after `- `, `key: `, `[`, or `,` in a flow collection)
 * - `plain`: in a plain scalar, tag or anchor
 * - `done`: after a quoted scalar or a collection
 * - `value`, `collection`: straight after a value of ours
 * - `single`, `double`: in quotes
 * - `comment`; `header`: after `|` or `>`; `block`: in the text of a block scalar; `block-indent`: at the beginning of such a line
 */
export type YamlMode =
  | 'indent'
  | 'node'
  | 'plain'
  | 'done'
  | 'value'
  | 'collection'
  | 'single'
  | 'double'
  | 'comment'
  | 'header'
  | 'block'
  | 'block-indent';

/** State of the YAML reader. */
export interface YamlState extends State {
  readonly mode: YamlMode;
  /** Open flow collections. */
  readonly flow: string;
  /** Column of the reading position, from 0; counted only as far as indentation needs it. */
  readonly column: number;
  /** Column of the node that was last begun. */
  readonly node: number;
  /** Column of the key or `-` that was last met: what it holds stands deeper. */
  readonly parent: number;
  /** Whether a node may begin on the next line, deeper than `parent`: after `key:` and `-`. */
  readonly isOpen: boolean;
  /** In quotes: whether they hold a value, or go over several lines. */
  readonly holds: '' | 'value' | 'lines';
  /** Whether the character before was a blank, so that `#` begins a comment. */
  readonly isAfterBlank: boolean;
  readonly pending: string;
}

/** What makes a state. */
export type YamlParts = Omit<YamlState, keyof State>;

const interned = new Map<string, YamlState>();

/** The one state with these parts. */
export function yamlState(parts: YamlParts): YamlState {
  const { mode, flow, column, node, parent, isOpen, holds, isAfterBlank, pending } = parts;
  const key = [mode, flow, column, node, parent, isOpen, holds, isAfterBlank, pending].join('|');
  const known = interned.get(key);
  if (known !== undefined) return known;
  const lexical = mode === 'block-indent' ? 'block' : mode;
  const isQuoted = lexical === 'single' || lexical === 'double' || lexical === 'block' || lexical === 'comment';
  const place = isQuoted ? placeNames[lexical] : flow === '' ? 'between nodes' : 'in brackets that are still open';
  const state: YamlState = { ...parts, key, structure: `${flow}${isQuoted ? lexical : ''}`, place };
  interned.set(key, state);
  return state;
}

const placeNames = {
  single: 'in single quotes that are still open',
  double: 'in double quotes that are still open',
  block: 'in a block scalar',
  comment: 'in a comment',
} as const;

/** Where every file begins. */
export const yamlStart: YamlState = yamlState({
  mode: 'indent',
  flow: '',
  column: 0,
  node: 0,
  parent: -1,
  isOpen: true,
  holds: '',
  isAfterBlank: true,
  pending: '',
});
