/** A broken text, the faults reported (`line code: message`, `-> line` of the second place), and what is read all the same. */
export type BrokenText = readonly [text: string, faults: readonly string[], outline: string];

/** Broken texts. The first fault stands on the line where terraform 1.11.4 has its first; the conformance tests prove it and name the exceptions. */
export const brokenTexts: readonly BrokenText[] = [
  ['a =\nb = 1\n', ['1 hcl-syntax: expected an expression, found the end of the line'], 'a b'],
  [
    'a = 1 +\nb = 2 *\nc = 3\n',
    [
      '1 hcl-syntax: expected an expression, found the end of the line',
      '2 hcl-syntax: expected an expression, found the end of the line',
    ],
    'a b c',
  ],
  [
    'a = [1 2, 3 4]\nb = 1\n',
    [
      '1 hcl-syntax: expected `,` or `]` after the element, found `2` -> 1',
      '1 hcl-syntax: expected `,` or `]` after the element, found `4` -> 1',
    ],
    'a b',
  ],
  [
    'a {\n  b = [\n    1,\n  c = 2\n}\nd = 3\n',
    ['4 hcl-syntax: expected `,` or `]` after the element, found `=` -> 2'],
    'a{b c} d',
  ],
  [
    'a = {\n  b 1\n  c = 2\n  d\n}\ne = 1\n',
    [
      '2 hcl-syntax: expected `=` after the key, found `1` -> 1',
      '4 hcl-syntax: the item lacks its value: expected `=`, found the end of the line',
    ],
    'a e',
  ],
  ['a = f(1, 2\nb = 3\n', ['2 hcl-syntax: expected `,` or `)` after the argument, found `b` -> 1'], 'a b'],
  ['a = (1\nb = 3\n', ['2 hcl-syntax: expected `)` to close the parentheses, found `b` -> 1'], 'a b'],
  [
    'a = b.\nc = 1\n',
    ['1 hcl-syntax: expected the name of an attribute after the dot, found the end of the line'],
    'a c',
  ],
  ['a = b.0.1.c\n', ['1 hcl-syntax: `.0.1` is no index: two legacy indexes cannot follow each other'], 'a'],
  [
    'a = b ? c\nd = 1\n',
    ['1 hcl-syntax: the conditional lacks its second result: expected `:`, found the end of the line'],
    'a d',
  ],
  ['a = 1.2.3\nb = 1\n', ['1 hcl-syntax: `1.2.3` is not a number'], 'a b'],
  [
    'a = [for x y : x]\nb = {for k in m : k}\nc = [for k in m : k => k]\n',
    [
      '1 hcl-syntax: expected the word `in` after the names of the for, found `y`',
      '2 hcl-syntax: a for expression in braces needs a key',
      '3 hcl-syntax: a for expression in brackets cannot have a key',
    ],
    'a b c',
  ],
  ['a = 2 ** 3\n', ['1 hcl-syntax: expected an expression, found `*`'], 'a'],
  ['a = 1, b = 2\nc = 3\n', ['1 hcl-syntax: expected a new line after the argument, found `,`'], 'a c'],
  ['"a" = 1\nb = 2\n', ['1 hcl-syntax: the name of an argument cannot be quoted'], 'b'],
  ['a\nb = 2\n', ['1 hcl-syntax: expected an argument or a block, found a alone'], 'b'],
  [
    'a "b" c\n  d = 1\n}\ne = 2\n',
    ['1 hcl-syntax: expected `{` on the line of the block header, found the end of the line'],
    'a{d} e',
  ],
  [
    'a "b"\n{\n  d = 1\n}\ne = 2\n',
    ['1 hcl-syntax: expected `{` on the line of the block header, found the end of the line'],
    'a{d} e',
  ],
  ['a "b" = {\n  d = 1\n}\ne = 2\n', ['1 hcl-syntax: expected `{` after the labels of the block, found `=`'], 'a{d} e'],
  [
    'a "x${y}" {\n  d = 1\n}\ne = 2\n',
    ['1 hcl-syntax: the label of a block is fixed: ${ cannot stand in it'],
    'a{d} e',
  ],
  [
    'a { b = 1, c = 2 }\nd = 3\n',
    ['1 hcl-syntax: expected `}` after the only argument of a single-line block, found `,`'],
    'a{b} d',
  ],
  ['a { b {} }\nd = 3\n', ['1 hcl-syntax: a block on a single line can hold one argument, but no block'], 'a{b{}} d'],
  ['a {\n  b = 1\n}}\nc = 2\n', ['3 hcl-syntax: expected a new line after the block, found `}`'], 'a{b} c'],
  [
    'a {\n  b = 1\n\nc {\n  d = 2\n}\n',
    ['1 hcl-unclosed: the block opened here is not closed before the end of the file'],
    'a{b} c{d}',
  ],
  [
    'a {\n  b {\n    c = 1\n}\n\nd {\n}\n',
    ['1 hcl-unclosed: the block opened here is not closed before the end of the file -> 2'],
    'a{b{c}} d{}',
  ],
  [
    'a {\n  b = {\n    c = 1\n}\n\nd {\n}\n',
    ['1 hcl-unclosed: the block opened here is not closed before the end of the file -> 2'],
    'a{b} d{}',
  ],
  ['a {\n  b = "x\n  c = 1\n}\n', ['2 hcl-unclosed: the string opened here is not closed on its line'], 'a{b c}'],
  ['a {\n  b = "x ${y\n  c = 1\n}\n', ['2 hcl-unclosed: the string opened here is not closed on its line'], 'a{b c}'],
  [
    'a {\n  b = "x ${f(y"\n  c = 1\n}\n',
    ['2 hcl-unclosed: the template sequence opened here is not closed before the end of the string'],
    'a{b c}',
  ],
  ['a = "x\n  y\nz"\nb = 1\n', ['1 hcl-unclosed: a quoted string cannot span several lines'], 'a b'],
  ['a = <<EOT\nx\n', ['3 hcl-unclosed: the heredoc is not closed before the end of the file -> 1'], 'a'],
  ['a = <<EOT\nx\nEOT', ['3 hcl-unclosed: the heredoc is not closed before the end of the file -> 1'], 'a'],
  [
    'a = <<EOT \nx\nEOT\nb = 1\n',
    [
      '1 hcl-syntax: expected an expression, found `<`',
      '2 hcl-syntax: expected an argument or a block, found x alone',
      '3 hcl-syntax: expected an argument or a block, found EOT alone',
    ],
    'a b',
  ],
  [
    'a {\n  b = <<EOT\n${c\nEOT\n}\nd = 1\n',
    ['4 hcl-unclosed: a template sequence is not closed before the end of the heredoc -> 3'],
    'a{b} d',
  ],
  ['a = 1 /* x\nb = 2\n', ['1 hcl-unclosed: the comment opened here is not closed before the end of the file'], 'a'],
  [
    'a = "%{ if b }x"\nc = "%{ endif }"\nd = "%{ fi }"\ne = 1\n',
    [
      '1 hcl-unclosed: the template ends before its `if` directive is closed -> 1',
      '2 hcl-syntax: this `endif` belongs to no `if`',
      '3 hcl-syntax: expected `if`, `else`, `endif`, `for` or `endfor` after `%{`, found `fi`',
    ],
    'a c d e',
  ],
  [
    'a = "${b c}"\nd = "${1:-x}"\ne = 1\n',
    [
      '1 hcl-syntax: expected `}` to close the interpolation, found `c` -> 1',
      '2 hcl-syntax: expected `}` to close the interpolation, found `:` -> 2',
    ],
    'a d e',
  ],
  [
    'a = "\\d"\nb = "\\u12"\nc = 1\n',
    ['1 hcl-bad-escape: \\d is not an escape sequence', '2 hcl-bad-escape: \\u needs 4 hexadecimal digits'],
    'a b c',
  ],
  [
    "a = 'x'\nb = “y”\nc = 1 & 2\nd = 1\n",
    [
      '1 hcl-bad-character: single quotes cannot enclose a string',
      '2 hcl-bad-character: curly quotes cannot enclose a string',
      '3 hcl-bad-character: there are no bitwise operators',
    ],
    'a b c d',
  ],
  ['a = 1\u00a0+ 2\n', ['1 hcl-bad-character: the character U+00A0 is not part of the language'], 'a'],
  ['a = 1\na = 2\nb {}\nb {}\n', ['2 hcl-duplicate-argument: the argument a is set more than once -> 1'], 'a b{} b{}'],
  ['a = b[0\nc = 1\nd = [1]\n', ['2 hcl-syntax: expected `]` to close the index, found `c` -> 1'], 'a c d'],
];
