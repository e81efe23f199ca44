import type { Workspace } from '../load/workspace.ts';
import { dependenciesOf } from './dependencies.ts';
import { indexEnvironments } from './environment-index.ts';
import { selectEnvironments } from './select-environments.ts';

/**
 * Names of the blueprints that work on the selected environments takes: their own, and those of the environments whose outputs they read.
 * Undefined means all: nothing or everything is selected, or a selector has a fault, whose message may name any of them.
 */
export function neededBlueprints(workspace: Workspace, selectors: readonly string[]): ReadonlySet<string> | undefined {
  if (selectors.length === 0) return undefined;
  const { value: names = [], diagnostics } = selectEnvironments(workspace, selectors);
  if (names.length === 0 || diagnostics.length > 0) return undefined;
  const { byName } = indexEnvironments(workspace);
  const needed = new Set<string>();
  for (const name of names) {
    const entry = byName.get(name);
    const mentioned = entry === undefined ? [] : dependenciesOf(workspace, entry);
    for (const blueprint of [entry?.blueprint, ...mentioned.map(({ target }) => target?.blueprint)])
      if (blueprint !== undefined) needed.add(blueprint);
  }
  return needed;
}
