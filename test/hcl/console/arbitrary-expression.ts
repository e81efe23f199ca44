import { fc } from '../../properties.ts';

/** Types the generator aims at; now and then it misses on purpose. */
type Wanted = 'number' | 'string' | 'bool' | 'list' | 'map' | 'any';

const numbers = ['0', '1', '2', '-1', '3.5', '0.1', '10', '1e3', '255', '-7.25', '1e20', '100000', '0.00001', '"4"'];
const texts = [
  '""',
  '"a"',
  '"b"',
  '"Zé"',
  '"añ👨‍👩‍👧"',
  '"12"',
  '"true"',
  '"a,b,c"',
  '"x\\ny"',
  '" pad "',
  '"$${}"',
  '"-"',
  '"<&>"',
];
const bools = ['true', 'false', '"true"'];

/** Calls by the type they give: `$n` a number, `$s` a text, `$b` a bool, `$l` a list, `$m` a map, `$a` anything. */
const calls: Readonly<Record<Wanted, readonly string[]>> = {
  number: [
    ...[
      'length($l)',
      'length($m)',
      'length($s)',
      'max($n, $n)',
      'min($n, $n, $n)',
      'abs($n)',
      'ceil($n)',
      'floor($n)',
      'signum($n)',
    ],
    ...[
      'sum([$n, $n])',
      'parseint($s, 10)',
      'pow($n, 2)',
      'index($l, $a)',
      'tonumber($s)',
      'tonumber($n)',
      '-($n)',
      '($n + $n)',
    ],
    ...[
      '($n - $n)',
      '($n * $n)',
      '($n / $n)',
      '($n % $n)',
      '($b ? $n : $n)',
      'coalesce($n, $n)',
      'log(8, 2)',
      '$l[$n]',
      'try($n, $n)',
    ],
  ],
  string: [
    ...[
      'upper($s)',
      'lower($s)',
      'title($s)',
      'trimspace($s)',
      'strrev($s)',
      'chomp($s)',
      'join($s, $l)',
      'format("%s-%v", $s, $a)',
    ],
    ...[
      'format("%d|%5.1f", $n, $n)',
      'replace($s, $s, $s)',
      'substr($s, $n, $n)',
      'trim($s, $s)',
      'trimprefix($s, $s)',
      'trimsuffix($s, $s)',
    ],
    ...[
      'jsonencode($a)',
      'yamlencode($a)',
      'base64encode($s)',
      'md5($s)',
      'urlencode($s)',
      'tostring($n)',
      'tostring($b)',
      '"${$s}-${$n}"',
    ],
    ...[
      '"%{ if $b }${$s}%{ else }${$n}%{ endif }"',
      '"%{ for x in $l }${x};%{ endfor }"',
      'coalesce($s, $s)',
      '($b ? $s : $n)',
      'indent(2, $s)',
    ],
    ...[
      'format("%q %#v", $s, $a)',
      'format("%-6s|%06d|%+.2e|%g", $s, $n, $n, $n)',
      'element($l, $n)',
      'lookup($m, $s, $s)',
      'formatdate("YYYY", $s)',
    ],
    ...[
      'format("%v", $n)',
      'format("%x %o %b", $n, $n, $n)',
      'sha1($s)',
      'cidrhost("10.0.0.0/16", $n)',
      'cidrsubnet("10.0.0.0/8", length($l), length($s))',
      'base64decode($s)',
    ],
  ],
  bool: [
    ...[
      '($a == $a)',
      '($a != $a)',
      '($n < $n)',
      '($n >= $n)',
      '($b && $b)',
      '($b || $b)',
      '!($b)',
      'contains($l, $a)',
      'can($a)',
      'can($l[$n])',
    ],
    ...[
      'alltrue([$b, $b])',
      'anytrue([$b, $b])',
      'tobool($s)',
      'startswith($s, $s)',
      'endswith($s, $s)',
      'strcontains($s, $s)',
      '($l == $l)',
      '($m == $m)',
    ],
  ],
  list: [
    ...[
      '[$a, $a]',
      '[]',
      '[$n, $n]',
      '[$s, $s, $s]',
      'tolist($l)',
      'toset($l)',
      'concat($l, $l)',
      'distinct($l)',
      'flatten([$l, $l])',
      'reverse($l)',
    ],
    ...[
      'sort($l)',
      'compact($l)',
      'slice($l, $n, $n)',
      'range($n)',
      'range($n, $n)',
      'keys($m)',
      'values($m)',
      'split($s, $s)',
      '[for x in $l : x]',
    ],
    ...[
      '[for k, v in $m : v]',
      '[for i, x in $l : i if $b]',
      'setunion($l, $l)',
      'setintersection($l, $l)',
      'setsubtract($l, $l)',
      'chunklist($l, $n)',
    ],
    ...[
      'setproduct($l, $l)',
      'matchkeys($l, $l, $l)',
      'coalescelist($l, $l)',
      'formatlist("%s", $l)',
      '$l[*]',
      '($b ? $l : $l)',
      'tolist(toset($l))',
    ],
    ...[
      '[{ a = $a }, { a = $a }][*].a',
      'cidrsubnets("10.0.0.0/8", length($l), 4)',
      'jsondecode(jsonencode($l))',
      'toset([$m, $m])',
      'values({ for x in $l : x => x... })',
    ],
  ],
  map: [
    ...[
      '{ a = $a, b = $a }',
      '{}',
      '{ "x y" = $n }',
      '{ ($s) = $a }',
      'tomap($m)',
      'merge($m, $m)',
      'zipmap($l, $l)',
      '{ for k, v in $m : k => v }',
    ],
    ...[
      '{ for i, x in $l : i => x }',
      '{ for x in $l : "${x}" => x... }',
      '($b ? $m : $m)',
      'transpose($m)',
      'jsondecode(jsonencode($m))',
      'tomap({ a = $a, b = $a })',
    ],
  ],
  any: [
    'null',
    '$m.a',
    '$l[0]',
    'try($a, $a)',
    'one($l)',
    'sensitive($s)',
    'element($l, 0)',
    'lookup($m, "a", null)',
    'tostring(null)',
  ],
};

const literals: Readonly<Record<Wanted, readonly string[]>> = {
  number: numbers,
  string: texts,
  bool: bools,
  list: [
    '[]',
    '["a", "b"]',
    '[1, 2, 3]',
    '[true, "x", 1]',
    'toset(["b", "a"])',
    'tolist([1, 2])',
    '[["a"], ["b", "c"]]',
  ],
  map: [
    '{}',
    '{ a = 1 }',
    '{ a = "x", b = 2 }',
    'tomap({ a = "1" })',
    '{ a = { b = [1] } }',
    '{ a = ["x"], b = ["x", "y"] }',
  ],
  any: ['null', '1', '"a"', 'true', '[]', '{}', 'tolist([])', 'tomap({})'],
};

const holes: Readonly<Record<string, Wanted>> = { n: 'number', s: 'string', b: 'bool', l: 'list', m: 'map', a: 'any' };

/** Expressions over constants that a console can be asked for: most have a value, some a fault. */
export const arbitraryExpression: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom<Wanted>('number', 'string', 'bool', 'list', 'map', 'any'),
    fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
  )
  .map(([wanted, choices]) => new Writer(choices).write(wanted, 3));

/** Turns a row of numbers into an expression, one decision after the other. */
class Writer {
  private readonly choices: readonly number[];
  private position = 0;

  constructor(choices: readonly number[]) {
    this.choices = choices;
  }

  write(wanted: Wanted, depth: number): string {
    const type = this.next(25) === 0 ? this.pick<Wanted>(['number', 'string', 'list', 'map', 'any']) : wanted;
    if (type === 'any' && depth > 0 && this.next(3) > 0)
      return this.write(this.pick<Wanted>(['number', 'string', 'bool', 'list', 'map']), depth);
    if (depth <= 0 || this.next(4) === 0) return this.pick(literals[type]);
    return this.pick(calls[type]).replaceAll(/\$([nsblma])(?![a-z{])/g, (_, hole: string) => {
      const text = this.write(holes[hole] ?? 'any', depth - 1);
      return /^[\w.]+$|^".*"$|[)\]}]$/.test(text) ? text : `(${text})`;
    });
  }

  private pick<T>(options: readonly T[]): T {
    return options[this.next(options.length)] as T; // next() stays below the length
  }

  private next(bound: number): number {
    const choice = this.choices[this.position % this.choices.length] ?? 0;
    this.position += 1;
    // Later decisions of a row that has been used up must not repeat the first ones.
    return (choice + Math.floor(this.position / this.choices.length) * 7) % bound;
  }
}
