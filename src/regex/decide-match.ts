import { compilePattern } from './pattern.ts';

/**
 * Whether a pattern of RE2 matches anywhere in a text; undefined for patterns that only a full engine can decide. For callers who want to
 * know no more than that, which is what nearly all validations of variables ask: no engine has to be loaded for them.
 */
export function decideMatch(pattern: string, text: string): boolean | undefined {
  return isDecidable(pattern) ? compilePattern(pattern)?.test(text) : undefined;
}

/** Whether `decideMatch` has an answer for the pattern. Named groups are left to the engine, which has rules about them. */
export function isDecidable(pattern: string): boolean {
  return !pattern.includes('(?') && compilePattern(pattern) !== undefined;
}
