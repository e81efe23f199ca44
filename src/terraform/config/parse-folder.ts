import type { Body } from '../../hcl/ast.ts';
import type { BlockFacts, FactsMode } from '../facts/facts.ts';
import { sourceOfProvider } from '../facts/facts-of-resource.ts';
import { type IsBlock, parseJsonBody } from './json-body.ts';
import type { RequiredProvider } from './module-config.ts';
import { configPaths, isOverridePath } from './module-paths.ts';
import { parseCached } from './parse-cache.ts';
import type { ConfigContext } from './read-blocks.ts';
import type { FolderFiles } from './read-config.ts';
import { readRequiredProviders } from './required-providers.ts';

/** Parses the configuration files of one folder, in either syntax. Facts about providers tell blocks from arguments in JSON. */
export function parseFolder(files: ReadonlyMap<string, string>, folder: string, context: ConfigContext): FolderFiles {
  const parsed = new Map<string, Body>();
  const paths = configPaths(files, folder);
  for (const path of paths.filter((each) => each.endsWith('.tf'))) {
    parsed.set(path, parseCached(files.get(path) ?? '', path, context.parseCache, context.faults));
  }
  const json = paths.filter((each) => !each.endsWith('.tf'));
  if (json.length > 0) parseJsonFiles(json, files, parsed, context);
  // In the order of their names, whatever the syntax: later duplicates are the ones reported.
  const ordered = paths.flatMap((path) => (parsed.has(path) ? [[path, parsed.get(path)] as const] : []));
  const bodies = new Map<string, Body>();
  const overrides = new Map<string, Body>();
  for (const [path, body] of ordered)
    if (body !== undefined) (isOverridePath(path) ? overrides : bodies).set(path, body);
  return { bodies, overrides };
}

function parseJsonFiles(
  paths: readonly string[],
  files: ReadonlyMap<string, string>,
  parsed: Map<string, Body>,
  context: ConfigContext,
): void {
  // The sources of providers must be known before the facts that apply; a first reading, without them, finds those.
  const drafts = paths.map((path) => parseJsonBody(files.get(path) ?? '', { file: path, faults: [] }, () => undefined));
  const requiredProviders = new Map<string, RequiredProvider>();
  for (const body of [...parsed.values(), ...drafts]) {
    for (const block of body.items) {
      if (block.kind === 'block' && block.type === 'terraform')
        readRequiredProviders({ file: '', block }, requiredProviders, {}, []);
    }
  }
  for (const path of paths) {
    const { faults } = context;
    parsed.set(
      path,
      parseJsonBody(files.get(path) ?? '', { file: path, faults }, isBlockByFacts(requiredProviders, context)),
    );
  }
}

const modes: Readonly<Record<string, FactsMode>> = {
  resource: 'managed',
  data: 'data',
  ephemeral: 'ephemeral',
  provider: 'provider',
};

function isBlockByFacts(requiredProviders: ReadonlyMap<string, RequiredProvider>, { facts }: ConfigContext): IsBlock {
  return ([blockType = '', type = ''], path, provider) => {
    const mode = modes[blockType];
    if (facts === undefined || mode === undefined) return undefined;
    const implied = mode === 'provider' ? type : (type.split('_', 1)[0] ?? type);
    const source = sourceOfProvider(provider ?? implied, { requiredProviders });
    const name = mode === 'provider' ? (source.split('/').at(-1) ?? type) : type;
    return isBlockIn(facts.provider(source)?.type(mode, name), path);
  };
}

function isBlockIn(type: BlockFacts | undefined, path: readonly string[]): boolean | undefined {
  let level = type;
  for (const step of path.slice(0, -1)) level = level?.blocks?.[step];
  const last = path.at(-1);
  return level === undefined || last === undefined ? undefined : Object.hasOwn(level.blocks ?? {}, last);
}
