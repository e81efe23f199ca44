import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/hcl/format/edits.ts';
import { formatEdits } from '../../src/hcl/format/format.ts';

// Up to the last two, what stands on the right is what `terraform fmt` 1.11.4 writes; the conformance tests compare with it at length.
const cases: readonly (readonly [string, string, string])[] = [
  ['aligns equals signs of consecutive lines', 'a=1\nbcd   =  2\n\nefghi = 3\n', 'a   = 1\nbcd = 2\n\nefghi = 3\n'],
  ['aligns comments of consecutive lines', 'a = 1 # x\nbcd = 22   // y\n', 'a   = 1  # x\nbcd = 22 // y\n'],
  ['indents by brackets', 'a "b" {\nc = [\n1,\n]\n}\n', 'a "b" {\n  c = [\n    1,\n  ]\n}\n'],
  ['indents once for several brackets of one line', 'a = [{\nb = 1\n}]\n', 'a = [{\n  b = 1\n}]\n'],
  ['puts spaces inside braces and nowhere else', 'a = {b=[ 1 , 2 ],c=f ( - 1 )}\n', 'a = { b = [1, 2], c = f(-1) }\n'],
  ['keeps empty braces together', 'a { }\nb = { }\n', 'a {}\nb = {}\n'],
  ['quotes labels', 'a b "c" d {}\n', 'a "b" "c" "d" {}\n'],
  [
    'unwraps a single interpolation',
    'a = "${b.c}"\nd = "${e}${f}"\ng = " ${h}"\n',
    'a = b.c\nd = "${e}${f}"\ng = " ${h}"\n',
  ],
  [
    'puts parentheses around an unwrapped value of several lines',
    'a = "${\n  b ?\n  c : d\n}"\n',
    'a = (b ?\nc : d)\n',
  ],
  [
    'writes types of old as types of today',
    'variable "a" {\n type = "list"\n}\nvariable "b" {\n type = map\n}\n',
    'variable "a" {\n  type = list(string)\n}\nvariable "b" {\n  type = map(any)\n}\n',
  ],
  [
    'leaves heredocs alone but for their code',
    'a = <<-EOT\n   b ${  c } d\n  EOT\n',
    'a = <<-EOT\n   b ${c} d\n  EOT\n',
  ],
  ['keeps CRLF', 'a=1\r\nbc=2 # x\r\n', 'a  = 1\r\nbc = 2 # x\r\n'],
  ['removes a byte order mark', '\ufeffa=1\n', 'a = 1\n'],
  [
    'counts columns in grapheme clusters',
    'a = "e\u0301👩‍👩‍👧" # x\nb = "abcd" # y\n',
    'a = "e\u0301👩‍👩‍👧"   # x\nb = "abcd" # y\n',
  ],
  [
    'never writes what cannot be read, unlike terraform',
    'a = "${# x\nb}"\nc = "${(d)\n+ (e)}"\nf "g$" {}\n',
    'a = ( # x\nb)\nc = ((d)\n+ (e))\nf "g$" {}\n',
  ],
  ['keeps an index that terraform loses', 'a = b[true]\n', 'a = b[true]\n'],
];

describe('formatEdits', () => {
  it.each(cases)('%s', (_name, text, expected) => {
    expect(applyEdits(text, formatEdits(text))).toBe(expected);
    expect(formatEdits(expected)).toEqual([]);
  });

  it('leaves a file with a syntax fault alone', () => {
    expect(formatEdits('a=1\nb=\n')).toEqual([]);
  });

  it('changes nothing but what differs', () => {
    expect(formatEdits('a = 1\nb =2\nc = 3\n')).toEqual([{ range: { start: 9, end: 9 }, text: ' ' }]);
  });

  it('keeps the text of a label it puts in quotes', () => {
    expect(formatEdits('a b {}\n')).toEqual([
      { range: { start: 2, end: 2 }, text: '"' },
      { range: { start: 3, end: 3 }, text: '"' },
    ]);
  });
});
