import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { sqlLanguage } from '../../src/render/languages/sql.ts';
import { type Dialect, googleSql, mySql, postgreSql, standardSql } from '../../src/render/languages/sql-dialect.ts';
import { fc } from '../properties.ts';
import { holdLaw, renderText, sequence, soup, textOf, wickedText } from './language-laws.ts';

const dialects: readonly Dialect[] = [googleSql, mySql, postgreSql, standardSql];

/**
 * Tokens of a SQL text as a server of the dialect reads them, names and literals decoded; written from the dialects' manuals and not from
 * our reader, so that the two can disagree. Undefined where something is left open.
 */
function tokens(dialect: Dialect, text: string): unknown {
  const isGoogle = dialect === googleSql;
  const isMySql = dialect === mySql;
  const quotes = isGoogle ? `'''|"""|'|"|\`` : isMySql ? `'|"|\`` : `'|"`;
  const token = new RegExp(
    `(?<space>\\s+)|(?<comment>--[^\\n]*|${isGoogle || isMySql ? '#[^\\n]*' : '(?!)'})|(?<block>/\\*)` +
      `|(?<dollar>${dialect === postgreSql ? '\\$(?:[a-zA-Z_]\\w*)?\\$' : '(?!)'})|(?<prefix>[a-zA-Z_]\\w*(?=['"]))|(?<word>[\\w$@.]+)|(?<quote>${quotes})|(?<other>.)`,
    'ys',
  );
  const found: unknown[] = [];
  let prefix = '';
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const groups = token.exec(text)?.groups ?? {};
    if (groups['block'] !== undefined) {
      const end = blockEnd(text, at, dialect === postgreSql);
      if (end === undefined) return undefined;
      token.lastIndex = end;
    } else if (groups['dollar'] !== undefined) {
      const end = text.indexOf(groups['dollar'], token.lastIndex);
      if (end === -1) return undefined;
      found.push(['dollar', text.slice(at, end)]);
      token.lastIndex = end + groups['dollar'].length;
    } else if (groups['quote'] !== undefined) {
      const isChosen = dialect === standardSql && /^n?q$/i.test(prefix) && groups['quote'] === "'";
      const literal = isChosen
        ? chosen(text, token.lastIndex)
        : quoted(dialect, text, token.lastIndex, groups['quote'], prefix);
      if (literal === undefined) return undefined;
      found.push([prefix + groups['quote'], literal.value]);
      token.lastIndex = literal.end;
    } else if (groups['word'] !== undefined || groups['other'] !== undefined) {
      found.push(groups['word'] ?? groups['other']);
    }
    prefix = groups['prefix'] ?? '';
    if (prefix !== '') found.push(prefix);
  }
  return found;
}

function blockEnd(text: string, from: number, nests: boolean): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const two = text.slice(at, at + 2);
    if (two === '/*' && (depth === 0 || nests)) depth += 1;
    else if (two === '*/') depth -= 1;
    else continue;
    at += 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

function chosen(text: string, from: number) {
  const [open = ''] = text.slice(from);
  const close = `${{ '[': ']', '<': '>' }[open] ?? open}'`;
  const end = text.indexOf(close, from + 1);
  return open === '' || end === -1 ? undefined : { value: text.slice(from + 1, end), end: end + 2 };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\u0000' };

function quoted(dialect: Dialect, text: string, from: number, quote: string, prefix: string) {
  const isName = quote === '`' || (quote === '"' && (dialect === postgreSql || dialect === standardSql));
  const isGoogle = dialect === googleSql;
  const hasBackslash = isGoogle || (dialect === mySql && !isName) || (dialect === postgreSql && /^e$/i.test(prefix));
  const isRaw = isGoogle && /r/i.test(prefix);
  let value = '';
  for (let at = from; at < text.length; ) {
    const rest = text.slice(at);
    if (hasBackslash && rest.startsWith('\\')) {
      const hex = isGoogle && !isRaw ? /^\\x([0-9a-f]{2})/i.exec(rest) : null;
      value += hex ? String.fromCharCode(Number.parseInt(hex[1]!, 16)) : (escapes[rest[1]!] ?? rest[1] ?? '');
      at += hex ? 4 : 2;
    } else if (!isGoogle && rest.startsWith(quote + quote)) {
      value += quote;
      at += 2;
    } else if (rest.startsWith(quote)) return { value, end: at + quote.length };
    else {
      value += rest[0];
      at += 1;
    }
  }
  return undefined;
}

describe.each(dialects)('$name', (dialect) => {
  const language = sqlLanguage(dialect);
  const inText = soup(['{{v}}', '{{v}}', 'a', ' ', '--', '#', '/*', '\\\\', "\\'", "''", '""', '`', '"', '$$'], 5);
  const part = fc.oneof(
    fc.constantFrom(
      '{{v}}',
      'a',
      ' = ',
      ' ',
      ' - ',
      '-',
      '(',
      ')',
      ', ',
      '\n',
      '{{v}}{{v}}',
      'a.{{v}}',
      '/',
      '*',
      '$',
      '1',
    ),
    sequence("'", inText, "'"),
    sequence('"', inText, '"'),
    sequence('`', inText, '`'),
    sequence(
      fc.constantFrom("r'", "E'", "'''", '"""', "b'", "x'", "q'[", "nq'!", "Q'<", '$$', '$x$'),
      inText,
      fc.constantFrom("'", "]'", "!'", ">'", "'''", '"""', '$$', '$x$'),
    ),
    sequence(fc.constantFrom('--', '# ', '/*', '/* /*'), inText, fc.constantFrom('\n', '*/', '*/ */')),
  );
  const file = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => `SELECT ${parts.join('')}`);

  it('reads any value as that value, whatever template it stands in', () => {
    const { accepted } = holdLaw(language, file, (text) => tokens(dialect, text), 6000);
    expect(accepted).toBeGreaterThan(100);
  });

  it.each([
    ['in a comment', '-- {{v}}\n'],
    ['in a block comment', '/* {{v}} */'],
    ['as part of a name', 'SELECT a.{{v}}'],
    ['after a literal', "SELECT 'a'{{v}}"],
    ['before a literal', "SELECT {{v}}'a'"],
    ['after another', 'SELECT {{v}}{{v}}'],
  ])('refuses a value %s', (_name, template) => {
    expect(renderText(template, language, { v: 'x' })).toMatchObject({ when: 'static' });
  });

  it('puts negative numbers into parentheses, since two minus signs begin a comment', () => {
    expect(textOf(renderText('SELECT 1 -{{v}}', language, { v: -5 }))).toBe('SELECT 1 -(-5)');
  });

  it('spells booleans, null and numbers', () => {
    const template = 'SELECT {{a}}, {{b}}, {{c}}';
    expect(textOf(renderText(template, language, { a: true, b: null, c: 1.5 }))).toBe('SELECT TRUE, NULL, 1.5');
  });

  it('takes a backslash as itself in literals with a letter before them, but where the dialect escapes in them', () => {
    const isEscape = dialect === googleSql || dialect === mySql;
    const rendering = renderText("SELECT x'\\', {{v}}, ''", language, { v: 'a' });
    expect(rendering).toMatchObject(isEscape ? { when: 'static' } : { text: "SELECT x'\\', 'a', ''" });
  });

  it('refuses lists', () => {
    expect(renderText('SELECT {{v}}', language, { v: [1] })).toMatchObject({ refused: 'template-value' });
  });
});

it('reads literals of Oracle that name their own quotes', () => {
  const template = "SELECT q'[it's]', {{v}}, nq'!'!', '{{v}}'";
  expect(textOf(renderText(template, sqlLanguage(standardSql), { v: "a'" }))).toBe(
    "SELECT q'[it's]', 'a''', nq'!'!', 'a'''",
  );
});

const hasSqlite = spawnSync('sqlite3', ['--version']).status === 0;

describe.skipIf(!hasSqlite)('SQLite', () => {
  it('reads literals and quoted names of standard SQL as the value', () => {
    const template = `SELECT hex({{v}}), hex('a{{v}}b');\nCREATE TABLE "t{{v}}" (x);\nSELECT hex(name) FROM sqlite_master;\nDROP TABLE "t{{v}}";\n`;
    const hex = (text: string): string => Buffer.from(text).toString('hex').toUpperCase();
    fc.assert(
      fc.property(wickedText, (v) => {
        // The command line of SQLite reads a line break before SQL does, and names cannot hold control characters.
        fc.pre(!/[\u0000-\u001f\u007f\ufeff]/.test(v));
        const input = textOf(renderText(template, sqlLanguage(standardSql), { v }));
        const { stdout, stderr } = spawnSync('sqlite3', ['-batch'], { input, encoding: 'utf8' });
        expect({ stdout, stderr }).toEqual({ stdout: `${hex(v)}|${hex(`a${v}b`)}\n${hex(`t${v}`)}\n`, stderr: '' });
      }),
      { numRuns: 100 },
    );
  });
});
