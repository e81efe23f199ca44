import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/range.ts';

/** Constructs of Handlebars that we refuse: what is said of each, and what to write instead. */
const constructs = {
  '{{{': [
    '`{{{` would write a value unescaped',
    'write `{{` (after a brace of the target language, put a space before it)',
  ],
  '{{&': ['`{{&` would write a value unescaped', 'write `{{` without `&`'],
  'raw block': ['raw blocks are not supported', 'write literal braces as `{{"{{"}}`'],
  '\\{{': ['`\\{{` is not supported', 'write literal braces as `{{"{{"}}`'],
  decorator: ['decorators and inline partials are not supported', 'put the text into a file below `partials/`'],
  'partial block': ['partial blocks are not supported', 'use a plain partial with arguments: `{{> name key=value}}`'],
  'dynamic partial': ['the name of a partial cannot be computed', 'name the partial, choosing with `{{#if}}`'],
  'partial arguments': ['a partial takes at most one context', 'pass further values by name: `{{> name key=value}}`'],
  'inverted block': ['`{{^name}}` is not supported', 'write `{{#unless name}}`'],
  'block arguments': ['this block takes exactly one argument', 'combine conditions with `(and a b)` or `(or a b)`'],
  block: ['there is no such block', 'the blocks are `if`, `unless`, `each` and `with`'],
  lookup: ['`lookup` is not supported', 'write the path, such as `parameters.network.name`'],
  'helper hash': ['helpers take no arguments by name', 'pass the values in order'],
  'call of a value': ['only helpers can be called', 'put the name of a helper first'],
  undefined: ['`undefined` is not a value', 'test whether a parameter has a value with `(has parameters.name)`'],
} as const;

/** The fault for a refused construct. `name` is that of the block, where one is spoken of. */
export function unsupported(what: keyof typeof constructs, location: Location, name = ''): Diagnostic {
  const [message, hint] = constructs[what];
  return {
    code: 'template-unsupported',
    severity: 'error',
    message: name === '' ? message : `\`{{#${name}}}\`: ${message}`,
    location,
    hint,
  };
}

/** Finds what can be seen before parsing, and would make Handlebars' parser see other tags than the author: `{{{`, raw blocks, `\{{`. */
export function findUnsupported(text: string, file: string): Diagnostic[] {
  // Comments may hold anything.
  const marks = /\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?![\s\S]*?\}\}|\\\{\{|\{\{\{\{|\{\{~?\{/g;
  return [...text.matchAll(marks)].flatMap((match) => {
    const mark = match[0];
    if (mark.startsWith('{{!') || mark.startsWith('{{~!')) return [];
    const range = { start: match.index, end: match.index + mark.length };
    const what = mark.startsWith('\\') ? '\\{{' : mark === '{{{{' ? 'raw block' : '{{{';
    return [unsupported(what, { file, range })];
  });
}
