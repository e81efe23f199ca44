import type { FactsMode, TypeFacts } from './facts.ts';

/** Facts of a provider as they are kept: a line of JSON for each type, and where each line lies. */
export interface FactsText {
  readonly lines: string;
  /** First line: source and version. Then a line for each type: mode, name, offset and length in bytes. */
  readonly index: string;
}

/** Writes facts in the form `provider-facts.ts` reads: sorted, so that a new version of a provider is a readable difference. */
export function writeFacts(source: string, version: string, types: Iterable<TypeFacts>): FactsText {
  const sorted = [...types].sort((a, b) => compareKeys(indexKey(a.mode, a.type), indexKey(b.mode, b.type)));
  const lines: string[] = [];
  const index = [`${source} ${version}`];
  let offset = 0;
  for (const type of sorted) {
    const line = JSON.stringify(type);
    const length = Buffer.byteLength(line);
    lines.push(line);
    index.push(`${indexKey(type.mode, type.type)} ${offset} ${length}`);
    offset += length + 1;
  }
  return { lines: `${lines.join('\n')}\n`, index: `${index.join('\n')}\n` };
}

/** How a type is named in the index. */
export function indexKey(mode: FactsMode, name: string): string {
  return `${mode} ${name}`;
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
