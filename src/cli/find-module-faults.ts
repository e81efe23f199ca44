import { loadIgnores } from '../check/load-ignores.ts';
import { loadRareRules } from '../check/rare-rules.ts';
import { validateModules } from '../check/validate-modules.ts';
import { withEngines } from '../hcl/functions/load-engines.ts';
import { readModule } from '../terraform/read-module.ts';
import { expectLongRun } from './framework/long-run.ts';
import { findModuleFolders } from './module-folders.ts';
import { providerFacts } from './shipped-facts.ts';
import type { Findings } from './show-report.ts';
import { readVariables, type VariableRequest } from './variable-sources.ts';

/** Checks plain Terraform modules, given as folders or globs over folders, relative to the working directory. */
export async function findModuleFaults(
  patterns: readonly string[],
  request: VariableRequest & { readonly terraformVersion: string },
): Promise<Findings> {
  const { terraformVersion, cwd } = request;
  const folders = await findModuleFolders(patterns, cwd);
  if (folders.length > 1) await expectLongRun();
  const modules = folders.map(({ shown, path }) => {
    const { value, diagnostics } = readModule(path);
    return {
      directory: shown,
      diagnostics,
      ...value,
      variableSources: readVariables(request, path),
    };
  });
  const texts = modules.flatMap(({ files, variableSources }) => [
    ...(files?.values() ?? []),
    ...variableSources.map(({ text }) => text),
  ]);
  const facts = providerFacts(cwd);
  const [rareRules, applyIgnores] = await Promise.all([loadRareRules(texts), loadIgnores(texts)]);
  const { diagnostics, sources, ignored } = await withEngines(texts, (engines) =>
    validateModules(modules, { terraformVersion, engines, facts, rareRules, applyIgnores }),
  );
  return { diagnostics, sources, checked: { modules: folders.length }, suppressed: { ignored, waived: 0 } };
}
