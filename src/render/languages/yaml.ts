import type { JsonValue } from '../../load/document.ts';
import {
  assertUnchanged,
  isCollection,
  isUnencodable,
  type Language,
  type Refusal,
  type State,
  scalarText,
  unencodable,
  type Written,
} from './language.ts';
import { readYamlText } from './yaml-reader.ts';
import { type YamlState, yamlStart, yamlState } from './yaml-state.ts';

/**
 * YAML 1.2. A value stands where a node or a key is wanted (written as JSON, which is YAML), as text in quotes, and in the lines of block
 * scalars; never in a plain scalar, whose meaning its characters decide.
 */
export const yaml: Language = {
  name: 'YAML',
  start: yamlStart,
  feed: (state, text) => readYamlText(asYaml(state), text),
  slot: (state) => refusal(asYaml(state)) ?? afterSlot(asYaml(state), 'value'),
  write: (state, value) => write(asYaml(state), value),
  // Blanks are wanted everywhere but inside quotes.
  mayIndent: (state) => asYaml(state).mode !== 'single' && asYaml(state).mode !== 'double',
  isComplete: ({ structure }) => structure === '' || structure === 'block' || structure === 'comment',
};

/** Every state that comes in was made here. */
function asYaml(state: State): YamlState {
  return state as YamlState;
}

/** Whether a block scalar's line really began: less indentation ends the scalar instead. */
function isInBlock({ mode, column, parent }: YamlState): boolean {
  return mode === 'block' || (mode === 'block-indent' && column > parent);
}

function refusal(state: YamlState): Refusal | undefined {
  const { mode, pending, flow, isOpen, column, parent, holds } = state;
  if (mode === 'comment' || mode === 'header')
    return { message: 'a value cannot stand in a comment', hint: 'leave it out' };
  if (pending !== '') {
    const hint = pending === '\\' ? 'write `\\\\` for a backslash' : 'put a space between them';
    return { message: `a value cannot stand straight after \`${pending}\``, hint };
  }
  if (holds === 'lines') {
    return { message: 'a quoted text with a value cannot go over a line break', hint: 'keep it on one line' };
  }
  if (mode === 'node' || mode === 'single' || mode === 'double' || isInBlock(state)) return undefined;
  const isContinuation = !isOpen && column > parent;
  if ((mode === 'indent' && !isContinuation) || mode === 'block-indent') return undefined;
  return {
    message: 'a value cannot be part of a plain scalar, whose meaning its characters decide',
    hint:
      flow === '' && mode === 'indent' ? 'put the whole text into quotes' : 'put the text and the value into quotes',
  };
}

function afterSlot(state: YamlState, mode: 'value' | 'collection'): YamlState {
  if (state.mode === 'single' || state.mode === 'double') return yamlState({ ...state, holds: 'value' });
  if (isInBlock(state)) return yamlState({ ...state, mode: 'block' });
  return yamlState({ ...state, mode, node: state.column, isOpen: false, isAfterBlank: false, pending: '' });
}

function write(state: YamlState, value: JsonValue): Written | Refusal {
  const refused = refusal(state);
  if (refused !== undefined) return refused;
  if (isUnencodable(value)) return unencodable;
  const isText = state.mode === 'single' || state.mode === 'double' || isInBlock(state);
  if (!isText) {
    const after = afterSlot(state, isCollection(value) ? 'collection' : 'value');
    return { text: jsonNode(value), state: after };
  }
  if (isCollection(value)) return { message: 'a list or map cannot be text', hint: 'put it after `:`, without quotes' };
  const text = spell(state, scalarText(value));
  if (typeof text !== 'string') return text;
  const after = readYamlText(state, text).state;
  assertUnchanged('YAML', state, after);
  return { text, state: afterSlot(after, 'value') };
}

/** JSON with everything escaped that YAML does not print. */
function jsonNode(value: JsonValue): string {
  return JSON.stringify(value).replace(unprintable, escapeUnicode);
}

const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

function escapeUnicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function spell(state: YamlState, text: string): string | Refusal {
  if (state.mode === 'double') return jsonNode(text).slice(1, -1);
  if (/[\u0000-\u0008\u000a-\u001f]/.test(text) || text.search(unprintable) !== -1) {
    const hint = 'use double quotes, which can hold any text';
    return { message: 'the value holds a character that can only stand in double quotes', hint };
  }
  if (state.mode === 'single') return text.replaceAll("'", "''");
  if (state.mode === 'block-indent' && /^(?:[ \t]|$)/.test(text)) {
    const hint = 'use double quotes, which can hold any text';
    return {
      message: 'a value at the beginning of a line of a block scalar cannot be empty or begin with white space',
      hint,
    };
  }
  return text;
}
