import type { JsonValue } from '../../load/document.ts';
import {
  isCollection,
  isUnencodable,
  type Language,
  type Refusal,
  type State,
  scalarText,
  unencodable,
  type Written,
} from './language.ts';

const state: State = { key: '', structure: '', place: '' };

/** Text without a syntax: scalars are written as they are. */
export const plain: Language = textLanguage('text', (text) => text);

/**
 * A language that no reader here knows. What a character means in it is not known either, so that only those are let through
 * which mean nothing in any: letters, digits, spaces and `_ . / : @ + -`.
 */
export const unknownLanguage: Language = textLanguage('an unknown language', (text) => {
  if (/^[A-Za-z0-9 _./:@+-]*$/.test(text)) return text;
  return {
    message: `${JSON.stringify(text)} cannot be written into a file whose language is not known`,
    hint: 'such files take letters, digits, spaces and `_ . / : @ + -` only; render the value into a `.json` file and read that',
  };
});

function textLanguage(name: string, spell: (text: string) => string | Refusal): Language {
  return {
    name,
    start: state,
    feed: () => ({ state }),
    slot: () => state,
    write: (_state, value) => write(value, spell),
    mayIndent: () => true,
    isComplete: () => true,
  };
}

function write(value: JsonValue, spell: (text: string) => string | Refusal): Written | Refusal {
  if (isUnencodable(value)) return unencodable;
  if (isCollection(value))
    return { message: 'a list or map has no form in plain text', hint: 'use `{{#each}}`, `join` or `json`' };
  const text = spell(scalarText(value));
  return typeof text === 'string' ? { text, state } : text;
}
