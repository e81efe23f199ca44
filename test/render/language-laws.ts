import type { JsonValue } from '../../src/load/document.ts';
import type { Language } from '../../src/render/languages/language.ts';
import { checkTemplate, type Partials } from '../../src/render/template/check-template.ts';
import { parseTemplate } from '../../src/render/template/parse-template.ts';
import { renderTemplate } from '../../src/render/template/render-template.ts';
import { fc } from '../properties.ts';

/** Pieces of text that have broken somebody's template before. */
const wicked = [
  ...['${', '%{', '$${', '$', '%', '{', '}', '{{', '"', "'", '`', '\\', '\n', '\r', '\t', '\u0000', '\u0007', '\u007f'],
  ...[
    '😀',
    'é',
    '\u2028',
    '\ufeff',
    '#',
    '//',
    '/*',
    '*/',
    '--',
    ';',
    '|',
    '&',
    '<',
    '>',
    '(',
    ')',
    '[',
    ']',
    '*',
    '_',
  ],
  ...[
    'EOT',
    'EOF',
    '<<EOF\n',
    '$(touch pwned)',
    "'; rm -rf /; '",
    '${var.x}',
    '%{ if true }',
    ': ',
    ' #',
    '- ',
    '!',
    '~',
  ],
  ...[
    ' ',
    'a',
    'b',
    '0',
    '1.',
    '.',
    ',',
    '=',
    ':',
    'true',
    'null',
    '```',
    '~~~',
    '<!--',
    '-->',
    '</a>',
    '](x)',
    '\\n',
    '%s',
  ],
];

/** Any text a parameter can have, with a taste for trouble. Text that Terraform would normalise (NFC) is left out. */
export const wickedText: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 4, arbitrary: fc.array(fc.constantFrom(...wicked), { maxLength: 6 }).map((pieces) => pieces.join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
    { weight: 1, arbitrary: fc.constantFrom(...wicked) },
  )
  .filter((text) => text.normalize('NFC') === text && !/[\uD800-\uDFFF]/u.test(text));

/** Any value a parameter can have. */
export const wickedValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { weight: 5, arbitrary: wickedText },
    { weight: 1, arbitrary: fc.oneof(fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })) },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.dictionary(wickedText, tie('value'), { maxKeys: 3 }) },
  ),
})).value;

/** What became of a template: its text, or the code of the first fault, found before (`static`) or with the values. */
export type Rendering =
  | { readonly text: string }
  | { readonly refused: string; readonly when: 'static' | 'values'; readonly message: string };

const noPartials: Partials = { names: [], of: () => undefined };

/** Parses, checks and renders a template over `values`. */
export function renderText(
  source: string,
  language: Language,
  values: Readonly<Record<string, JsonValue>>,
  partials: Readonly<Record<string, string>> = {},
): Rendering {
  const byName = new Map(
    Object.entries(partials).map(([name, text]) => [name, parseTemplate(text, `partials/${name}`, true).value]),
  );
  const known: Partials =
    byName.size === 0 ? noPartials : { names: [...byName.keys()], of: (name) => byName.get(name) };
  const parsed = parseTemplate(source, 'template');
  const template = parsed.value;
  const faults = template === undefined ? parsed.diagnostics : checkTemplate(template, language, known);
  if (template === undefined || faults.length > 0) {
    return { refused: faults[0]?.code ?? '', when: 'static', message: faults[0]?.message ?? '' };
  }
  const root = { value: values, pointer: '/parameters' };
  const { text, diagnostics } = renderTemplate(template, language, root, known.of);
  if (diagnostics.length === 0) return { text };
  return { refused: diagnostics[0]?.code ?? '', when: 'values', message: diagnostics[0]?.message ?? '' };
}

/** The text of a rendering that must have succeeded. */
export function textOf(rendering: Rendering): string {
  if ('text' in rendering) return rendering.text;
  throw new Error(`refused: ${JSON.stringify(rendering)}`);
}

/** A text that no template or value has, and that means itself in every language. */
export const placeholder = 'xPLACEHOLDERx';

/**
 * The law of all languages: a value of any characters is read as what a harmless one in its place is read as, with nothing else changed.
 *
 * @param templates at random, with `{{v}}` here and there; need not be correct
 * @param read the target language's own reader; undefined for text it refuses
 * @param tidy makes trees alike that mean the same
 * @returns how many templates were accepted with their value
 */
export function holdLaw(
  language: Language,
  templates: fc.Arbitrary<string>,
  read: (text: string) => unknown,
  runs = 3000,
  tidy: (tree: unknown) => unknown = (tree) => tree,
): { accepted: number; refused: number } {
  const counts = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(templates, wickedText, (template, value) => {
      const harmless = renderText(template, language, { v: placeholder });
      if (!('text' in harmless) || !harmless.text.includes(placeholder)) return;
      const shape = read(harmless.text);
      if (shape === undefined) return;
      const rendered = renderText(template, language, { v: value });
      if (!('text' in rendered)) {
        counts.refused += 1;
        return;
      }
      counts.accepted += 1;
      const found = tidy(read(rendered.text));
      const wanted = tidy(substitute(shape, value));
      if (JSON.stringify(found) !== JSON.stringify(wanted)) {
        throw new Error(
          `${JSON.stringify(rendered.text)} is read as ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`,
        );
      }
    }),
    { numRuns: runs },
  );
  return counts;
}

/** Texts made of pieces at random. */
export function soup(pieces: readonly string[], maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces), { maxLength }).map((parts) => parts.join(''));
}

/** Texts of several parts. */
export function sequence(...parts: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  const arbitraries = parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part));
  return fc.tuple(...arbitraries).map((texts) => texts.join(''));
}

function substitute(shape: unknown, value: string): unknown {
  if (typeof shape === 'string') return shape.split(placeholder).join(value);
  if (Array.isArray(shape)) return shape.map((item) => substitute(item, value));
  if (typeof shape !== 'object' || shape === null) return shape;
  return Object.fromEntries(
    Object.entries(shape).map(([key, item]) => [substitute(key, value), substitute(item, value)]),
  );
}
