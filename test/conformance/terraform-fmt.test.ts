import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/hcl/format/edits.ts';
import { formatEdits } from '../../src/hcl/format/format.ts';
import { parseBody } from '../../src/hcl/syntax/parse.ts';
import { brokenTexts } from '../hcl/broken-texts.ts';
import { modules, shakenModules } from '../hcl/shaken-module.ts';
import { fc } from '../properties.ts';

const { TF_CLI_CONFIG_FILE: _, ...environment } = process.env;
const hasTerraform = spawnSync('terraform', ['version'], { env: environment }).status === 0;

/** What `terraform fmt` made of a text. */
interface Verdict {
  readonly formatted: string;
  /** Lines of its faults; empty when it took the text. */
  readonly faultLines: readonly number[];
}

/** Formats many texts with one call of terraform. */
function askTerraform(texts: readonly string[]): readonly Verdict[] {
  const folder = mkdtempSync(join(tmpdir(), 'imprint-fmt-'));
  const fileOf = (index: number): string => join(folder, `f${index}.tf`);
  for (const [index, text] of texts.entries()) writeFileSync(fileOf(index), text);
  const { stdout, stderr } = spawnSync('terraform', ['fmt', '-list=false', '-no-color'], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const lines = new Map<number, number[]>();
  for (const [, file, line] of `${stdout}${stderr}`.matchAll(/on f(\d+)\.tf line (\d+)/g)) {
    lines.set(Number(file), [...(lines.get(Number(file)) ?? []), Number(line)]);
  }
  const verdicts = texts.map((_text, index) => ({
    formatted: readFileSync(fileOf(index), 'utf8'),
    faultLines: lines.get(index) ?? [],
  }));
  rmSync(folder, { recursive: true });
  return verdicts;
}

function expectSame(texts: readonly string[]): void {
  const verdicts = askTerraform(texts);
  for (const [index, text] of texts.entries()) {
    const verdict = verdicts[index];
    const isRefused = parseBody(text, 'x.tf').diagnostics.length > 0;
    if (verdict && isBrokenByTerraform(text, verdict)) continue;
    expect({ text, isRefused }).toEqual({ text, isRefused: verdict?.faultLines.length !== 0 });
    expect(applyEdits(text, formatEdits(text))).toBe(verdict?.formatted);
  }
}

/** Terraform unwraps `"${# x` and a line break to what it cannot read itself; ours gets parentheses there. */
function isBrokenByTerraform(text: string, { formatted, faultLines }: Verdict): boolean {
  return faultLines.length === 0 && formatted !== text && parseBody(formatted, 'x.tf').diagnostics.length > 0;
}

/** Texts in the corners of the layout rules. */
const corners: readonly string[] = [
  ...[
    '',
    '   ',
    '\n\n',
    'a = 1\n   ',
    'a = 1\n\t\t',
    'a = 1',
    'a = 1 /* x */',
    '\ufeff',
    '\ufeff  \n',
    'a=1\r\n\r\nb {\r\nc=1 # x\r\n}\r\n',
  ],
  ...[
    'a "é\\u00e9\\n\\u0007" {}\n',
    'a /* x */ "b" /* y */ c /* z */ {\n}\n',
    'a /* x */ {}\n',
    'a {b=1}\n',
    'a {\n\n\nb=1\n\n}\n\n\nc {}\n',
  ],
  ...[
    'a = "${\n  b ?\n  c : d\n}"\n',
    'a = "${(\n  b ?\n  c : d\n)}"\n',
    'a = "${[\n1]}"\n',
    'a = "${~b~}"\n',
    'a = "${"x"}"\n',
  ],
  ...[
    'a="${"${b}"}"\n',
    'a = "${b}" # x\n',
    'a = "${ {a=1} }x"\n',
    'a = "%{if{a=1}.a==1}x%{endif}"\n',
    'a = "${f( )}"\n',
  ],
  'variable "a" {\n type = "list"\n}\nvariable "b" {\n type = map\n}\nvariable "c" {\n type = "any"\n}\nvariable "d" {\n type = "${list}"\n}\n',
  'variable "a" {\n type = [ "list" ]\nx { type = "list" }\n}\n',
  ...[
    'type = "list"\n',
    'a = e ? <<A : <<B\nx\nA\ny\nB\n',
    'a = f(<<A, <<B)\nx\nA\ny\nB\n',
    'a = f(<<A\nx\nA\n, 1)\n',
    'x = <<E # c\nE\n',
  ],
  ...[
    'a=[<<A\n${ {a=1}[ "x" ]\n}\nA\n]\nb=1\n',
    'x = {\n a = <<E\n  ${b\n }\nE\n bcd = 1\n}\n',
    'x = [\n <<E\n  a\nE\n  , 1\n]\n',
  ],
  ...[
    'a = 1 # x\n# y\nbcd = 2 # z\n',
    'a {\n# x\n  # y\n}\n',
    'a = [ # x\n1, # y\n22 # z\n]\n',
    'a=1 /* x\n y */\nbcd=2\n',
    'a /* é */ = 1 # x\nbcd = 2 # y\n',
  ],
  ...[
    'a = { b : 1, c = 2 }\n',
    'a = {\n"b c" = 1 # x\n(d) = 2\ne : 3\n}\n',
    'a = { b = {\nc = 1\n} }\n',
    'a = f({\nb=1\n},{\nc=2})\n',
    'a = [\n[\n1\n],[\n2]]\n',
  ],
  ...[
    'a = [for x in [1]:x if x>-1]\n',
    'a = {for k,v in{a=1}:k=>v...}\n',
    'a = in[0]\n',
    'a = - 1\nb = ! c\nd = e-1\nf = e - 1\ng = (- 1)\nh = a ?-1:-2\n',
  ],
  ...[
    'a = b [ 0 ] . c [ * ] . d . * . e\n',
    'a = provider :: x :: f ( 1 )\n',
    'a = f(x ...)\n',
    'a = x == - 1\n',
    'a = "e\u0301👩‍👩‍👧" # x\nb = "abcd" # y\n',
  ],
];

/** Broken texts where terraform points below the fault: it reads on inside an open string, and to the next `]` for an open index. */
const placedBetter: readonly string[] = ['a {\n  b = "x ${y\n  c = 1\n}\n', 'a = b[0\nc = 1\nd = [1]\n'];

describe.skipIf(!hasTerraform)('terraform fmt', () => {
  it('writes the same bytes for the corners of the layout', () => {
    expectSame(corners);
  });

  it('writes the same bytes for the modules as they are', () => {
    expectSame(modules);
  });

  it('writes the same bytes for shaken modules, and refuses the same of them', () => {
    const batches = fc.array(shakenModules, { minLength: 200, maxLength: 200, size: 'max' });
    fc.assert(fc.property(batches, expectSame), { numRuns: 10, endOnFailure: true });
  });

  it('has its first fault of a broken text on the line of ours', () => {
    const verdicts = askTerraform(brokenTexts.map(([text]) => text));
    const differing = brokenTexts.filter(([, faults], index) => {
      const ours = Math.min(...faults.map((fault) => Number.parseInt(fault, 10)));
      return ours !== Math.min(...(verdicts[index]?.faultLines ?? []));
    });
    expect(differing.map(([text]) => text)).toEqual(placedBetter);
  });
});
