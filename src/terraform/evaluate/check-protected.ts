import type { ResourceConfig } from '../config/module-config.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { reportAt } from '../config/recorder.ts';
import { cannotDestroy } from '../plan/cannot-destroy.ts';
import { hasLifecycleFlag } from './lifecycle.ts';
import type { Run } from './run.ts';

/**
 * Reports instances that the module no longer asks for and that `prevent_destroy` of their resource protects. Where the whole resource is
 * gone, so is its `prevent_destroy`.
 */
export function checkProtected(nodes: readonly ModuleNode[], run: Run): void {
  const declared = new Set(run.resources.map(({ address }) => address));
  const gone = [...(run.prior?.instances.keys() ?? [])].filter((address) => !declared.has(address));
  if (gone.length === 0) return;
  const kept = protectedResources(nodes);
  for (const address of gone) {
    const config = kept.get(withoutKeys(address));
    if (config === undefined) continue;
    const { message } = cannotDestroy(address);
    const hint = 'ask for the instance again, or remove prevent_destroy';
    reportAt(run.faults, config.file, config.block.headerRange, { code: 'not-plannable', message, hint, address });
  }
}

function protectedResources(nodes: readonly ModuleNode[]): ReadonlyMap<string, ResourceConfig> {
  const found = new Map<string, ResourceConfig>();
  for (const { path, config } of nodes) {
    for (const [key, resource] of config.resources) {
      if (resource.mode === 'managed' && hasLifecycleFlag(resource, 'prevent_destroy'))
        found.set(path === '' ? key : `${path}.${key}`, resource);
    }
  }
  return found;
}

function withoutKeys(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}
