import { readFileSync } from 'node:fs';

/**
 * Expressions whose value, or fault, the real `terraform console` was asked for, one a line in `expressions.txt`;
 * `scripts/record-console.ts` writes its answers to `expected.jsonl`.
 */
export const expressions: readonly string[] = readFileSync(new URL('expressions.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');
