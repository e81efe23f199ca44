import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import {
  createRenderCache,
  evaluateModule,
  findWorkspaceRoot,
  loadCelFor,
  loadEngines,
  loadWorkspace,
  noOverrides,
  renderEnvironment,
  resolveEnvironment,
  selectEnvironments,
} from '../src/index.ts';

it('the public API takes a workspace from YAML to an evaluated module', async () => {
  const root = findWorkspaceRoot(resolve(import.meta.dirname, 'rules/workspace'));
  const { value: workspace } = loadWorkspace(root!);
  const { value: names } = selectEnvironments(workspace!, ['store/*']);
  const cel = await loadCelFor(workspace!);
  const { value: environment } = resolveEnvironment(workspace!, names![0]!, noOverrides, cel);
  const { value: bundle } = renderEnvironment(environment!, createRenderCache(cel));
  const module = bundle!.files.filter(({ path }) => path.startsWith('infrastructure-manager/'));
  const files = new Map(module.map(({ path, text }) => [path.slice('infrastructure-manager/'.length), text]));
  const { value, diagnostics } = evaluateModule({
    files,
    terraformVersion: '1.5.7',
    engines: await loadEngines(files.values()),
  });
  expect(diagnostics).toEqual([]);
  expect(value!.evaluation.resources.map(({ address }) => address)).toContain('google_storage_bucket.store');
});
