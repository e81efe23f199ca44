import { fc } from '../../properties.ts';

/** The parts conditions are made of, by what they come to; `inItem` and `inText` stand in macros over `items` and texts. */
interface Parts {
  bool: string;
  number: string;
  text: string;
  list: string;
  inItem: string;
  inText: string;
}

const depth = { maxDepth: 3, withCrossShrink: true };

/** Conditions on a `Thing` that the type check takes. */
export const randomCondition: fc.Arbitrary<string> = fc.letrec<Parts>((tie) => {
  const joined = (operators: readonly string[], part: keyof Parts): fc.Arbitrary<string> =>
    fc
      .tuple(tie(part), fc.constantFrom(...operators), tie(part))
      .map(([a, operator, b]) => `(${String(a)} ${operator} ${String(b)})`);
  const logic = (part: 'bool' | 'inItem' | 'inText'): fc.Arbitrary<string>[] => [
    joined(['&&', '||', '==', '!='], part),
    tie(part).map((a) => `!${a}`),
    fc.tuple(tie(part), tie(part), tie(part)).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ];
  const macro = fc.constantFrom('all', 'exists', 'exists_one');
  const comparisons = ['==', '!=', '<', '<=', '>', '>='];
  return {
    text: fc.oneof(
      depth,
      fc.constantFrom('"a"', '"b"', 'resource.name', 'resource.zone', 'resource.inner.label', 'resource.labels["k"]'),
      fc.constantFrom('resource.labels.z', 'resource.tags[0]', 'resource.tags[1]', 'resource.items[0].label', '""'),
      fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
      fc.tuple(tie('bool'), tie('text'), tie('text')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    ),
    number: fc.oneof(
      depth,
      fc.constantFrom('0', '1', '2', 'resource.count', 'resource.inner.count', 'resource.items[0].count'),
      fc.constantFrom('size(resource.labels)', 'resource.items.size()', 'resource.name.size()'),
      tie('list').map((a) => `${a}.size()`),
      joined(['+', '-', '*', '/', '%'], 'number'),
      fc.tuple(tie('bool'), tie('number'), tie('number')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      tie('inItem').map((a) => `resource.items.filter(i, ${a}).size()`),
      tie('inText').map((a) => `resource.labels.filter(t, ${a}).size()`),
    ),
    list: fc.oneof(
      depth,
      fc.constantFrom('resource.tags', '["a", "b"]', '["a"]', 'resource.items.map(i, i.label)'),
      fc.tuple(tie('list'), tie('list')).map(([a, b]) => `(${a} + ${b})`),
      tie('text').map((a) => `[${a}]`),
      fc.tuple(tie('list'), tie('inText')).map(([a, b]) => `${a}.filter(t, ${b})`),
      fc.tuple(tie('list'), tie('text')).map(([a, b]) => `${a}.map(t, t + ${b})`),
    ),
    inText: fc.oneof(
      depth,
      fc.constantFrom(
        '(t == "a")',
        't.startsWith("a")',
        '(t in resource.tags)',
        '(t != resource.name)',
        'true',
        'resource.on',
      ),
      ...logic('inText'),
    ),
    inItem: fc.oneof(
      depth,
      fc.constantFrom('i.on', '(i.count > 0)', '(i.label == "a")', 'has(i.label)', '(i == resource.inner)', 'true'),
      fc.constantFrom(
        '(i.label in resource.tags)',
        '(i == resource.items[0])',
        '(i.count < resource.count)',
        'resource.on',
      ),
      ...logic('inItem'),
    ),
    bool: fc.oneof(
      depth,
      fc.constantFrom(
        'true',
        'false',
        'resource.on',
        'resource.inner.on',
        '(resource.ratio > 1.0)',
        '("k" in resource.labels)',
      ),
      fc.constantFrom('has(resource.inner)', 'has(resource.labels)', 'has(resource.tags)', 'has(resource.labels.k)'),
      fc.constantFrom('has(resource.name)', 'has(resource.inner.count)', 'has(resource.on)', 'has(resource.items)'),
      fc.constantFrom(
        '(resource.inner == resource.items[0])',
        '(resource.labels == {"k": "a"})',
        '(resource == resource)',
      ),
      ...logic('bool'),
      joined(comparisons, 'number'),
      joined(comparisons, 'text'),
      joined(['==', '!='], 'list'),
      fc.tuple(tie('text'), tie('list')).map(([a, b]) => `(${a} in ${b})`),
      fc.tuple(tie('list'), macro, tie('inText')).map(([a, name, b]) => `${a}.${name}(t, ${b})`),
      fc.tuple(macro, tie('inText')).map(([name, a]) => `resource.labels.${name}(t, ${a})`),
      fc.tuple(macro, tie('inItem')).map(([name, a]) => `resource.items.${name}(i, ${a})`),
      fc
        .tuple(tie('text'), fc.constantFrom('startsWith', 'endsWith', 'contains', 'matches'), tie('text'))
        .map(([a, name, b]) => `${a}.${name}(${b})`),
    ),
  };
}).bool;
