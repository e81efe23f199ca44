import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Scalar, type YAMLMap } from 'yaml';
import type { YamlNode } from './engines.ts';
import { resolvePlain } from './yaml-scalar.ts';

/** Values a document may expand to through aliases. */
export const maxYamlNodes = 100_000;

/**
 * A YAML document as a tree of resolved values.
 *
 * @throws {Error} when the text is not one document, or holds more than a value of Terraform can be
 */
export function readYamlTree(text: string): YamlNode {
  // The failsafe schema leaves all scalars text: they are resolved here, by Terraform's own rules.
  const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
  const [document] = documents;
  if (!Array.isArray(documents) || document === undefined) throw new Error('there is no document');
  if (documents.length > 1) throw new Error('there is more than one document');
  const [problem] = document.errors;
  if (problem !== undefined) throw new Error(problem.message.split('\n', 1)[0]);
  if (document.contents === null) throw new Error('there is no document');
  let nodes = 0;
  const visit = (node: unknown): YamlNode => {
    if (++nodes > maxYamlNodes) throw new Error(`there are more than ${maxYamlNodes} values`);
    if (isAlias(node)) return visit(node.resolve(document));
    if (isSeq(node)) return { kind: 'sequence', items: node.items.map(visit) };
    if (isMap(node)) return { kind: 'mapping', entries: entriesOf(node, visit) };
    return isScalar(node) ? resolveScalar(node) : { kind: 'null' };
  };
  return visit(document.contents);
}

type Entry = readonly [YamlNode, YamlNode];

// What `<<` brings counts less than the keys written beside it.
function entriesOf(map: YAMLMap, visit: (node: unknown) => YamlNode): readonly Entry[] {
  const merged: Entry[] = [];
  const own: Entry[] = [];
  for (const { key, value } of map.items) {
    const isMerge = isScalar(key) && key.type === 'PLAIN' && key.value === '<<';
    const node = visit(value);
    if (!isMerge) own.push([visit(key), node]);
    else if (node.kind === 'mapping') merged.push(...node.entries);
    else if (node.kind === 'sequence') merged.push(...mergedEntries(node.items));
    else throw new Error('only mappings can be merged by "<<"');
  }
  return [...merged, ...own];
}

function mergedEntries(items: readonly YamlNode[]): readonly Entry[] {
  // The first of several wins, so it comes last.
  return items.toReversed().flatMap((item) => {
    if (item.kind !== 'mapping') throw new Error('only mappings can be merged by "<<"');
    return item.entries;
  });
}

function resolveScalar({ value, type, tag }: Scalar): YamlNode {
  const text = String(value ?? '');
  if (tag !== undefined && tag !== 'tag:yaml.org,2002:str' && tag !== '!')
    throw new Error(`the tag "${tag}" is not supported`);
  return type === 'PLAIN' && tag === undefined ? resolvePlain(text) : { kind: 'string', text };
}
