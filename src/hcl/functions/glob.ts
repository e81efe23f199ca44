import { FunctionFault } from './function.ts';

const token = /\*\*\/|\*\*|\*|\?|\[([\^!]?)((?:\\.|[^\]\\])+)\]|[{},]|\\?./gsu;

/**
 * A pattern of `fileset` as a regular expression over whole relative paths: `*`, `**`, `?`, `[abc]`, `{a,b}`.
 *
 * @throws {FunctionFault} when the pattern is not one
 */
export function globPattern(pattern: string): RegExp {
  let depth = 0;
  let source = '';
  for (const [found, negation, set] of pattern.matchAll(token)) {
    if (found === '{') depth += 1;
    if (found === '}') depth -= 1;
    if (depth < 0 || found === '[') break;
    source +=
      set === undefined ? translate(found, depth > 0) : `[${negation === '' ? '' : '^'}${set.replaceAll('[', '\\[')}]`;
  }
  if (depth !== 0 || /(?<!\\)\[(?![^[]*\])/.test(pattern))
    throw new FunctionFault('the brackets of the pattern do not match', 1);
  return new RegExp(`^${source}$`, 'su');
}

function translate(found: string, inBraces: boolean): string {
  if (found === ',') return inBraces ? '|' : ',';
  return wildcards[found] ?? literal(found);
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
