import { openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { compareVersions } from '../../hcl/version.ts';
import type { FactsMode, FactsOfProvider, ProviderFacts, TypeFacts } from './facts.ts';
import { indexKey } from './write-facts.ts';

/**
 * Opens folders of provider facts: `<namespace>/<name>/<version>.jsonl` with its `.index`, as `write-facts.ts` makes them. A provider's
 * index is read when it is first asked for, and of the facts only the types that are asked for, each once. Where several folders have a
 * provider the first has it; where one has several versions, the newest.
 * @throws {Error} when a file that the folder lists cannot be read
 */
export function openProviderFacts(folders: readonly string[]): ProviderFacts {
  const known = new Map<string, FactsOfProvider | undefined>();
  return {
    provider(source) {
      const opened = known.get(source);
      if (opened !== undefined || known.has(source)) return opened;
      const facts = openProvider(folders, source);
      known.set(source, facts);
      return facts;
    },
  };
}

function openProvider(folders: readonly string[], source: string): FactsOfProvider | undefined {
  for (const folder of folders) {
    const files = join(folder, source);
    const version = newestVersion(files);
    if (version !== undefined) return openVersion(source, version, join(files, version));
  }
  return undefined;
}

const extension = '.index';

function newestVersion(folder: string): string | undefined {
  return entriesOf(folder)
    .filter((name) => name.endsWith(extension))
    .map((name) => name.slice(0, -extension.length))
    .sort(compareVersions)
    .at(-1);
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function openVersion(source: string, version: string, path: string): FactsOfProvider {
  const index = readFileSync(`${path}${extension}`, 'latin1');
  const types = new Map<string, TypeFacts | undefined>();
  const names = new Map<FactsMode, readonly string[]>();
  const lines = openLines(`${path}.jsonl`);
  const read = (key: string): TypeFacts | undefined => {
    const start = index.indexOf(`\n${key} `);
    if (start === -1) return undefined;
    const [offset, length] = index.slice(start + key.length + 2, index.indexOf('\n', start + 1)).split(' ');
    return JSON.parse(lines(Number(offset), Number(length))) as TypeFacts; // the file is written by `writeFacts`
  };
  return {
    source,
    version,
    type(mode, name) {
      const key = indexKey(mode, name);
      const known = types.get(key);
      if (known !== undefined || types.has(key)) return known;
      const facts = read(key);
      types.set(key, facts);
      return facts;
    },
    names(mode) {
      const listed = names.get(mode) ?? namesIn(index, mode);
      names.set(mode, listed);
      return listed;
    },
  };
}

/** Lines read one by one; from then on the whole file is kept, since by then its megabytes have cost as much as further reads would. */
const maxReads = 200;

/** Reads pieces of a text file by offset and length in bytes. */
function openLines(path: string): (offset: number, length: number) => string {
  let descriptor: number | undefined;
  let whole: Buffer | undefined;
  let reads = 0;
  return (offset, length) => {
    reads += 1;
    if (reads > maxReads) whole ??= readFileSync(path);
    if (whole !== undefined) return whole.toString('utf8', offset, offset + length);
    descriptor ??= openSync(path, 'r');
    const line = Buffer.allocUnsafe(length);
    readSync(descriptor, line, 0, length, offset);
    return line.toString('utf8');
  };
}

function namesIn(index: string, mode: FactsMode): readonly string[] {
  return [...index.matchAll(/^(\S+) (\S+) \d+ \d+$/gm)].flatMap(([, of, name]) =>
    of === mode && name !== undefined ? [name] : [],
  );
}
