import type { BlockFacts, TypeFacts } from '../../src/terraform/facts/facts.ts';
import type { PlanningFacts } from '../../src/terraform/facts/planning-facts.ts';
import { blockRules, consequenceRules } from './block-rules.ts';
import { providerDefaults } from './provider-defaults.ts';
import { refreshedRules, replacementRules } from './replacement-rules.ts';
import type { RuleOfTypes } from './rule-of-types.ts';
import { valueRules } from './value-rules.ts';

/** What is known of how a provider (source address without host) plans a type; undefined when nothing is. */
export function planningOf(provider: string, type: TypeFacts): PlanningFacts | undefined {
  if (type.mode !== 'managed' || !providerDefaults.has(provider)) return undefined;
  const isAbout = (rule: RuleOfTypes): boolean =>
    rule.types.includes(type.type) && (rule.provider === undefined || rule.provider === provider);
  const attributes = [...attributePaths(type)];
  const blocks = new Set(blockPaths(type));
  const values = valueRules
    .filter(isAbout)
    .flatMap(({ path, effect }) =>
      attributes.filter((each) => fits(path, each)).map((each) => [each, effect] as const),
    );
  const emptyBlocks = blockRules.filter((rule) => isAbout(rule) && blocks.has(rule.path));
  const replaced = replacementRules.filter((rule) => isAbout(rule) && attributes.includes(rule.path));
  const planning: PlanningFacts = {
    ...(values.length > 0 && { values: Object.fromEntries(values) }),
    ...(emptyBlocks.length > 0 && {
      emptyBlocks: Object.fromEntries(emptyBlocks.map(({ path, empty }) => [path, empty])),
    }),
    ...(replaced.length > 0 && { replaced: Object.fromEntries(replaced.map(({ path, when }) => [path, when])) }),
    ...listed('consequences', consequenceRules.filter(isAbout)),
    ...listed('refreshed', refreshedRules.filter(isAbout)),
    ...defaultsOf(provider, type.type),
  };
  return Object.keys(planning).length === 0 ? undefined : planning;
}

/** Whether a path of {@link valueRules} means the path. */
export function fits(pattern: string, path: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === path;
  const end = pattern.slice(2);
  return path === end || path.endsWith(`.${end}`);
}

function listed(name: 'consequences' | 'refreshed', rules: readonly RuleOfTypes[]): PlanningFacts {
  return rules.length === 0 ? {} : { [name]: rules.map(({ types: _types, provider: _provider, ...rule }) => rule) };
}

function defaultsOf(provider: string, type: string): PlanningFacts {
  const defaults = providerDefaults.get(provider);
  if (defaults === undefined) return {};
  const fromProvider = (['region', 'zone'] as const).filter((name) => defaults[name].has(type));
  const deletionPolicy = defaults.deletionPolicy.get(type);
  return {
    ...(defaults.projectUnknown.has(type) && { isProjectUnknown: true }),
    ...(fromProvider.length > 0 && { fromProvider }),
    ...(deletionPolicy !== undefined && { deletionPolicy }),
    ...(defaults.withoutAttribution.has(type) && { isUnattributed: true }),
  };
}

function* attributePaths(body: BlockFacts, above = ''): Generator<string> {
  for (const name of Object.keys(body.attributes ?? {})) yield above + name;
  for (const [name, block] of Object.entries(body.blocks ?? {})) yield* attributePaths(block, `${above}${name}.`);
}

function* blockPaths(body: BlockFacts, above = ''): Generator<string> {
  for (const [name, block] of Object.entries(body.blocks ?? {})) {
    yield above + name;
    yield* blockPaths(block, `${above}${name}.`);
  }
}
