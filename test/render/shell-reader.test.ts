import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shell } from '../../src/render/languages/shell.ts';
import { fc } from '../properties.ts';
import { placeholder, renderText, sequence, soup, textOf, wickedText } from './language-laws.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'imprint-shell-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shells = ['bash', 'sh'].filter((name) => spawnSync(name, ['-c', ':']).status === 0);

/** Words that a script passes to `show`, with what it printed to stderr; nothing but built-ins can run. */
function run(name: string, script: string): { words: string[]; failed: boolean } {
  const input = `PATH=\nshow() { printf '%s\\0' "$@"; }\n${script}`;
  const { stdout, status, stderr } = spawnSync(name, {
    input,
    cwd: folder,
    encoding: 'utf8',
    env: { LC_ALL: 'C.UTF-8' },
  });
  return { words: stdout.split('\0').slice(0, -1), failed: status !== 0 || stderr !== '' };
}

describe.skipIf(shells.length === 0)('the shell', () => {
  const inDouble = soup(
    [
      '{{v}}',
      '{{v}}',
      'a',
      ' ',
      "'",
      '#',
      '\\$',
      '\\"',
      '\\\\',
      '${x}',
      '$(printf b)',
      '`printf c`',
      '${z:-"d"}',
      '$((1+2))',
    ],
    5,
  );
  const inSingle = soup(['{{v}}', '{{v}}', 'a', ' ', '"', '#', '$', '\\', '`', '$(', '${'], 5);
  const word = fc.oneof(
    fc.constantFrom('{{v}}', 'a{{v}}b', '--x={{v}}', '{{v}}{{v}}', '"$x"', "$'\\x41\\''", '\\"', '${y#z}', '$#', 'a#b'),
    sequence('"', inDouble, '"'),
    sequence("'", inSingle, "'"),
  );
  const line = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => `show ${words.join(' ')}\n`),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('# a "comment\n', 'x={{v}}; show "$x"\n', 'x="$(printf \'%s\' "it\'s")" # \'\n'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom("read -r x <<'EOF'\nit's \" ${ `\nEOF\n", 'read -r x <<-E\n\tits\n\tE\nshow {{v}}\n'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('[ {{v}} = {{v}} ] && show same\n', ': $((1 << 2)); show {{v}}\n', '(show {{v}})\n'),
    },
  );
  const script = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join(''));

  it.each(shells)('%s reads any value as that value, whatever script it stands in', (name) => {
    let accepted = 0;
    fc.assert(
      fc.property(script, wickedText, (template, value) => {
        if (name === 'sh' && template.includes("$'")) return;
        const harmless = renderText(template, shell, { v: placeholder });
        const rendered = renderText(template, shell, { v: value });
        if (!('text' in harmless) || !('text' in rendered)) return;
        const wanted = run(name, harmless.text);
        if (wanted.failed) return;
        accepted += 1;
        const words = wanted.words.map((one) => one.split(placeholder).join(value));
        expect(run(name, rendered.text)).toEqual({ words, failed: false });
      }),
      { numRuns: 250 },
    );
    expect(accepted).toBeGreaterThan(40);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a value in a script', () => {
  it.each([
    ['is one quoted word', 'x={{v}}\n', "x='a b'\\''c'\n"],
    ['is escaped in double quotes', 'x="{{v}}"\n', 'x="a b\'c"\n'],
    ['is escaped in single quotes', "x='{{v}}'\n", "x='a b'\\''c'\n"],
  ])('%s', (_name, template, text) => {
    expect(textOf(renderText(template, shell, { v: "a b'c" }))).toBe(text);
  });

  it.each([
    ['in a comment', '# {{v}}\n'],
    ['in a command substitution', 'x=$(echo {{v}})\n'],
    ['in a command substitution in quotes', 'x="$(echo "{{v}}")"\n'],
    ['in backticks', 'x=`echo {{v}}`\n'],
    ['in a parameter expansion', 'x=${y:-{{v}}}\n'.replace('-{{v}}}', '- {{v}} }')],
    ['in arithmetic', 'x=$((1 + {{v}}))\n'],
    ['in a heredoc', 'cat <<EOF\n{{v}}\nEOF\n'],
    ['in a quoted heredoc', "cat <<'EOF'\n{{v}}\nEOF\n"],
    ['as an end tag', 'cat <<{{v}}\n'],
    ['straight after a dollar', 'x=${{v}}\n'],
    ['straight after a dollar in quotes', 'x="${{v}}"\n'],
    ['straight after a backslash', 'x=\\ {{v}}\n'.replace('\\ ', '\\')],
    ["in $'…'", "x=$'{{v}}'\n"],
  ])('is refused %s', (_name, template) => {
    expect(renderText(template, shell, { v: 'x' })).toMatchObject({ when: 'static' });
  });

  it('is refused with a NUL character', () => {
    expect(renderText('x={{v}}\n', shell, { v: 'a\u0000' })).toMatchObject({ refused: 'template-value' });
  });

  it.each(["x='a\n", 'x="a\n', 'x=$(a\n', 'cat <<EOF\na\n', 'x=`a\n', 'x=$((1\n'])(
    'a file cannot end as %j',
    (template) => {
      expect(renderText(template, shell, {})).toMatchObject({ refused: 'template-branches' });
    },
  );
});
