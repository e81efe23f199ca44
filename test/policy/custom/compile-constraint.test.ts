import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compilePartial } from '../../../src/cel/partial/compile-partial.ts';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { readYaml } from '../../../src/load/read-yaml.ts';
import { compileConstraint } from '../../../src/policy/custom/compile-constraint.ts';
import { schemaFinder } from '../../../src/policy/custom/find-schemas.ts';
import { constraint, facts } from './check-text.ts';

const engine = { compile: compilePartial };
const schemas = schemaFinder(facts);

/** Diagnostics of a condition written in a YAML text, each with the text it underlines. */
function faultsOf(yaml: string, resourceType = 'storage.googleapis.com/Bucket'): readonly [Diagnostic, string][] {
  const { value } = readYaml(yaml, 'policy.yaml');
  const { condition } = (value?.value ?? { condition: '' }) as { condition: string };
  const range = value?.positions.get('/condition')?.value;
  const written = constraint({
    condition,
    resourceTypes: [resourceType],
    conditionLocation: { file: 'policy.yaml', ...(range && { range }) },
  });
  const { diagnostics } = compileConstraint(written, { engine, schemas, textOf: () => yaml });
  return diagnostics.map((diagnostic) => {
    const place = diagnostic.location?.range;
    return [diagnostic, place === undefined ? '' : yaml.slice(place.start, place.end)];
  });
}

describe('compiling a custom constraint', () => {
  it.each([
    ['condition: resource.locaton == "EU"\n', 'locaton'],
    ['condition: \'resource.locaton == "EU"\'\n', 'locaton'],
    ['condition: "resource.locaton == \'EU\'"\n', 'locaton'],
    ['condition: |\n  resource.name == "a" &&\n  resource.locaton == "EU"\n', 'locaton'],
    ['condition: >-\n  resource.name == "a" &&\n    resource.versioning.enable\n', 'enable'],
  ])('points at a field the resource does not have in %j', (yaml, underlined) => {
    const faults = faultsOf(yaml);
    expect(faults.map(([{ severity }, text]) => [severity, text])).toEqual([['warning', underlined]]);
    expect(faults[0]?.[0].hint).toMatch(/^did you mean `(?:location|enabled)`\?$/);
  });

  it('is sure of names spelt as in Terraform', () => {
    const [fault] = faultsOf('condition: resource.storage_class == "STANDARD"\n');
    expect(fault?.[0]).toMatchObject({
      code: 'custom-constraint',
      severity: 'error',
      message: '`storage_class` is no known field of Bucket',
      hint: 'write `storageClass`',
    });
  });

  it('is open about fields of version 1 of the Cloud Run API that it does not know', () => {
    expect(
      faultsOf('condition: resource.spec.template.spec.runtimeClassName == "x"\n', 'run.googleapis.com/Service'),
    ).toEqual([]);
  });

  it('looks fields up in all Terraform types that make the resource', () => {
    expect(faultsOf('condition: resource.portRange == "80"\n', 'compute.googleapis.com/ForwardingRule')).toEqual([]);
    expect(
      faultsOf('condition: resource.bindings.exists(b, b.rol == "x")\n', 'iam.googleapis.com/AllowPolicy'),
    ).toHaveLength(1);
  });

  it.each([
    ['condition: resource.location = "EU"\n', 'it cannot be read from `=` on', '='],
    ['condition: resource.location == "EU" &&\n', 'it ends too early', ''],
    ['condition: |\n  resource.location.startWith("EU")\n', 'there is no function `startWith`', 'startWith'],
    ['condition: resorce.location == "EU"\n', '`resorce` is not known', 'resorce'],
  ])('says where %j does not compile', (yaml, error, underlined) => {
    const [fault] = faultsOf(yaml);
    expect(fault?.[0].message).toBe(`the condition of custom.test does not compile: ${error}`);
    expect(fault?.[1].startsWith(underlined)).toBe(true);
  });

  it('notes loose spellings and still compiles', () => {
    const written = constraint({ condition: 'resource.versioning.enabled == False' });
    const { value, diagnostics } = compileConstraint(written, { engine });
    expect(value).toBeDefined();
    expect(diagnostics).toMatchObject([
      {
        severity: 'warning',
        location: { range: { start: 131, end: 136 } },
        message: '`False` is written `false` in CEL',
      },
    ]);
  });

  it('takes 1000 characters and no more', () => {
    const padded = (length: number): string => 'resource.name == "a"'.padEnd(length);
    expect(compileConstraint(constraint({ condition: padded(1000) }), { engine }).value).toBeDefined();
    const { value, diagnostics } = compileConstraint(constraint({ condition: padded(1001) }), { engine });
    expect(value).toBeUndefined();
    expect(diagnostics[0]?.message).toMatch(/it has 1001 characters, and 1000 are allowed$/);
  });
});

describe('the engine of conditions', () => {
  it('is loaded on demand only', () => {
    const source = resolve(import.meta.dirname, '../../../src');
    const seen = new Set<string>();
    const packages = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s+(?!type\s)[^'";]*?from\s+'([^']+)'/gm);
      for (const [, target = ''] of imports) {
        if (target.startsWith('.')) visit(resolve(dirname(file), target));
        else packages.add(target);
      }
    };
    const folder = join(source, 'policy/custom');
    for (const file of readdirSync(folder)) visit(join(folder, file));
    visit(join(source, 'cel/partial/load-partial-cel.ts'));
    expect([...seen].map((file) => relative(source, file))).toContain('cel/partial/partial-value.ts');
    expect([...packages].filter((name) => name.startsWith('@bufbuild') || name === 're2js')).toEqual([]);
  });
});
