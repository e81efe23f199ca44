import type { TerraformError } from '../../config-api/deployment.ts';
import { hasLifecycleFlag } from '../../terraform/evaluate/lifecycle.ts';
import type { OpenModule } from '../../terraform/open-module.ts';
import { cannotDestroy } from '../../terraform/plan/cannot-destroy.ts';
import type { StateInstance } from '../../terraform/plan/read-state.ts';
import { addressOfResource } from '../../terraform/plan/state-address.ts';

/** What keeps a module from being destroyed: instances whose configuration has `prevent_destroy` (8.15). */
export function protectedInstances(
  { tree }: OpenModule,
  instances: Iterable<StateInstance>,
): readonly TerraformError[] {
  const kept = new Set<string>();
  for (const { path, config } of tree.nodes) {
    for (const resource of config.resources.values()) {
      const { mode, type, name } = resource;
      const isProtected = mode === 'managed' && hasLifecycleFlag(resource, 'prevent_destroy');
      if (isProtected) kept.add(addressOfResource(path, mode, type, name));
    }
  }
  return [...instances]
    .filter(({ module, mode, type, name }) => kept.has(addressOfResource(withoutKeys(module), mode, type, name)))
    .map(({ address }) => ({
      resourceAddress: address,
      errorDescription: `Error: ${cannotDestroy(address).message}`,
    }));
}

/** Address of a module without instance keys. */
function withoutKeys(module: string): string {
  return module.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}
