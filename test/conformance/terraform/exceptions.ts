import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the modules that EXCEPTIONS.md lists: a numbered line each, the name between backticks. */
export function readExceptions(): ReadonlySet<string> {
  const text = readFileSync(join(import.meta.dirname, '../EXCEPTIONS.md'), 'utf8');
  return new Set([...text.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, name = '']) => name));
}
