import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { json } from '../../src/render/languages/json.ts';
import { yaml } from '../../src/render/languages/yaml.ts';
import { fc } from '../properties.ts';
import { holdLaw, renderText, sequence, soup, textOf, wickedValue } from './language-laws.ts';

describe('JSON', () => {
  const inText = soup(['{{v}}', '{{v}}', 'a', ' ', '\\n', '\\"', '\\u0041', '{', ',', ':'], 5);
  const { value } = fc.letrec<Record<'value', string>>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('{{v}}', '1', 'null', ' {{v}} '),
      sequence('"', inText, '"'),
      sequence('[', tie('value'), fc.constantFrom(', ', '{{v}}'), tie('value'), ']'),
      sequence('{"a": ', tie('value'), ', "', inText, '": ', tie('value'), '}'),
      sequence('{{{v}}: '.replace('{{{', '{ {{'), tie('value'), '}'),
    ),
  }));

  it('reads any value as that value, whatever template it stands in', () => {
    const { accepted } = holdLaw(json, value, readJson);
    expect(accepted).toBeGreaterThan(100);
  });

  it('reads lists and maps back', () => {
    fc.assert(
      fc.property(wickedValue, (v) => {
        const text = textOf(renderText('{"a": [{{v}}]}', json, { v }));
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ a: [v] })));
      }),
    );
  });

  it.each([
    ['{"a" {{v}} }', 'template-position'],
    ['[1 {{v}}]', 'template-position'],
    ['{"a": "\\{{v}}"}', 'template-unsupported'],
    ['["a{{#if v}}"{{/if}}]', 'template-branches'],
    ['{{v}}{{v}}', 'template-position'],
    ['[{{v}}1]', 'template-text'],
    ['["x\ny"]', 'template-text'],
    ['[1}', 'template-text'],
  ])('refuses %j', (template, refused) => {
    expect(renderText(template, json, { v: 'x' })).toMatchObject({ refused, when: 'static' });
  });
});

describe('YAML', () => {
  const inText = soup(['{{v}}', '{{v}}', 'a', ' ', ': ', '#', ' #', "''", '-'], 5);
  const { file } = fc.letrec<Record<'file' | 'node' | 'flow' | 'entry', string>>((tie) => ({
    flow: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('{{v}}', 'a', '1', '{{v}} '),
      sequence('"', inText, '"'),
      sequence("'", inText, "'"),
      sequence('[', tie('flow'), ', ', tie('flow'), ']'),
      sequence('{a: ', tie('flow'), ', "', inText, '": ', tie('flow'), '}'),
      sequence('{ {{v}}: ', tie('flow'), '}'),
    ),
    node: fc.oneof(
      tie('flow'),
      sequence(
        fc.constantFrom('|', '>-', '|2', '|+ # c'),
        '\n    ',
        inText,
        fc.constantFrom('', '\n    {{v}}', '\n\n    x {{v}}'),
      ),
      sequence('\n    ', tie('flow')),
      sequence('\n    - ', tie('flow'), '\n    - k: ', tie('flow'), '\n      {{v}}: 1'),
      fc.constantFrom('a {{v}}', '{{v}} a', 'a\n    {{v}}', 'http://{{v}}', '!!str {{v}}', '&x {{v}}'),
    ),
    entry: fc.oneof(
      sequence('a: ', tie('node'), '\n'),
      sequence('b:', tie('node'), '\n'),
      sequence('{{v}}: ', tie('node'), '\n'),
      sequence('c: ', tie('node'), fc.constantFrom(' # {{v}}', ' # x'), '\n'),
      sequence('"', inText, '": ', tie('node'), '\n'),
    ),
    file: sequence(
      fc.constantFrom('', '---\n', '# x\n', '--- '),
      tie('entry'),
      fc.oneof(tie('entry'), fc.constant('')),
    ),
  }));

  it('reads any value as that value, whatever template it stands in', () => {
    const { accepted, refused } = holdLaw(yaml, file, readYaml, 6000);
    expect(accepted).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(10);
  });

  it('reads lists and maps back', () => {
    fc.assert(
      fc.property(wickedValue, (v) => {
        const text = textOf(renderText('a:\n  - {{v}}\nb: {{v}}\n', yaml, { v }));
        const known = JSON.parse(JSON.stringify(v));
        expect(readYaml(text)).toEqual([{ a: [known], b: known }]);
      }),
    );
  });

  it.each([
    ['a: x{{v}}\n', 'template-position'],
    ['a: {{v}}x\n', 'template-text'],
    ['a: b\n  {{v}}\n', 'template-position'],
    ['# {{v}}\n', 'template-position'],
    ['a:{{v}}\n', 'template-position'],
    ['a: "x\n  {{v}}"\n', 'template-position'],
    ['a: "{{v}}\n  x"\n', 'template-text'],
    ['a: [{{#if v}}]{{/if}}\n', 'template-branches'],
  ])('refuses %j', (template, refused) => {
    expect(renderText(template, yaml, { v: 'x' })).toMatchObject({ refused, when: 'static' });
  });
});

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** All documents as entries in order (so that equal keys stay apart); undefined for faulty text. */
function readYaml(text: string): unknown {
  const documents = parseAllDocuments(text, { version: '1.2', uniqueKeys: false, logLevel: 'silent' });
  if (!Array.isArray(documents)) return undefined;
  if (documents.some(({ errors, warnings }) => errors.length + warnings.length > 0)) return undefined;
  return documents.map((document) => document.toJS() as unknown);
}
