import { validateWorkspace } from '../check/validate-workspace.ts';
import { createRenderCache } from '../render/render-cache.ts';
import { checkTree } from '../render/write.ts';
import type { Io, ParsedArguments } from './command.ts';
import { mayMean } from './may-mean.ts';
import { openWorkspace } from './open-workspace.ts';
import { policiesOfWorkspace } from './policies-of-workspace.ts';
import { renderedFolder } from './rendered-folder.ts';
import { selectSince } from './select-since.ts';
import type { Findings } from './show-report.ts';

/** Checks the environments a command line selects; with `--since`, says on stderr which of them and why. */
export async function findEnvironmentFaults(
  options: ParsedArguments,
  terraformVersion: string | undefined,
  io: Io,
): Promise<Findings> {
  const open = await openWorkspace(options.positionals, options, io);
  const since = options.text('since');
  const selection = since === undefined ? undefined : await selectSince(since, open, io);
  const environments = selection?.environments ?? open.environments;
  const policies = await policiesOfWorkspace(open);
  const check = {
    ...open,
    // Nobody gets to see the modules that are checked, and every fault is shown where it was written.
    cache: createRenderCache(open.cel, { isFormatted: false }),
    policies: policies.check,
    environments,
    isEverything: options.positionals.length === 0 && since === undefined,
    isAskedFor: (file: string) => selection?.changed.includes(file) === true || mayMean(options.positionals, file),
    today: new Date().toISOString().slice(0, 10),
    ...(terraformVersion !== undefined && { terraformVersion }),
  };
  const { diagnostics, suppressed, waivers } = await open.withEngines((engines) =>
    validateWorkspace({ ...check, engines }),
  );
  // Without their blueprint, nothing was rendered, and their name may be none of a folder.
  const rendered = environments.filter((name) => open.workspace.blueprints.has(name.slice(0, name.indexOf('/'))));
  const changed = rendered.flatMap((name) => checkTree(renderedFolder(open.workspace, name)));
  return {
    diagnostics: [...policies.diagnostics, ...diagnostics, ...changed],
    suppressed,
    waivers,
    sources: new Map([...open.sources, ...policies.sources]),
    root: open.workspace.root,
    checked: { environments: environments.length },
    ...(open.workspace.settings && { settings: open.workspace.settings.value }),
  };
}
