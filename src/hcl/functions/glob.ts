import { FunctionFault } from './function.ts';

const token = /\*\*\/|\*\*|\*|\?|\[([\^!]?)((?:\\.|[^\]\\])+)\]|[{},]|\\?./gsu;

/**
 * A pattern of `fileset` as a regular expression over whole relative paths: `*`, `**`, `?`, `[abc]`, `{a,b}`.
 *
 * @throws {FunctionFault} when the pattern is not one
 */
export function globPattern(pattern: string): RegExp {
  let depth = 0;
  const source = pattern.replace(token, (found: string, negation: string | undefined, set: string | undefined) => {
    if (set !== undefined) return `[${negation === '' ? '' : '^'}${set.replaceAll('[', '\\[')}]`;
    if (found === '{') depth += 1;
    if (found === '}') depth -= 1;
    if (depth < 0 || found === '[') throw new FunctionFault('the brackets of the pattern do not match', 1);
    if (found === ',') return depth > 0 ? '|' : ',';
    return wildcards[found] ?? literal(found);
  });
  if (depth !== 0) throw new FunctionFault('the brackets of the pattern do not match', 1);
  return new RegExp(`^${source}$`, 'su');
}

const wildcards: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
  '{': '(?:',
  '}': ')',
};

function literal(found: string): string {
  const character = found.length > 1 && found.startsWith('\\') ? found.slice(1) : found;
  return character.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
