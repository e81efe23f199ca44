import { describe, expect, it } from 'vitest';
import { markdown } from '../../src/render/languages/markdown.ts';
import { fc } from '../properties.ts';
import { renderText, textOf, wickedText } from './language-laws.ts';

/** Text of inline Markdown that has no markup left in it: escapes and entities decoded. Undefined where markup is found. */
function plainText(source: string): string | undefined {
  const piece = /\\([!-/:-@[-`{-~])|&(?:#(\d+)|(amp|lt|gt));|([\\`*_{}[\]<>|~!$&])|(.)/gsu;
  let text = '';
  for (const [, escaped, code, name, markup, other] of source.matchAll(piece)) {
    if (markup !== undefined) return undefined;
    const entity = { amp: '&', lt: '<', gt: '>' }[name ?? ''];
    text += escaped ?? (code === undefined ? (entity ?? other) : String.fromCharCode(Number(code)));
  }
  return text;
}

describe('Markdown', () => {
  it('leaves no markup of a value in text', () => {
    fc.assert(
      fc.property(wickedText, (v) => {
        const rendered = renderText('a {{v}} b\n', markdown, { v });
        fc.pre(!v.includes('\u0000'));
        const text = textOf(rendered).slice(2, -3);
        expect(plainText(text)).toBe(v);
        expect(text).not.toMatch(/[\n\r\t]|^ | $/);
      }),
    );
  });

  it('begins no block with a value at the beginning of a line', () => {
    fc.assert(
      fc.property(wickedText, fc.constantFrom('', '- ', '> ', '  '), (v, marker) => {
        fc.pre(!v.includes('\u0000'));
        const text = textOf(renderText(`${marker}{{v}}\n`, markdown, { v })).slice(marker.length, -1);
        expect(plainText(text)).toBe(v);
        expect(text).not.toMatch(/^[ \t\n\r#+=\d-]/);
      }),
    );
  });

  it.each([
    ['in a table cell', '| {{v}} |\n', 'a|b', '| a\\|b |\n'],
    ['in a code span', '`{{v}}`\n', 'a*b', '`a*b`\n'],
    ['in a code block', '```sh\n{{v}}\n```\n', 'a*b', '```sh\na*b\n```\n'],
    ['in an address', '[x](https://a/{{v}})\n', 'b c)(', '[x](https://a/b%20c%29%28)\n'],
    ['as a heading', '# {{v}}\n', '# x', '# \\# x\n'],
    ['with tags', 'a {{v}}\n', '<b>&amp;', 'a &lt;b&gt;&amp;amp;\n'],
  ])('writes a value %s', (_name, template, v, text) => {
    expect(textOf(renderText(template, markdown, { v }))).toBe(text);
  });

  it.each([
    ['a backtick in a code span', '`{{v}}`\n', 'a`b'],
    ['nothing in a code span', '`{{v}}`\n', ''],
    ['a line break in a code block', '```\n{{v}}\n```\n', 'a\n```\nb'],
    ['a fence in a code block', '```\n{{v}}\n```\n', '```'],
    ['the rest of a fence', '```\n`{{v}}\n```\n', '``'],
    ['nothing before what looks like a fence', '```\n{{v}}```\n```\n', ''],
  ])('refuses %s', (_name, template, v) => {
    expect(renderText(template, markdown, { v })).toMatchObject({ when: 'values' });
  });

  it.each([
    ['in a comment', '<!-- {{v}} -->\n'],
    ['in a tag', '<a href="{{v}}">\n'],
    ['in an address in angle brackets', '<https://{{v}}>\n'],
    ['in the language of a code block', '```{{v}}\n```\n'],
    ['in a code span over lines', 'a `{{v}}\nb` c\n'],
  ])('refuses a value %s', (_name, template) => {
    expect(renderText(template, markdown, { v: 'x' })).toMatchObject({ when: 'static' });
  });

  it('sees a code block that is not closed', () => {
    expect(renderText('```\na\n', markdown, {})).toMatchObject({ refused: 'template-branches' });
  });
});
