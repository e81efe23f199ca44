import { InternalError } from '../../errors.ts';
import type { JsonValue } from '../../load/document.ts';

/**
 * Where in the syntax of a language a text stands after some of it was read. Values of one language are interned: equal states are
 * the same object.
 */
export interface State {
  /** All that decides how the text goes on. */
  readonly key: string;
  /** Nesting and kind of text; branches must agree on it, and no value may change it. */
  readonly structure: string;
  /** For messages: `inside a comment`, `between statements`. */
  readonly place: string;
}

/** A fault of text or value, said from the author's side. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** What reading a text did. */
export interface Fed {
  readonly state: State;
  /** First fault in the text; absent when there is none. */
  readonly fault?: Refusal & { readonly offset: number };
}

/** A value in the target language. */
export interface Written {
  readonly text: string;
  readonly state: State;
}

/** What the renderer knows of a target language. All functions are pure. */
export interface Language {
  readonly name: string;
  readonly start: State;
  /** Reads text of the author's. */
  feed(state: State, text: string): Fed;
  /** The state after a value of any kind, or why none may stand here. */
  slot(state: State): State | Refusal;
  /** Writes a value where `slot` allows one; the text leaves the structure as it was. */
  write(state: State, value: JsonValue): Written | Refusal;
  /** Whether blanks at the beginning of this line mean nothing to the language, or are wanted. */
  mayIndent(state: State): boolean;
  /** Whether a file may end here; what is open otherwise is the state's `place`. */
  isComplete(state: State): boolean;
}

/** Whether an answer of `slot` or `write` is a refusal. */
export function isRefusal(answer: object): answer is Refusal {
  return 'message' in answer;
}

/** Whether a value is a list or a map. */
export function isCollection(value: JsonValue): value is readonly JsonValue[] | { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null;
}

/** A scalar as plain text: strings as they are, numbers and booleans as JSON spells them. */
export function scalarText(value: string | number | boolean | null): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * A language that writes with `escape` and then reads its own writing back: a value that would change the structure is a bug of
 * ours, and must not get out.
 */
export function assertUnchanged(language: string, before: State, after: State): void {
  if (before.structure === after.structure) return;
  throw new InternalError(
    `a value changed the structure of ${language} from "${before.structure}" to "${after.structure}"`,
  );
}

/** Half of a surrogate pair has no UTF-8 form: no file can hold it. */
export const unencodable: Refusal = {
  message: 'the value holds half of a surrogate pair, which no file can hold',
  hint: 'correct the value',
};

/** Whether a text, or any text inside a value, cannot be written as UTF-8. */
export function isUnencodable(value: JsonValue): boolean {
  if (typeof value === 'string') return /[\uD800-\uDFFF]/u.test(value);
  if (!isCollection(value)) return false;
  return Object.entries(value).some(([key, item]) => isUnencodable(key) || isUnencodable(item));
}
