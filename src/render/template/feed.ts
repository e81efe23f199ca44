import type { Fed, Language, State } from '../languages/language.ts';
import type { ContentNode } from './ast.ts';

/** Reads a template's text in its language; each text is read once for each state it is met in. */
export function feedContent(language: Language, state: State, node: ContentNode): Fed {
  const known = node.memo.get(state);
  if (known !== undefined) return known;
  const fed = language.feed(state, node.text);
  node.memo.set(state, fed);
  return fed;
}
