import { compilePattern, isPattern } from '../../resolve/name-pattern.ts';
import type { JournalEntry } from '../../submit/journal-record.ts';

/**
 * The journal's entries that selectors mean: full or short names of environments, patterns, or full names of deployments; none means
 * all. The names are those of the time when the entry was begun: the environment's file may be gone by now.
 */
export function selectEntries(entries: readonly JournalEntry[], selectors: readonly string[]): readonly JournalEntry[] {
  if (selectors.length === 0) return entries;
  return entries.filter((entry) => selectors.some((selector) => isMeant(entry, selector)));
}

function isMeant({ environment, deployment }: JournalEntry, selector: string): boolean {
  const shortName = environment.slice(environment.lastIndexOf('/') + 1);
  if (!isPattern(selector)) return [environment, shortName, deployment].includes(selector);
  return compilePattern(selector)(selector.includes('/') ? environment : shortName);
}
