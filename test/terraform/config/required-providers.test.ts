import { describe, expect, it } from 'vitest';
import { parseBody } from '../../../src/hcl/syntax/parse.ts';
import type { RequiredProvider } from '../../../src/terraform/config/module-config.ts';
import { normalizeSource, readRequiredProviders } from '../../../src/terraform/config/required-providers.ts';
import { evaluateText } from '../evaluate-text.ts';

function read(entries: string): readonly RequiredProvider[] {
  const { value } = parseBody(`terraform {\n  required_providers {\n${entries}\n  }\n}\n`, 'main.tf');
  const known = new Map<string, RequiredProvider>();
  for (const block of value.items) {
    if (block.kind === 'block') readRequiredProviders({ file: 'main.tf', block }, known, {}, []);
  }
  return [...known.values()];
}

const faultsOf = (entries: string): readonly string[] =>
  evaluateText(`terraform {\n  required_providers {\n${entries}\n  }\n}\n`).faults;

describe('required_providers', () => {
  it('names a source for every local name', () => {
    const providers = read(`
      beta  = { source = "Hashicorp/google-beta", version = "~> 7.0" }
      time  = "~> 1.0"
      other = { source = "example.com/x/y", configuration_aliases = [other.a] }
    `);
    expect(
      providers.map(({ name, source, aliases, version }) => [name, source, aliases, version !== undefined]),
    ).toEqual([
      ['beta', 'hashicorp/google-beta', [], true],
      ['time', 'hashicorp/time', [], true],
      ['other', 'example.com/x/y', ['other.a'], false],
    ]);
  });

  it.each([
    ['a = { source = "x/y/z/w" }', ['invalid-declaration at "x/y/z/w"']],
    ['b = { source = 3 }', ['invalid-declaration at 3']],
    ['c = { foo = 3 }', ['invalid-declaration at foo']],
    ['e = { version = "abc" }', ['required-version at "abc"']],
    ['f = { configuration_aliases = [g.x] }', ['invalid-declaration at g.x']],
    ['g = 3', ['invalid-declaration at 3']],
    ['google = { source = "google", version = ">= 4.0, < 8" }', []],
  ])('%s', (entry, faults) => expect(faultsOf(entry)).toEqual(faults));

  it('may stand once in a module', () => {
    const block = 'terraform {\n  required_providers {}\n}\n';
    const { faults, diagnostics } = evaluateText({ 'a.tf': block, 'b.tf': block });
    expect(faults).toEqual(['duplicate-declaration at required_providers']);
    expect(diagnostics[0]?.location?.file).toBe('b.tf');
  });

  it.each([
    ['google', 'hashicorp/google'],
    ['registry.terraform.io/hashicorp/google', 'hashicorp/google'],
    ['Example.com/A/b', 'example.com/a/b'],
    ['a/b/c/d', undefined],
    ['', undefined],
    ['a_/b', undefined],
  ])('reads the source %s', (text, source) => expect(normalizeSource(text)).toBe(source));
});
