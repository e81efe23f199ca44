import { Document, isMap, isScalar, type Pair } from 'yaml';
import type { JsonObject } from '../../load/document.ts';
import { modelineFor } from '../../load/modeline.ts';

/** A comment above a key of a document. */
export interface KeyComment {
  /** Keys that lead to it. */
  readonly path: readonly string[];
  readonly lines: readonly string[];
}

/**
 * A document as YAML, with the line that tells editors its schema.
 *
 * @param file path of the document, and `schemaFile` that of the schema, both relative to the workspace
 */
export function documentText(
  file: string,
  schemaFile: string,
  value: JsonObject,
  comments: readonly KeyComment[] = [],
): string {
  // A value that stands twice is written twice: an alias would tie the two together.
  const document = new Document(value, { aliasDuplicateObjects: false });
  for (const { path, lines } of comments) addComment(document, path, lines);
  return `${modelineFor(file, schemaFile)}\n${document.toString({ lineWidth: 120 })}`;
}

function addComment(document: Document, path: readonly string[], lines: readonly string[]): void {
  const map = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap(map) ? map.items.find((item) => keyOf(item) === path.at(-1)) : undefined;
  if (lines.length > 0 && isScalar(pair?.key)) pair.key.commentBefore = lines.map((line) => ` ${line}`).join('\n');
}

function keyOf({ key }: Pair): unknown {
  return isScalar(key) ? key.value : key;
}
