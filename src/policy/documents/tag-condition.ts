import type { EffectiveTags, TagCondition } from '../model.ts';
import type { PlacedNode } from './placed-node.ts';
import { fault, note, type Reading } from './reading.ts';

/** A condition may join this many calls. */
const maxCalls = 10;

type Holds = TagCondition['holds'];

/**
 * Reads the condition of a rule: `resource.matchTag('ORG/key', 'value')`, `matchTagId`, `hasTagKey` and `hasTagKeyId`, joined by `&&`,
 * `||`, `!` and parentheses. What is wrong is reported; then there is no condition.
 *
 * @see https://cloud.google.com/resource-manager/docs/organization-policy/tags-organization-policy
 */
export function readTagCondition(reading: Reading, expression: string, node: PlacedNode): TagCondition | undefined {
  try {
    const holds = new ConditionParser(expression).parse();
    const always = holds({ byName: new Map(), byId: new Map(), isPartial: true });
    if (always !== undefined) {
      const message = always ? 'the condition always holds' : 'the condition never holds, so the rule says nothing';
      note(reading, 'condition', message, node.location);
    }
    return { expression: expression.trim(), location: node.location, holds };
  } catch (error) {
    if (!(error instanceof ConditionFault)) throw error;
    const { message, start, end, hint } = error;
    const from = node.verbatimAt;
    const range = from === undefined ? node.location.range : { start: from + start, end: from + end };
    const location = { ...node.location, ...(range && { range }) };
    fault(reading, error.isLimit ? 'policy-limit' : 'policy-condition', message, location, hint);
    return undefined;
  }
}

/** Stops the parser; never leaves this file. */
class ConditionFault extends Error {
  readonly start: number;
  readonly end: number;
  readonly hint: string | undefined;
  readonly isLimit: boolean;

  constructor(message: string, token: Token, hint?: string, isLimit = false) {
    super(message);
    this.start = token.start;
    this.end = Math.max(token.end, token.start);
    this.hint = hint;
    this.isLimit = isLimit;
  }
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const tokenPattern = /\s+|&&|\|\||[!().,]|'[^'\\\n]*'|"[^"\\\n]*"|[A-Za-z_]\w*|[\s\S]/gu;

class ConditionParser {
  readonly #tokens: Token[];
  #at = 0;
  #calls = 0;
  #depth = 0;

  constructor(text: string) {
    const all = [...text.matchAll(tokenPattern)].map(({ 0: word, index }) => ({
      text: word,
      start: index,
      end: index + word.length,
    }));
    const length = text.trimEnd().length;
    this.#tokens = [...all.filter((token) => token.text.trim() !== ''), { text: '', start: length, end: length }];
  }

  parse(): Holds {
    const holds = this.#either();
    const rest = this.#peek();
    if (rest.text !== '')
      throw new ConditionFault(`\`${rest.text}\` is not expected here`, rest, 'join calls by `&&` or `||`');
    return holds;
  }

  #either(): Holds {
    const parts = [this.#both()];
    while (this.#takes('||')) parts.push(this.#both());
    return (tags) => someHold(parts, tags);
  }

  #both(): Holds {
    const parts = [this.#unary()];
    while (this.#takes('&&')) parts.push(this.#unary());
    return (tags) => negated(someHold(parts.map(negation), tags));
  }

  #unary(): Holds {
    let isNegated = false;
    while (this.#takes('!')) isNegated = !isNegated;
    const holds = this.#primary();
    return isNegated ? negation(holds) : holds;
  }

  #primary(): Holds {
    const token = this.#next();
    if (token.text === '(') return this.#group(token);
    if (/^(?:true|false)$/i.test(token.text)) {
      const value = token.text.toLowerCase() === 'true';
      return () => value;
    }
    if (token.text !== 'resource') throw new ConditionFault(this.#unexpected(token), token, callsHint);
    this.#expect('.');
    return this.#call();
  }

  #group(opening: Token): Holds {
    this.#depth += 1;
    if (this.#depth > 2 * maxCalls) throw new ConditionFault('too many parentheses in each other', opening);
    const holds = this.#either();
    this.#expect(')');
    this.#depth -= 1;
    return holds;
  }

  #call(): Holds {
    const name = this.#next();
    const build = calls.get(name.text);
    if (build === undefined) throw new ConditionFault(`\`${name.text}\` is no function of tags`, name, callsHint);
    this.#calls += 1;
    if (this.#calls > maxCalls)
      throw new ConditionFault(`a condition joins at most ${maxCalls} calls`, name, 'split the rule', true);
    this.#expect('(');
    const words = [this.#text(build.patterns[0])];
    for (const pattern of build.patterns.slice(1)) {
      this.#expect(',');
      words.push(this.#text(pattern));
    }
    this.#expect(')');
    return build.holds(words[0] ?? '', words[1] ?? '');
  }

  #text(pattern: ArgumentPattern | undefined): string {
    const token = this.#next();
    if (!/^['"]./.test(token.text)) throw new ConditionFault('a text in quotes is expected here', token);
    const text = token.text.slice(1, -1);
    if (pattern?.matches.test(text) === false) throw new ConditionFault(`'${text}' is not ${pattern.expected}`, token);
    return text;
  }

  #unexpected({ text }: Token): string {
    return text === '' ? 'the condition ends where a call is expected' : `\`${text}\` is not expected here`;
  }

  #expect(text: string): void {
    const token = this.#next();
    if (token.text !== text) throw new ConditionFault(`\`${text}\` is expected here`, token);
  }

  #takes(text: string): boolean {
    if (this.#peek().text !== text) return false;
    this.#at += 1;
    return true;
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { text: '', start: 0, end: 0 };
  }

  #next(): Token {
    const token = this.#peek();
    if (token.text !== '') this.#at += 1;
    return token;
  }
}

interface ArgumentPattern {
  readonly matches: RegExp;
  readonly expected: string;
}

const keyName: ArgumentPattern = {
  // Placeholders of templates are no names: nothing would ever be bound to them.
  matches: /^[^/${}]+\/[^/${}]+$/,
  expected: "a key with its organization or project: '100/env'",
};
const valueName: ArgumentPattern = { matches: /^[^/${}]+$/, expected: 'the short name of a tag value' };
const keyId: ArgumentPattern = { matches: /^tagKeys\/\d+$/, expected: "the id of a tag key: 'tagKeys/1'" };
const valueId: ArgumentPattern = { matches: /^tagValues\/\d+$/, expected: "the id of a tag value: 'tagValues/1'" };

const callsHint = "write calls such as resource.matchTag('100/env', 'prod'), matchTagId, hasTagKey or hasTagKeyId";

/** A function, with what its arguments have to look like. */
interface TagFunction {
  readonly patterns: readonly ArgumentPattern[];
  readonly holds: (key: string, value: string) => Holds;
}

const matchTag: TagFunction = {
  patterns: [keyName, valueName],
  holds: (key, value) => (tags) => same(tags.byName.get(key), value) ?? absent(tags, 'hasUnnamed'),
};

const matchTagId: TagFunction = {
  patterns: [keyId, valueId],
  holds: (key, value) => (tags) => same(tags.byId.get(key), value) ?? absent(tags, 'hasUnnumbered'),
};

const hasTagKey: TagFunction = {
  patterns: [keyName],
  holds: (key) => (tags) => tags.byName.has(key) || absent(tags, 'hasUnnamed'),
};

const hasTagKeyId: TagFunction = {
  patterns: [keyId],
  holds: (key) => (tags) => tags.byId.has(key) || absent(tags, 'hasUnnumbered'),
};

const calls: ReadonlyMap<string, TagFunction> = new Map(
  Object.entries({ matchTag, matchTagId, hasTagKey, hasTagKeyId }),
);

function same(bound: string | undefined, value: string): boolean | undefined {
  return bound === undefined ? undefined : bound === value;
}

/** A key that is not listed is not bound, unless tags are missing, or some are listed in the other notation only. */
function absent(tags: EffectiveTags, gap: 'hasUnnamed' | 'hasUnnumbered'): false | undefined {
  return tags.isPartial || tags[gap] ? undefined : false;
}

/** Or, where the unknown counts only when nothing else decides. */
function someHold(parts: readonly Holds[], tags: EffectiveTags): boolean | undefined {
  const results = parts.map((part) => part(tags));
  return results.includes(true) || (results.includes(undefined) ? undefined : false);
}

function negation(holds: Holds): Holds {
  return (tags) => negated(holds(tags));
}

function negated(result: boolean | undefined): boolean | undefined {
  return result === undefined ? undefined : !result;
}
