import { distance } from 'fastest-levenshtein';

/**
 * The candidate a misspelt word most likely means; undefined when none is near enough to be worth saying.
 * Near means one edit for words of up to five characters and one more for every three after that; case does not count as an edit.
 * Among equally near ones the first wins.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const folded = word.toLowerCase();
  const limit = Math.max(1, Math.floor((folded.length + 1) / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const edits = editsBetween(folded, candidate.toLowerCase());
    if (edits < bestDistance) [best, bestDistance] = [candidate, edits];
  }
  return best;
}

/** Levenshtein distance, with two neighbours swapped counted as one edit. */
function editsBetween(a: string, b: string): number {
  if (a.length === b.length && isSwapped(a, b)) return 1;
  return distance(a, b);
}

function isSwapped(a: string, b: string): boolean {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
