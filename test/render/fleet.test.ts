import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fleetBlueprint, fleetEnvironment, writeFleet } from '../../bench/fixtures/fleet.ts';
import { loadWorkspace } from '../../src/load/load-workspace.ts';
import type { Workspace } from '../../src/load/workspace.ts';
import type { Bundle } from '../../src/render/bundle.ts';
import { createRenderCache } from '../../src/render/render-cache.ts';
import { renderEnvironment } from '../../src/render/render-environment.ts';
import { noOverrides } from '../../src/resolve/overrides.ts';
import { resolveEnvironment } from '../../src/resolve/resolve-environment.ts';

let root: string;
let workspace: Workspace;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'imprint-fleet-'));
  writeFleet(root, 3);
  const loaded = loadWorkspace(root);
  expect(loaded.diagnostics).toEqual([]);
  if (loaded.value === undefined) throw new Error('no workspace');
  workspace = loaded.value;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function render(name: string, cache = createRenderCache()): Bundle {
  const resolved = resolveEnvironment(workspace, name, noOverrides, undefined);
  expect(resolved.diagnostics).toEqual([]);
  const rendered = resolved.value && renderEnvironment(resolved.value, cache);
  expect(rendered?.diagnostics).toEqual([]);
  if (rendered?.value === undefined) throw new Error('not rendered');
  return rendered.value;
}

describe('the fleet that renders are measured on', () => {
  it('is the one all figures were taken on', () => {
    const hash = createHash('sha256');
    for (const [path, text] of fleetBlueprint()) hash.update(`${path}\n${text}`);
    for (const index of [0, 1, 999]) hash.update(fleetEnvironment(index));
    expect(hash.digest('hex')).toBe('8f40e11448a73c60df53b88fd8ad7c49707e121f63ab8ee7b95ac478bb999010');
  });

  it('renders to 20 files of 64 KiB an environment', () => {
    const { files } = render('fleet/env-0000');
    const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    expect(files).toHaveLength(20);
    expect(Math.round(bytes / 1024)).toBe(64);
  });

  it('gives the same bytes with a shared cache as without', () => {
    const cache = createRenderCache();
    const names = ['fleet/env-0000', 'fleet/env-0001', 'fleet/env-0002', 'fleet/env-0000'];
    const shared = names.map((name) => render(name, cache));
    expect(shared).toEqual(names.map((name) => render(name)));
    expect(shared[0]?.contentHash).not.toBe(shared[1]?.contentHash);
  });
});
