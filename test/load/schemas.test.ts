import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { locationsModule } from '../../scripts/generate-locations.ts';
import { validatorsModule } from '../../scripts/generate-validators.ts';
import type { DocumentKind, JsonObject, JsonValue } from '../../src/load/document.ts';
import { modelineFor } from '../../src/load/modeline.ts';
import { validateDocument } from '../../src/load/read-document.ts';
import { innerSchemas } from '../../src/load/schema-keywords.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const kinds: readonly DocumentKind[] = ['Blueprint', 'Environment', 'Hierarchy', 'PolicyTest', 'Workspace'];

describe.each(kinds)('the schema of %s', (kind) => {
  const name = kind.replace(/(?<=.)[A-Z]/g, '-$&').toLowerCase();
  const schema = JSON.parse(read(`schemas/${name}.schema.json`)) as JsonObject & { examples: JsonValue[] };

  it('is a valid schema of draft 2020-12', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    expect(ajv.validateSchema(schema)).toBe(true);
  });

  it('fits its own examples', () => {
    expect(schema.examples.length).toBeGreaterThan(0);
    for (const example of schema.examples) expect(validateDocument(example, kind)).toEqual([]);
  });

  it('describes every key, for editors to show', () => {
    const silent: string[] = [];
    const visit = (at: JsonObject, pointer: string): void => {
      for (const [key, property] of Object.entries((at['properties'] ?? {}) as Record<string, JsonObject>)) {
        if (property['description'] === undefined && property['$ref'] === undefined) silent.push(`${pointer}: ${key}`);
      }
      for (const inner of innerSchemas(at, pointer)) visit(inner.schema, inner.pointer);
    };
    visit(schema, '');
    expect(silent).toEqual([]);
  });

  it('allows no unknown keys where it names keys', () => {
    const open: string[] = [];
    const visit = (at: JsonObject, pointer: string): void => {
      if (at['properties'] !== undefined && at['additionalProperties'] !== false) open.push(pointer);
      for (const inner of innerSchemas(at, pointer)) visit(inner.schema, inner.pointer);
    };
    visit(schema, '');
    expect(open).toEqual([]);
  });
});

describe('generated modules', () => {
  it('of validators are fresh', async () => {
    expect(read('src/load/validators.generated.js')).toBe(await validatorsModule());
  });

  it('of locations are fresh', async () => {
    expect(read('src/load/formats/locations.generated.ts')).toBe(await locationsModule());
  });
});

describe('the modeline', () => {
  const documents = readdirSync(join(root, 'blueprints'), { recursive: true, encoding: 'utf8' })
    .map((file) => `blueprints/${file}`)
    .filter((file) => /\/blueprint\.yaml$|\/environments\/[^/]+\.yaml$/.test(file));

  it('of a document leads to its schema by a relative path', () => {
    expect(modelineFor('blueprints/shop/environments/dev.yaml', 'schemas/environment.schema.json')).toBe(
      '# yaml-language-server: $schema=../../../schemas/environment.schema.json',
    );
    expect(modelineFor('imprint.yaml', 'schemas/workspace.schema.json')).toBe(
      '# yaml-language-server: $schema=schemas/workspace.schema.json',
    );
  });

  it.each(documents)('stands first in %s', (file) => {
    const [folder = ''] = file.split('/environments/');
    const schema = file.endsWith('blueprint.yaml')
      ? 'schemas/blueprint.schema.json'
      : `${folder}/environment.schema.json`;
    expect(existsSync(join(root, schema))).toBe(true);
    expect(read(file).split('\n', 1)[0]).toBe(modelineFor(file, schema));
  });
});
