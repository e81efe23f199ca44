import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _, type AnySchemaObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { formats } from '../src/load/formats/formats.ts';
import { generateLocations } from './generate-locations.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The kinds of documents, as their schema files are called. */
const kinds = ['blueprint', 'environment', 'hierarchy', 'policy-test', 'price-book', 'workspace'] as const;

/**
 * The text of `src/load/validators.generated.js`: a validator for each document schema, compiled ahead so that Ajv itself
 * is not loaded to read documents. Same schemas, same bytes.
 */
export async function validatorsModule(): Promise<string> {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    messages: false,
    inlineRefs: false,
    formats,
    code: { source: true, esm: true, lines: true, formats: _`formats` },
  });
  ajv.addVocabulary(['x-pattern-message']);
  for (const kind of kinds) ajv.addSchema(await readSchema(kind), kind);
  const names = Object.fromEntries(
    kinds.map((kind) => [kind.replace(/-(.)/g, (_all, letter: string) => letter.toUpperCase()), kind]),
  );
  const code = standaloneCode.default(ajv, names);
  const { outputFiles } = await build({
    stdin: {
      contents: `import { formats } from './formats/formats.ts';\n${code}`,
      resolveDir: join(root, 'src/load'),
      loader: 'js',
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: ['./formats/formats.ts'],
    minify: true,
    charset: 'utf8',
    logLevel: 'warning',
  });
  const banner = '// Generated from schemas/*.schema.json by scripts/generate-validators.ts; a table.\n';
  return banner + (outputFiles[0]?.text ?? '');
}

async function readSchema(kind: string): Promise<AnySchemaObject> {
  // A schema file of ours is a JSON object. Alternatives in it hold no references: errors would not show which one they belong to.
  return JSON.parse(await readFile(join(root, `schemas/${kind}.schema.json`), 'utf8')) as AnySchemaObject;
}

/** Writes what `src/load/` keeps of `schemas/`: validators and locations. */
export async function generateValidators(): Promise<void> {
  await generateLocations();
  await writeFile(join(root, 'src/load/validators.generated.js'), await validatorsModule());
}
