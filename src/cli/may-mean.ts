import { fitsGlob } from '../check/glob-text.ts';

/** Whether a selector of a command line may mean the environment that a file holds, be it readable or not: then its faults are told. */
export function mayMean(selectors: readonly string[], file: string): boolean {
  const stem = file.slice(file.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
  return selectors.some(
    (selector) => selector === file || fitsGlob(stem, selector.slice(selector.lastIndexOf('/') + 1)),
  );
}
