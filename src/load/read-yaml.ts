import { Composer, type Document, isScalar } from 'yaml';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Range } from '../diagnostics/range.ts';
import type { DocumentPositions, IgnoreComment, JsonValue } from './document.ts';
import { readIgnoreComments } from './ignore-comments.ts';
import { explainSyntaxErrors } from './yaml-syntax.ts';
import { maxNestingDepth, tokenizeYaml, type YamlTokens } from './yaml-tokens.ts';
import { readValues } from './yaml-values.ts';

/** What a YAML text holds. */
export interface YamlContent {
  readonly value: JsonValue;
  readonly positions: DocumentPositions;
  readonly ignores: readonly IgnoreComment[];
}

/**
 * Reads one YAML 1.2 document (core schema) strictly. All faults are reported, each once, with its range in `text`.
 * There is a value unless the text is no YAML, is nested too deeply, or holds no or several documents; faulty keys are left out of it,
 * and a duplicate keeps its first value.
 */
export function readYaml(text: string, file: string): Outcome<YamlContent> {
  const { value: composed, diagnostics: syntax } = composeText(text, file);
  if (!composed) return { diagnostics: syntax };
  const structure = checkCount(composed.documents, text, file);
  const document = composed.documents[0];
  if (structure.length > 0 || !document) return { diagnostics: structure };
  const { value, positions, diagnostics } = readValues(document.contents, text, file);
  return { value: { value, positions, ignores: readIgnoreComments(text, composed.tokens.comments) }, diagnostics };
}

/** What a YAML text of any number of documents holds. */
export interface YamlStream {
  /** In order; those that hold nothing are left out. Pointers of `positions` start at the document's own root. */
  readonly documents: readonly Pick<YamlContent, 'value' | 'positions'>[];
  readonly ignores: readonly IgnoreComment[];
}

/** Reads all documents of a YAML text, as strictly as `readYaml` reads one; a text without any is no fault. */
export function readYamlStream(text: string, file: string): Outcome<YamlStream> {
  const { value: composed, diagnostics: syntax } = composeText(text, file);
  if (!composed) return { diagnostics: syntax };
  const read = composed.documents
    .filter(({ contents }) => !holdsNothing(contents))
    .map(({ contents }) => readValues(contents, text, file));
  return {
    value: { documents: read, ignores: readIgnoreComments(text, composed.tokens.comments) },
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

type YamlDocument = Document.Parsed;

interface ComposedText {
  readonly tokens: YamlTokens;
  readonly documents: readonly YamlDocument[];
}

/** The documents of a text whose syntax is right. */
function composeText(text: string, file: string): Outcome<ComposedText> {
  const control = findControlCharacter(text, file);
  if (control) return { diagnostics: [control] };
  const tokens = tokenizeYaml(text);
  if (tokens.tooDeepAt !== undefined) return { diagnostics: [tooDeep(tokens.tooDeepAt, text, file)] };
  const documents = compose(tokens, text);
  const diagnostics = checkSyntax(documents, tokens, text, file);
  return diagnostics.length > 0 ? { diagnostics } : { value: { tokens, documents }, diagnostics };
}

function compose({ tokens }: YamlTokens, text: string): YamlDocument[] {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    strict: true,
    resolveKnownTags: false,
    // Duplicates are found by the walk over the values: linear, and with the place of the first one.
    uniqueKeys: false,
  });
  return [...composer.compose(tokens, true, text.length)];
}

function checkSyntax(documents: readonly YamlDocument[], tokens: YamlTokens, text: string, file: string): Diagnostic[] {
  const syntax = explainSyntaxErrors(
    documents.flatMap((document) => document.errors),
    tokens.unclosed,
    text,
    file,
  );
  return [...syntax, ...checkDirectives(tokens, file)];
}

function checkCount([first, second]: readonly YamlDocument[], text: string, file: string): Diagnostic[] {
  if (second) return [severalDocuments(first?.range?.[2] ?? 0, text, file)];
  return first && holdsNothing(first.contents) ? [emptyDocument(file)] : [];
}

/** Whether nothing but comments and `---` is there. */
function holdsNothing(contents: YamlDocument['contents']): boolean {
  return (
    contents === null ||
    (isScalar(contents) && contents.type === 'PLAIN' && contents.source === '' && !contents.anchor && !contents.tag)
  );
}

function emptyDocument(file: string): Diagnostic {
  return {
    code: 'empty-document',
    severity: 'error',
    message: 'the file holds no document',
    location: { file },
    hint: 'start with `apiVersion: imprint/v1` and `kind`, or remove the file',
  };
}

function severalDocuments(from: number, text: string, file: string): Diagnostic {
  const marker = text.indexOf('---', from);
  const start = marker < 0 ? from : marker;
  return {
    code: 'yaml-several-documents',
    severity: 'error',
    message: 'a second document starts here, a file holds one',
    location: { file, range: { start, end: Math.min(start + 3, text.length) } },
    hint: 'move it to a file of its own',
  };
}

function checkDirectives({ tokens }: YamlTokens, file: string): Diagnostic[] {
  return tokens.flatMap((token) => {
    if (token.type !== 'directive' || /^%YAML\s+1\.2\s*$/.test(token.source)) return [];
    const range: Range = { start: token.offset, end: token.offset + token.source.length };
    const message = `directive \`${token.source.trim()}\` changes how YAML is read, documents are YAML 1.2`;
    return [
      { code: 'yaml-directive', severity: 'error', message, location: { file, range }, hint: 'remove the directive' },
    ];
  });
}

function tooDeep(start: number, text: string, file: string): Diagnostic {
  return {
    code: 'yaml-nesting',
    severity: 'error',
    message: `lists and maps are nested more than ${maxNestingDepth} levels deep`,
    location: { file, range: { start, end: Math.min(start + 1, text.length) } },
  };
}

/** Characters YAML 1.2 does not allow in a stream (production `c-printable`). */
const unprintable =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function findControlCharacter(text: string, file: string): Diagnostic | undefined {
  const start = text.search(unprintable);
  if (start < 0) return undefined;
  const unit = text.charCodeAt(start).toString(16).toUpperCase().padStart(4, '0');
  return {
    code: 'yaml-syntax',
    severity: 'error',
    message: `control character U+${unit} is not allowed in YAML`,
    location: { file, range: { start, end: start + 1 } },
    hint: `write it as \`\\u${unit}\` in double quotes, or remove it`,
  };
}
