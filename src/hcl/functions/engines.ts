import { isDecidable } from '../../regex/decide-match.ts';
import type { FunctionLibrary } from './function.ts';
import { libraryNames } from './library-names.ts';

/**
 * Packages that only some functions need, and functions that few modules call, loaded before evaluation because evaluation is synchronous: a caller that finds
 * {@link neededEngines} in the module's texts awaits `loadEngines` (`load-engines.ts`) and hands the result on.
 */
export interface Engines {
  /** For `regex`, `regexall` and `replace` with a pattern. */
  readonly regex?: RegexEngine;
  /** For `yamldecode`. */
  readonly yaml?: YamlEngine;
  /** For `provider::terraform::encode_expr` and `encode_tfvars`. */
  readonly layout?: LayoutEngine;
  /** For the functions in `library-names.ts` and those of providers. */
  readonly library?: FunctionLibrary;
}

/** Regular expressions in the syntax of RE2. */
export interface RegexEngine {
  /** @throws {Error} with a readable message when the pattern is not one */
  compile(pattern: string): CompiledRegex;
}

/** A pattern. */
export interface CompiledRegex {
  /** Names of the capture groups by number from 1; undefined for those without name. */
  readonly groups: readonly (string | undefined)[];
  /** The first match at or after an offset: the texts of the whole and of the groups, undefined for those that took no part. */
  match(text: string, offset: number): RegexMatch | undefined;
}

/** A match. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  readonly texts: readonly (string | undefined)[];
}

/** Lays out texts in the native syntax. */
export interface LayoutEngine {
  /** The text as `terraform fmt` writes it. */
  format(text: string): string;
}

/** Reads a YAML document. */
export interface YamlEngine {
  /** @throws {Error} with a readable message when the text is not one document */
  parse(text: string): YamlNode;
}

/** A YAML value; scalars with their resolved type. */
export type YamlNode =
  | { readonly kind: 'string' | 'number'; readonly text: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'sequence'; readonly items: readonly YamlNode[] }
  | { readonly kind: 'mapping'; readonly entries: readonly (readonly [YamlNode, YamlNode])[] };

/** Names of the engines that some text calls a function of. */
export function neededEngines(texts: Iterable<string>): ReadonlySet<keyof Engines> {
  const needed = new Set<keyof Engines>();
  let replaces = false;
  let hasPattern = false;
  for (const text of texts) {
    if (/\b(?:regex|regexall)\s*\(/.test(text.replace(decidedMatch, withoutDecided))) needed.add('regex');
    if (/\byamldecode\s*\(/.test(text)) needed.add('yaml');
    if (/\bencode_(?:expr|tfvars)\s*\(/.test(text)) needed.add('layout');
    if (libraryCall.test(text)) needed.add('library');
    replaces ||= /\breplace\s*\(/.test(text);
    hasPattern ||= /"\/[^"\n]+\/"/.test(text);
  }
  // What `replace` looks for is a pattern when it stands between slashes, wherever that is written.
  if (replaces && hasPattern) needed.add('regex');
  return needed;
}

/** A call of a function of the library. */
const libraryCall = new RegExp(`\\bprovider::|\\b(?:${libraryNames.join('|')})\\s*\\(`);

/** A question that `decideMatch` may answer: whether a literal pattern matches. */
const decidedMatch = /\bcan\(\s*regex\(\s*("(?:[^"\\\n]|\\.)*")/g;

function withoutDecided(call: string, literal: string): string {
  return isDecidable(decoded(literal) ?? '(?') ? '' : call;
}

/** The text of a literal; undefined when it has escapes of its own or holds more than text. */
function decoded(literal: string): string | undefined {
  if (/[$%]\{/.test(literal)) return undefined;
  try {
    return String(JSON.parse(literal));
  } catch {
    return undefined;
  }
}
