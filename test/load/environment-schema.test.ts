import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { LoadedBlueprint } from '../../src/load/blueprint.ts';
import type { JsonObject } from '../../src/load/document.ts';
import { schemaForEnvironment } from '../../src/load/environment-schema.ts';
import { formats } from '../../src/load/formats/formats.ts';
import { loadWorkspace } from '../../src/load/load-workspace.ts';
import { readDocument } from '../../src/load/read-document.ts';

const root = join(import.meta.dirname, '../..');
const base = JSON.parse(readFileSync(join(root, 'schemas/environment.schema.json'), 'utf8')) as JsonObject;

function compile(blueprint: LoadedBlueprint): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, formats });
  const schema = schemaForEnvironment(base, blueprint);
  expect(ajv.validateSchema(schema)).toBe(true);
  return ajv.compile(schema);
}

describe('schemaForEnvironment', () => {
  const text = `
apiVersion: imprint/v1
kind: Blueprint
metadata: {name: shop, version: 1.0.0, title: Shop}
spec:
  parameters:
    required: [region]
    $defs:
      owner: {type: object, required: [name, mail], additionalProperties: false, properties: {name: {type: string}, mail: {type: string}}}
    properties:
      region: {type: string, format: gcp-region}
      size: {enum: [small, large]}
      mode: {type: string, enum: [fast, slow]}
      zones: {type: array, minItems: 1, items: {type: string, format: gcp-zone}}
      owner: {$ref: "#/$defs/owner"}
      owners: {type: array, items: {$ref: "#/$defs/owner"}}
      old: {type: string, deprecated: true, x-replaced-by: size}
      password: {type: string, x-sensitive: true}
      code: {type: string, pattern: ^a, x-pattern-message: a code}
  terraform: {version: ">= 1.5.7", providers: {}}
  templates: []
`;
  const { value, diagnostics } = readDocument(text, 'blueprint.yaml', 'Blueprint');
  if (!value) throw new Error(JSON.stringify(diagnostics));
  const blueprint: LoadedBlueprint = { document: value, folder: 'blueprints/shop', templates: new Map() };
  const validate = compile(blueprint);
  const fits = (parameters: unknown): boolean =>
    validate({ apiVersion: 'imprint/v1', kind: 'Environment', metadata: { name: 'dev' }, spec: { parameters } });

  it.each<[unknown]>([
    [{}],
    [{ region: 'us-central1' }],
    [{ region: null, size: null, mode: null, zones: null, owner: null }],
    [{ zones: { $append: ['us-central1-a'] } }],
    [{ zones: { $prepend: [] } }],
    [{ owner: { name: 'ada' } }],
    [{ owners: [{ name: 'ada', mail: 'ada@example.com' }] }],
  ])('takes parameters %j, as a base may set the rest', (parameters) => {
    expect(fits(parameters)).toBe(true);
  });

  it.each<[unknown]>([
    [{ regoin: 'us-central1' }],
    [{ region: 'us central1' }],
    [{ size: 'medium' }],
    [{ zones: 'us-central1-a' }],
    [{ zones: { $append: ['x'] } }],
    [{ zones: { $append: [], $prepend: [] } }],
    [{ owner: { nam: 'ada' } }],
    [{ owners: [{ name: 'ada' }] }],
    [{ password: 'x' }],
  ])('refuses parameters %j', (parameters) => {
    expect(fits(parameters)).toBe(false);
  });

  it('offers editors names, messages and replacements in their own keywords, and none of ours', () => {
    const schema = JSON.stringify(schemaForEnvironment(base, blueprint));
    expect(schema).toContain('"deprecationMessage":"use size instead"');
    expect(schema).toContain('"patternErrorMessage":"expected a code"');
    expect(schema).toContain('"us-central1-f"');
    expect(schema).not.toMatch(/"x-(?:sensitive|replaced-by|structural|override)"/);
  });

  it('takes every environment of the blueprints that ship', () => {
    const { value: workspace } = loadWorkspace(root);
    const flagship = workspace?.blueprints.get('hft-risk-analytics');
    if (!workspace || !flagship) throw new Error('the flagship does not load');
    const ofFlagship = compile(flagship);
    for (const { file, text: source } of workspace.environments.filter(({ file }) =>
      file.startsWith(flagship.folder),
    )) {
      ofFlagship(parse(source));
      expect({ file, errors: ofFlagship.errors }).toEqual({ file, errors: null });
    }
  });
});
