import type { CelEngine } from './engine.ts';

/** Loads the expression engine, which is heavy: call it only when a document at hand holds an expression. */
export async function loadCel(): Promise<CelEngine> {
  const { compileCel } = await import('./compile-cel.ts');
  return { compile: compileCel };
}
