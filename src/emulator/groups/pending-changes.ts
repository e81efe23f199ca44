import type { Deployment } from '../../config-api/deployment.ts';
import { cloudOf, stateFailure } from '../operations/deployment-run.ts';
import { externalValues } from '../run/external-values.ts';
import { readModuleSource } from '../run/module-source.ts';
import { filesOf, planSource } from '../run/run-plan.ts';
import type { World } from '../world.ts';

/** Whether applying a deployment again would change a resource or an output, or fail (19.8). */
export function hasChanges(world: World, deployment: Deployment): boolean {
  const { name = '', state, terraformBlueprint: blueprint, tfVersion = '' } = deployment;
  const source = readModuleSource(world.objects, blueprint);
  if (state !== 'ACTIVE' || source.kind === 'fault') return true;
  if (externalValues(world, blueprint).errors.length > 0 || stateFailure(world, deployment) !== undefined) return true;
  const { errors, plan } = planSource(world, {
    deployment: name,
    blueprint,
    terraformVersion: tfVersion,
    ...filesOf(source.files, blueprint),
    refreshed: cloudOf(world, deployment).refreshed,
  });
  return (
    errors.length > 0 ||
    plan.changes.some(({ mode, actions }) => mode === 'managed' && actions.some((action) => action !== 'no-op')) ||
    plan.outputs.some(({ action }) => action !== 'no-op')
  );
}
