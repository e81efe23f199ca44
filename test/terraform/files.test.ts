import { describe, expect, it } from 'vitest';
import { loadEngines } from '../../src/hcl/functions/load-engines.ts';
import { printValue } from '../../src/hcl/values/print.ts';
import { evaluateModule } from '../../src/terraform/evaluate-module.ts';
import { evaluateText } from './evaluate-text.ts';

describe('functions of files', () => {
  it('read the files of the module, relative to it or to the root', () => {
    const { printed, faults } = evaluateText({
      'main.tf': `
        module "m" {
          source = "./m"
        }
        output "file" { value = file("\${path.module}/a.txt") }
        output "exists" { value = [fileexists("a.txt"), fileexists("none.txt")] }
        output "set" { value = fileset("\${path.module}/sql", "**/*.sql") }
        output "hash" { value = filemd5("a.txt") }
        output "child" { value = module.m.text }`,
      'm/main.tf': 'output "text" {\n  value = file("${path.module}/b.txt")\n}\n',
      'a.txt': 'héllo',
      'm/b.txt': 'child',
      'sql/x.sql': '',
      'sql/deep/y.sql': '',
      'sql/z.txt': '',
    });
    expect(faults).toEqual([]);
    expect(['file', 'exists', 'hash', 'child'].map(printed)).toEqual([
      '"héllo"',
      '[\n  true,\n  false,\n]',
      '"be50e8478cf24ff3595bc7307fb91b50"',
      '"child"',
    ]);
    expect(printed('set')).toBe('toset([\n  "deep/y.sql",\n  "x.sql",\n])');
  });

  it('take the bytes of files that are no text', async () => {
    const texts = [
      'output "sum" {\n  value = filemd5("a.bin")\n}\noutput "base64" {\n  value = filebase64("a.bin")\n}\n',
      'output "there" {\n  value = [fileexists("a.bin"), fileset(".", "*.bin"), file(".env")]\n}\n',
      'output "text" {\n  value = file("a.bin")\n}\noutput "gone" {\n  value = filesha1("gone.txt")\n}\n',
    ];
    const files = new Map(texts.map((text, index) => [`${index}.tf`, text]));
    const others = new Map<string, () => Uint8Array | undefined>([
      ['a.bin', () => Buffer.from([0xff, 0xfe, 0x00])],
      ['.env', () => Buffer.from('A=1')],
      ['gone.txt', () => undefined],
    ]);
    const engines = await loadEngines(texts);
    const { value, diagnostics } = evaluateModule({ files, others, engines, terraformVersion: '1.11.4' });
    const outputs = value.evaluation.outputs.map((output) => [output.name, printValue(output.value)]);
    expect(Object.fromEntries(outputs)).toMatchObject({
      sum: '"266e75fcf28db213599bf0f3f46976a8"',
      base64: '"//4A"',
      there: '[\n  true,\n  toset([\n    "a.bin",\n  ]),\n  "A=1",\n]',
    });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining('the file "a.bin" is no UTF-8 text; filebase64 and the hashes of files take any bytes'),
      expect.stringContaining('there is no file "gone.txt" in the module'),
    ]);
  });

  it('know only the files of the module', () => {
    const { faults } = evaluateText(
      'locals {\n  a = file("none.txt")\n  b = file("/etc/passwd")\n  c = file("~/.ssh/id_rsa")\n}\n',
    );
    expect(faults).toEqual([
      'invalid-function-argument at "none.txt"',
      'function-not-supported at file',
      'function-not-supported at file',
    ]);
  });

  it('leave instances open that rest on files outside, with a warning alone', () => {
    const { diagnostics, evaluation } = evaluateText(
      'locals {\n  l = fileset("..", "*")\n}\nresource "terraform_data" "a" {\n  for_each = local.l\n}\nresource "terraform_data" "b" {\n  count = length(try(file("/x"), "d"))\n}\n',
    );
    expect(diagnostics.map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'function-not-supported'],
      ['warning', 'function-not-supported'],
    ]);
    expect(evaluation.resources.map(({ address }) => address)).toHaveLength(2);
  });

  it('render templates with the names they are given, and report faults in the template', () => {
    const call = (names: string) => `output "o" {\n  value = templatefile("t.tpl", ${names})\n}\n`;
    const template = 'Hi ${name}!\n%{ for z in zones ~}\n- ${upper(z)}\n%{ endfor ~}\n';
    const good = evaluateText({ 'main.tf': call('{ name = "you", zones = ["a", "b"] }'), 't.tpl': template });
    expect(good.faults).toEqual([]);
    expect(good.output('o')).toMatchObject({ kind: 'string', value: 'Hi you!\n- A\n- B\n' });
    const bad = evaluateText({ 'main.tf': call('{ names = "you", zones = [] }'), 't.tpl': template });
    expect(bad.diagnostics).toMatchObject([
      { code: 'unknown-reference', location: { file: 't.tpl' }, hint: 'did you mean "names"?' },
    ]);
    const open = evaluateText({
      'main.tf': `resource "a_b" "r" {}\n${call('{ name = a_b.r.id, zones = [] }')}`,
      't.tpl': template,
    });
    expect([open.printed('o'), open.faults]).toEqual(['(known after apply)', []]);
  });

  it('do not read a template within a template', () => {
    const { faults } = evaluateText({
      'main.tf': 'locals {\n  a = templatefile("t.tpl", {})\n}\n',
      't.tpl': '${templatefile("t.tpl", {})}',
    });
    expect(faults).toEqual(['function-not-supported at templatefile']);
  });
});

describe('functions that need a package', () => {
  it('are a diagnostic where it was not loaded, never a guess', () => {
    const { faults, printed } = evaluateText(
      'output "o" {\n  value = regex("a+", "caat")\n}\noutput "plain" {\n  value = replace("a.b", ".", "-")\n}\n',
    );
    expect(faults).toEqual(['function-not-supported at regex']);
    expect([printed('o'), printed('plain')]).toEqual(['(known after apply)', '"a-b"']);
  });
});
