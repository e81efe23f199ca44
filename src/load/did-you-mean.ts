import { distance } from 'fastest-levenshtein';

/** The candidate a misspelt word most likely means; undefined when none is near. Case does not count, swapped letters hardly. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const lower = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    const found = sortedLetters(lower) === sortedLetters(other) ? 1 : distance(lower, other);
    if (found < bestDistance) [best, bestDistance] = [candidate, found];
  }
  return best;
}

function sortedLetters(word: string): string {
  return [...word].sort().join('');
}
