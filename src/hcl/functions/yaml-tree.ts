import { isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml';
import type { YamlNode } from './engines.ts';

/** Values a document may expand to through aliases. */
export const maxYamlNodes = 100_000;

/**
 * A YAML document as a tree of resolved values, by the core schema of YAML 1.2.
 *
 * @throws {Error} when the text is not one document, or holds more than a value of Terraform can be
 */
export function readYamlTree(text: string): YamlNode {
  const documents = parseAllDocuments(text, { version: '1.2', intAsBigInt: true, merge: true, logLevel: 'silent' });
  const [document] = documents;
  if (!Array.isArray(documents) || document === undefined) return { kind: 'null' };
  if (documents.length > 1) throw new Error('there is more than one document');
  const [problem] = document.errors;
  if (problem !== undefined) throw new Error(problem.message.split('\n', 1)[0]);
  let nodes = 0;
  const visit = (node: unknown): YamlNode => {
    if (++nodes > maxYamlNodes) throw new Error(`there are more than ${maxYamlNodes} values`);
    if (isAlias(node)) return visit(node.resolve(document));
    if (isSeq(node)) return { kind: 'sequence', items: node.items.map(visit) };
    if (isMap(node))
      return { kind: 'mapping', entries: node.items.map(({ key, value }) => [visit(key), visit(value)]) };
    return isScalar(node) ? scalar(node) : { kind: 'null' };
  };
  return visit(document.contents);
}

function scalar(node: Node & { readonly value: unknown; readonly source?: string | undefined }): YamlNode {
  const { value } = node;
  if (value === null || value === undefined) return { kind: 'null' };
  if (typeof value === 'boolean') return { kind: 'bool', value };
  if (typeof value === 'bigint') return { kind: 'number', text: value.toString() };
  if (typeof value === 'number') return { kind: 'number', text: node.source?.replaceAll('_', '') ?? String(value) };
  return { kind: 'string', text: String(value) };
}
