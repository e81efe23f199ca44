import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CelEngine } from '../cel/engine.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { SettingsError, UsageError } from '../errors.ts';
import type { Engines } from '../hcl/functions/engines.ts';
import { withEngines } from '../hcl/functions/load-engines.ts';
import { findWorkspaceRoot } from '../load/find-workspace.ts';
import { loadWorkspace } from '../load/load-workspace.ts';
import type { Workspace } from '../load/workspace.ts';
import { createRenderCache, type RenderCache } from '../render/render-cache.ts';
import { loadCelFor } from '../resolve/expressions.ts';
import { neededBlueprints } from '../resolve/needed-blueprints.ts';
import type { Overrides, ValuesFile } from '../resolve/overrides.ts';
import { selectEnvironments } from '../resolve/select-environments.ts';
import { newParseCache, type ParseCache } from '../terraform/config/parse-cache.ts';
import type { ProviderFacts } from '../terraform/facts/facts.ts';
import type { Io, ParsedArguments } from './command.ts';
import { expectLongRun } from './framework/long-run.ts';
import { providerFacts } from './shipped-facts.ts';
import { shownPath } from './shown-path.ts';

/** A workspace that was read, and the environments a command is about. */
export interface OpenWorkspace {
  readonly workspace: Workspace;
  /** Faults of its documents and of the selectors, files named relative to the workspace's root. */
  readonly diagnostics: readonly Diagnostic[];
  /** Full names of the selected environments, sorted. */
  readonly environments: readonly string[];
  readonly overrides: Overrides;
  /** For `resolveEnvironment`; absent where no blueprint holds an expression. */
  readonly cel: CelEngine | undefined;
  /** For `renderEnvironment`, with the same engine. */
  readonly cache: RenderCache;
  /** Syntax trees that rendered modules have in common. */
  readonly parseCache: ParseCache;
  /** Does something with the packages that Terraform functions of the rendered modules need. */
  readonly withEngines: <T extends { readonly diagnostics: readonly Diagnostic[] }>(
    work: (engines: Engines) => T,
  ) => Promise<T>;
  /** What is known of providers, the workspace's own before those that ship. */
  readonly facts: ProviderFacts;
  /** Texts of all files that diagnostics may name, values files among them. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Finds and reads the workspace around the working directory (or `--workspace DIR`) and selects environments; none given means all.
 * @throws UsageError where there is no workspace, SettingsError where a values file cannot be read
 */
export async function openWorkspace(
  selectors: readonly string[],
  options: ParsedArguments,
  io: Io,
): Promise<OpenWorkspace> {
  await expectLongRun();
  const root = workspaceRoot(options, io);
  // Faults of changed files are told whatever is selected.
  const isOfFew = options.text('since') === undefined;
  const { value: workspace, diagnostics } = loadWorkspace(root, (all) =>
    isOfFew ? neededBlueprints(all, selectors) : undefined,
  );
  if (workspace === undefined) throw new SettingsError(`cannot read the workspace ${root}`);
  const selected = selectEnvironments(workspace, selectors);
  const valuesFiles = options.texts('values-file').map((file) => readValuesFile(file, root, io.cwd));
  const cel = await loadCelFor(workspace);
  return {
    workspace,
    diagnostics: [...diagnostics, ...selected.diagnostics],
    environments: selected.value ?? [],
    overrides: { sets: options.texts('set'), valuesFiles },
    cel,
    cache: createRenderCache(cel),
    parseCache: newParseCache(),
    withEngines: (work) => withEngines(moduleTexts(workspace), work),
    facts: providerFacts(root),
    sources: new Map([...workspace.sources, ...valuesFiles.map(({ file, text }): [string, string] => [file, text])]),
  };
}

/** What modules will be made of. The patterns of parameters are left out: few need an engine, and those are found out. */
function* moduleTexts(workspace: Workspace): Generator<string> {
  for (const { templates, sharedPartials } of workspace.blueprints.values()) {
    yield* templates.values();
    yield* sharedPartials?.values() ?? [];
  }
}

/** Absolute path of the workspace's root. Throws `UsageError` where there is none. */
export function workspaceRoot(options: ParsedArguments, io: Io): string {
  const start = resolve(io.cwd, options.text('workspace') ?? '.');
  const root = findWorkspaceRoot(start);
  if (root !== undefined) return root;
  throw new UsageError(
    `there is no workspace here: neither ${start} nor a folder above it holds imprint.yaml or blueprints/\n` +
      "Run 'imprint init' to start one, or name one with --workspace DIR",
  );
}

/** Named relative to the workspace's root, as all files are that the stages speak of. */
function readValuesFile(file: string, root: string, cwd: string): ValuesFile {
  const path = resolve(cwd, file);
  try {
    return { file: shownPath(path, root), text: readFileSync(path, 'utf8') };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SettingsError(`cannot read --values-file ${file}: ${reason}`, { cause });
  }
}
