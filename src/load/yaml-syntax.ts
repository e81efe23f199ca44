import type { YAMLError } from 'yaml';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Range } from '../diagnostics/range.ts';

/** More syntax faults than this in one file are echoes of the first ones. */
const maxSyntaxFaults = 10;

/** What is said of a syntax fault. */
interface Wording {
  readonly message: string;
  readonly hint?: string;
  /** A better place than the package's. */
  readonly range?: Range;
}

/** Words for a fault, made from the text at and around it. */
type Explain = (context: Context) => Wording;

interface Context {
  readonly text: string;
  readonly range: Range;
  /** Message of the yaml package. */
  readonly original: string;
}

/**
 * Turns the yaml package's errors into diagnostics: at most one a line, since a second one on a line follows from the first,
 * and tabs under their own code.
 */
export function explainSyntaxErrors(
  errors: readonly YAMLError[],
  unclosed: readonly number[],
  text: string,
  file: string,
): Diagnostic[] {
  const lines = new Set<number>();
  const found: Diagnostic[] = [];
  let isAfterTab = false;
  for (const error of [...errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    // A tab shifts what follows: faults of structure behind it are its echo.
    if (isAfterTab && error.code !== 'TAB_AS_INDENT') continue;
    isAfterTab ||= error.code === 'TAB_AS_INDENT';
    const range = rangeWithin(error.pos, text);
    const line = text.lastIndexOf('\n', range.start - 1);
    if (lines.has(line)) continue;
    lines.add(line);
    const explain = wordings[error.code] ?? sayOriginal;
    const wording = isUnclosed(error) ? explainUnclosed(range, unclosed, text) : undefined;
    const { range: place = range, ...words } = wording ?? explain({ text, range, original: error.message });
    const code = error.code === 'TAB_AS_INDENT' ? 'yaml-tab' : 'yaml-syntax';
    found.push({ code, severity: 'error', ...words, location: { file, range: place } });
    if (found.length === maxSyntaxFaults) break;
  }
  return found;
}

/** Errors at the end of the text point behind it; show its last character instead. */
function rangeWithin(pos: readonly [number, number], text: string): Range {
  const end = Math.min(Math.max(pos[1], pos[0] + 1), text.length);
  return { start: Math.max(0, Math.min(pos[0], end - 1)), end };
}

function isUnclosed(error: YAMLError): boolean {
  return /closing ["']quote|end with a [\]}]/.test(error.message);
}

/** Shows the bracket or quote that is not closed, instead of the place where that was noticed. */
function explainUnclosed(noticed: Range, unclosed: readonly number[], text: string): Wording | undefined {
  const start = unclosed.findLast((offset) => offset <= noticed.end);
  const opening = start === undefined ? undefined : text[start];
  if (start === undefined || opening === undefined) return undefined;
  const closing = { '[': ']', '{': '}' }[opening] ?? opening;
  return {
    message: `\`${opening}\` is not closed`,
    hint: `add the closing \`${closing}\``,
    range: { start, end: start + 1 },
  };
}

/** The rest of the line from the first character that is no blank. */
function contentOfLine(text: string, offset: number): Range {
  const end = text.slice(offset).search(/[\r\n]|$/) + offset;
  const blank = text.slice(offset, end).search(/\S/);
  return {
    start: blank < 0 ? offset : offset + blank,
    end: Math.max(offset + 1, offset + text.slice(offset, end).trimEnd().length),
  };
}

const wordings: Readonly<Partial<Record<YAMLError['code'], Explain>>> = {
  TAB_AS_INDENT: () => ({
    message: 'a tab indents this line, YAML allows only spaces',
    hint: 'replace the tab with spaces',
  }),
  BLOCK_AS_IMPLICIT_KEY: explainNested,
  MULTILINE_IMPLICIT_KEY: explainLongKey,
  MISSING_CHAR: explainMissing,
  BAD_INDENT: ({ text, range }) => ({
    message: 'this line is indented neither as its neighbours nor as their parent',
    hint: 'align it with the keys of the map it belongs to',
    range: contentOfLine(text, range.start),
  }),
  BAD_SCALAR_START: ({ text, range }) => ({
    message: `an unquoted value cannot start with ${text[range.start] === '`' ? 'a backtick' : `\`${text[range.start]}\``}`,
    hint: 'put the value in quotes',
  }),
  BAD_DQ_ESCAPE: ({ text, range: { start } }) => ({
    message: `\`${text.slice(start, start + 2)}\` is not an escape of double-quoted YAML`,
    hint: 'write the backslash twice, or use single quotes, which have no escapes',
    range: { start, end: Math.min(start + 2, text.length) },
  }),
  UNEXPECTED_TOKEN: explainUnexpected,
  BLOCK_IN_FLOW: () => ({ message: 'inside `[…]` and `{…}` there can be no indented list or map' }),
  KEY_OVER_1024_CHARS: () => ({ message: 'this key is longer than the 1024 characters YAML allows' }),
  BAD_ALIAS: ({ original }) => ({
    message: /^Alias/.test(original) ? 'an alias needs a name after `*`' : 'an anchor needs a name after `&`',
    hint: 'quote a value that starts with `*` or `&`',
  }),
};

function sayOriginal({ original }: { original: string }): Wording {
  return { message: `not YAML: ${original.charAt(0).toLowerCase()}${original.slice(1).replace(/\.$/, '')}` };
}

function explainNested({ text, range, original }: Context): Wording {
  if (original.includes('sequence')) {
    return { message: 'a list item cannot start on the line of its key', hint: 'start the list on the next line' };
  }
  const content = contentOfLine(text, range.start);
  return text.slice(content.start, content.end).includes(': ')
    ? {
        message: 'a second `: ` on this line makes the value a map',
        hint: 'quote a value that holds `: `, or start the inner map on its own line',
        range: content,
      }
    : {
        message: 'a key has both a value on its line and keys indented below it',
        hint: 'align the line below with this one, or remove the value',
        range: content,
      };
}

function explainLongKey({ text, range }: Context): Wording {
  const key = /^([^\s:]+):(\S*)/.exec(text.slice(range.start, range.end));
  const message = 'a key has to stand on one line, with `: ` after it';
  return key ? { message, hint: `write a space after the colon: \`${key[1]}: ${key[2]}\`` } : { message };
}

function explainMissing({ text, range, original }: Context): Wording {
  if (/followed by map values/.test(original)) {
    const word =
      text
        .slice(range.start)
        .split(/[\r\n#]/, 1)[0]
        ?.trim() ?? '';
    const glued = /^([^\s:]+):(\S+)$/.exec(word);
    return {
      message: `\`${word.slice(0, 60)}\` stands where a key is expected, but no \`: \` follows`,
      hint: glued
        ? `write a space after the colon: \`${glued[1]}: ${glued[2]}\``
        : 'make it a key with a value, or indent it',
    };
  }
  if (/without - indicator/.test(original)) return { message: 'a list item has to start with `- `' };
  if (/comments must be separated/i.test(original)) {
    return {
      message: 'a comment needs a space before its `#`',
      hint: 'put the value in quotes if the `#` belongs to it',
    };
  }
  if (/between .* items/.test(original)) return { message: 'a comma is missing between the items of `[…]` or `{…}`' };
  return sayOriginal({ original });
}

function explainUnexpected({ text, range, original }: Context): Wording {
  const content = contentOfLine(text, range.start);
  const piece = text.slice(content.start, Math.min(content.end, content.start + 40));
  if (/at node end|in YAML stream/.test(original)) {
    const isAfterQuote = /["']/.test(text[range.start - 1] ?? '');
    return {
      message: `\`${piece}\` does not belong to the value before it`,
      hint: isAfterQuote
        ? 'write a quote inside single quotes twice, inside double quotes with a backslash before it'
        : 'check the indentation: keys of one map start at the same column, and a list and a map do not mix',
      range: content,
    };
  }
  if (/empty item|Unexpected ,/.test(original)) return { message: 'a comma too many, no item stands before it' };
  if (/block-seq-ind/.test(original)) {
    return { message: 'a list item cannot start on the line of its key', hint: 'start the list on the next line' };
  }
  return piece
    ? { message: `\`${piece}\` is not expected here` }
    : { message: 'the text ends in the middle of a value' };
}
