/** What `--color` or `--no-color` says, the last one winning; undefined when neither is there. */
export function colorChoice(words: readonly string[]): boolean | undefined {
  const last = words.findLast((word) => word === '--color' || word === '--no-color');
  return last === undefined ? undefined : last === '--color';
}
