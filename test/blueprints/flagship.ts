import { resolve } from 'node:path';
import { loadCel } from '../../src/cel/load-cel.ts';
import type { Diagnostic, Outcome } from '../../src/diagnostics/diagnostic.ts';
import { loadWorkspace } from '../../src/load/load-workspace.ts';
import type { Workspace } from '../../src/load/workspace.ts';
import type { Bundle } from '../../src/render/bundle.ts';
import { createRenderCache } from '../../src/render/render-cache.ts';
import { renderEnvironment } from '../../src/render/render-environment.ts';
import { resolveEnvironment } from '../../src/resolve/resolve-environment.ts';
import type { ResolvedEnvironment } from '../../src/resolve/resolved-environment.ts';

/** Short names of the flagship's environments that are deployed. */
export const environments = ['dev', 'prod', 'prod-dr', 'staging'] as const;
export type Environment = (typeof environments)[number];

/** Folder of the repository. */
export const root: string = resolve(import.meta.dirname, '../..');

const cel = await loadCel();
const cache = createRenderCache(cel);
const loaded = loadWorkspace(root);

/** The repository's own workspace, with what was said about it. */
export const workspace: Workspace = required(loaded);
export const workspaceDiagnostics: readonly Diagnostic[] = loaded.diagnostics;

/** One environment of the flagship, with `--set` arguments over it. */
export function resolveFlagship(environment: string, ...sets: readonly string[]): Outcome<ResolvedEnvironment> {
  return resolveEnvironment(workspace, `hft-risk-analytics/${environment}`, { sets, valuesFiles: [] }, cel);
}

/** The rendered files of one environment; fails the test where there is a fault on the way. */
export function renderFlagship(environment: string, ...sets: readonly string[]): Bundle {
  const resolved = resolveFlagship(environment, ...sets);
  const bundle = renderEnvironment(required(resolved), cache);
  const faults = [...resolved.diagnostics, ...bundle.diagnostics];
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join('\n'));
  return required(bundle);
}

/** Files of the root module by name. */
export function moduleOf(bundle: Bundle): Map<string, string> {
  const folder = 'infrastructure-manager/';
  const files = bundle.files.filter(({ path }) => path.startsWith(folder));
  return new Map(files.map(({ path, text }) => [path.slice(folder.length), text]));
}

function required<T>(outcome: Outcome<T>): T {
  if (outcome.value === undefined) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  return outcome.value;
}
