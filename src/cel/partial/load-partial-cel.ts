import type { PartialCelEngine } from './partial-cel.ts';

/** Loads the engine for values that are known in part, which is heavy: call it only when a condition is at hand. */
export async function loadPartialCel(): Promise<PartialCelEngine> {
  const { compilePartial } = await import('./compile-partial.ts');
  return { compile: compilePartial };
}
