import type { YamlNode } from './engines.ts';

const decimal = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

const words: ReadonlyMap<string, YamlNode> = new Map<string, YamlNode>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word): [string, YamlNode] => [word, { kind: 'null' }]),
  ...['true', 'y', 'yes', 'on'].flatMap((word) => spellings(word, true)),
  ...['false', 'n', 'no', 'off'].flatMap((word) => spellings(word, false)),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word): [string, YamlNode] => [
    word,
    { kind: 'number', text: 'Inf' },
  ]),
  ...['-.inf', '-.Inf', '-.INF'].map((word): [string, YamlNode] => [word, { kind: 'number', text: '-Inf' }]),
]);

function spellings(word: string, value: boolean): readonly [string, YamlNode][] {
  const capital = word.charAt(0).toUpperCase() + word.slice(1);
  return [word, capital, word.toUpperCase()].map((each) => [each, { kind: 'bool', value }]);
}

/**
 * What an unquoted scalar stands for: Terraform reads the words of YAML 1.1 (`yes`, `off`) and the octal numbers of YAML 1.2.
 *
 * @throws {Error} for `.nan`, which is no number of Terraform's
 */
export function resolvePlain(text: string): YamlNode {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) throw new Error('a value that is not a number is not supported');
  if (decimal.test(text)) return { kind: 'number', text };
  if (/^0x[0-9a-fA-F]+$|^0o[0-7]+$/.test(text)) return { kind: 'number', text: BigInt(text).toString() };
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.test(text);
  return { kind: 'string', text: date ? `${text}T00:00:00Z` : text };
}
