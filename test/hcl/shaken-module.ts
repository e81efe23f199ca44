import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lex } from '../../src/hcl/syntax/lexer.ts';
import * as tokenKinds from '../../src/hcl/syntax/token-kinds.ts';
import { fc } from '../properties.ts';

const folder = join(import.meta.dirname, '../fixtures/hcl');

/** Module texts to shake: one with every construct of the language, and generated ones for the `google` provider. */
export const modules: readonly string[] = [
  readFileSync(join(folder, 'language.tf'), 'utf8'),
  ...readFileSync(join(folder, 'modules.txt'), 'utf8').split('=====\n'),
];

/** A source of numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const textKinds: ReadonlySet<number> = new Set([tokenKinds.quotedText, tokenKinds.plainText, tokenKinds.closeQuote]);
const textOpeners: ReadonlySet<number> = new Set([
  tokenKinds.quotedText,
  tokenKinds.plainText,
  tokenKinds.openQuote,
  tokenKinds.openHeredoc,
  tokenKinds.closeSequence,
]);

/**
 * A text with other white space and more comments between its tokens, and some values written the old way. Most results are valid,
 * some are not.
 *
 * @param wildness - Share of the gaps that change, from 0 to 1.
 */
export function shake(text: string, seed: number, wildness: number): string {
  const random = randomFrom(seed);
  const pick = <T>(values: readonly [T, ...T[]]): T => values[Math.floor(random() * values.length)] ?? values[0];
  const newline = pick(['\n', '\n', '\r\n']);
  const { tokens } = lex(text);
  let shaken = random() < 0.05 ? '\ufeff' : '';
  let position = 0;
  for (let index = 0; index < tokens.length; index++) {
    const kind = tokens.kind(index);
    let token = tokens.textOf(index);
    let gap = text.slice(position, tokens.start(index));
    position = tokens.end(index);
    const isInText = textKinds.has(kind) || kind === tokenKinds.closeHeredoc || textOpeners.has(tokens.kind(index - 1));
    if (!isInText && random() < wildness) {
      gap = pick(['', ' ', '  ', '\t', '     ', ' ', ' ', '/* c */', ' /* é */ ']);
      if (random() < 0.01) gap += pick([newline, `# x${newline}`, `// y${newline}`]);
      if (gap === '' && /[\p{ID_Continue}-]$/u.test(shaken) && /^[\p{ID_Continue}-]/u.test(token)) gap = ' ';
    }
    if (random() < wildness / 4) {
      if (kind === tokenKinds.newline)
        token = pick([newline, newline + newline, ` # tail${newline}`, `// t${newline}`, ` ${newline}`]);
      if (kind === tokenKinds.openBracket) token = `[${newline}`;
      if (kind === tokenKinds.comma) token = `,${newline}`;
      if (kind === tokenKinds.identifier && random() < 0.02) {
        token = pick([
          `"\${${token}}"`,
          `(${token})`,
          `[${token}]`,
          `{ a = ${token} }`,
          `-${token}`,
          `!${token}`,
          `${token}[0]`,
          `${token}.*.z`,
        ]);
      }
    }
    shaken += gap + token;
  }
  const end = random();
  if (end < 0.1) return shaken.trimEnd();
  return end < 0.2 ? `${shaken}   ` : shaken;
}

/** Shaken modules. */
export const shakenModules: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...modules), fc.integer(), fc.constantFrom(0.02, 0.15, 0.5))
  .map(([text, seed, wildness]) => shake(text, seed, wildness));
