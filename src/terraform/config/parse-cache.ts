import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Body } from '../../hcl/ast.ts';
import { parseBody } from '../../hcl/syntax/parse.ts';

/** Syntax trees by path and text, for runs over several modules: rendered ones have many files in common. */
export interface ParseCache {
  readonly bodies: Map<string, Body>;
  /** Characters of all texts kept. */
  size: number;
}

/** Characters kept at most: beyond that, a run over a thousand modules keeps nothing more. */
const maxSize = 4_000_000;

/** An empty cache. */
export function newParseCache(): ParseCache {
  return { bodies: new Map(), size: 0 };
}

/** Parses a file, or finds the tree of the same text. Texts with faults are parsed anew, so that the faults are told again. */
export function parseCached(text: string, file: string, cache: ParseCache | undefined, faults: Diagnostic[]): Body {
  const key = `${file}\n${text}`;
  const known = cache?.bodies.get(key);
  if (known !== undefined) return known;
  const { value, diagnostics } = parseBody(text, file);
  faults.push(...diagnostics);
  if (cache !== undefined && diagnostics.length === 0 && cache.size + key.length <= maxSize) {
    cache.bodies.set(key, value);
    cache.size += key.length;
  }
  return value;
}
