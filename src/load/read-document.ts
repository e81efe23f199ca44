import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Blueprint } from './blueprint.ts';
import type { DocumentKind, JsonObject, SourceDocument } from './document.ts';
import type { Environment } from './environment.ts';
import { explainSchemaErrors } from './explain-schema-errors.ts';
import { isJsonObject } from './json-values.ts';
import { type PlacedText, placeFault, rangeOfPointer } from './place-fault.ts';
import type { PolicyTestDocument } from './policy-test.ts';
import type { PriceBookDocument } from './price-book.ts';
import { readYaml, type YamlContent } from './read-yaml.ts';
import type { SchemaFault } from './schema-fault.ts';
import * as validators from './validators.generated.js';
import { describeValue } from './value-words.ts';
import type { WorkspaceSettings } from './workspace.ts';

/** What a document of each kind holds. */
export interface DocumentTypes {
  readonly Blueprint: Blueprint;
  readonly Environment: Environment;
  readonly Hierarchy: JsonObject;
  readonly PolicyTest: PolicyTestDocument;
  readonly PriceBook: PriceBookDocument;
  readonly Workspace: WorkspaceSettings;
}

/**
 * Reads a document that has to be of a kind: YAML, then `kind` and `apiVersion`, then its schema. All faults of the first of these
 * that fails are reported. There is a value when there is no error.
 */
export function readDocument<K extends DocumentKind>(
  text: string,
  file: string,
  kind: K,
): Outcome<SourceDocument<DocumentTypes[K]>> {
  const yaml = readYaml(text, file);
  if (!yaml.value) return { diagnostics: yaml.diagnostics };
  const { value, positions, ignores } = yaml.value;
  const found = checkValue(yaml.value, { text, file, positions }, kind);
  const diagnostics = [...yaml.diagnostics, ...withoutRepeats(found, yaml.diagnostics)];
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  // The validator of this kind has just said that the value has this type.
  const typed = value as unknown as DocumentTypes[K];
  return { value: { kind, file, text, value: typed, positions, ignores }, diagnostics };
}

function checkValue({ value }: YamlContent, document: PlacedText, kind: DocumentKind): Diagnostic[] {
  if (isJsonObject(value)) {
    const envelope = checkEnvelope(value, document, kind);
    if (envelope) return [envelope];
  }
  return validateDocument(value, kind).map((fault) => placeFault(fault, document));
}

/** How a value departs from the schema of a kind of document. */
export function validateDocument(value: unknown, kind: DocumentKind): SchemaFault[] {
  const validate = validatorOf[kind];
  return validate(value) ? [] : explainSchemaErrors(validate.errors ?? []);
}

const validatorOf = {
  Blueprint: validators.blueprint,
  Environment: validators.environment,
  Hierarchy: validators.hierarchy,
  PolicyTest: validators.policyTest,
  PriceBook: validators.priceBook,
  Workspace: validators.workspace,
} satisfies Record<DocumentKind, validators.DocumentValidator>;

/** A document of another kind or version is not held against the schema: everything in it would be wrong. */
function checkEnvelope(value: JsonObject, document: PlacedText, kind: DocumentKind): Diagnostic | undefined {
  if (value['kind'] !== undefined && value['kind'] !== kind) {
    const message = `the document is of kind ${describeValue(value['kind'])}, expected "${kind}" here`;
    return envelopeFault('wrong-kind', '/kind', message, document, `write \`kind: ${kind}\`, or move the document`);
  }
  const version = value['apiVersion'];
  if (version === undefined || version === 'imprint/v1') return undefined;
  const message = `apiVersion is ${describeValue(version)}, this version of imprint reads "imprint/v1"`;
  return envelopeFault('wrong-api-version', '/apiVersion', message, document, 'write `apiVersion: imprint/v1`');
}

function envelopeFault(
  code: 'wrong-kind' | 'wrong-api-version',
  pointer: string,
  message: string,
  document: PlacedText,
  hint: string,
): Diagnostic {
  const range = rangeOfPointer(document.positions, pointer, 'value');
  return {
    code,
    severity: 'error',
    message,
    location: { file: document.file, pointer, ...(range && { range }) },
    hint,
  };
}

/** A value that could not be read as written is not found wrong a second time. */
function withoutRepeats(found: readonly Diagnostic[], earlier: readonly Diagnostic[]): Diagnostic[] {
  const places = new Set(earlier.map(({ location }) => `${location?.range?.start} ${location?.range?.end}`));
  return found.filter(({ location }) => !places.has(`${location?.range?.start} ${location?.range?.end}`));
}
