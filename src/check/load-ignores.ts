/** `applyModuleIgnores` where one of the texts has a comment that ignores something; undefined for all others, which need not load it. */
export async function loadIgnores(
  texts: Iterable<string>,
): Promise<typeof import('./module-ignores.ts')['applyModuleIgnores'] | undefined> {
  for (const text of texts)
    if (text.includes('imprint:ignore')) return (await import('./module-ignores.ts')).applyModuleIgnores;
  return undefined;
}
