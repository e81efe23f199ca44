import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';

/** Expects a JSON document to be as `schemas/<name>.schema.json` says, and reads it. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into it as they like
export function documentOf(name: string, text: string): any {
  const file = join(import.meta.dirname, `../../schemas/${name}.schema.json`);
  const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(file, 'utf8')));
  const document = JSON.parse(text);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return document;
}
