import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the modules that EXCEPTIONS.md lists: a numbered line each, the name between backticks, those with a state under their heading. */
export function readExceptions(corpus: 'modules' | 'states'): ReadonlySet<string> {
  const text = readFileSync(join(import.meta.dirname, '../EXCEPTIONS.md'), 'utf8');
  const [modules = '', states = ''] = text.split(/^## With a state$/m);
  const part = corpus === 'modules' ? modules : states;
  return new Set([...part.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, name = '']) => name));
}
