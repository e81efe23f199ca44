import { graphemesOf } from '../../diagnostics/graphemes.ts';
import type { Refinement } from '../value.ts';

/**
 * What is known of a text that begins with `start` and goes on with something unknown. A last letter or digit does not count, since
 * what follows could be an accent that changes it.
 */
export function knownStart(start: string): Refinement {
  const prefix = /[ -/:-@[-`{-~\n]$/.test(start) ? start : graphemesOf(start).slice(0, -1).join('');
  return prefix === '' ? { notNull: true } : { notNull: true, prefix };
}
