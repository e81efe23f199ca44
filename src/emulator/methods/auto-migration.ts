import type { AutoMigrationConfig } from '../../config-api/service-resources.ts';
import { parseMask } from '../json/field-mask.ts';
import { isObject } from '../json/scalars.ts';
import { startOperation } from '../operations/start.ts';
import { noSteps } from '../operations/timeline.ts';
import type { World } from '../world.ts';
import { type Handler, json } from './handler.ts';

/** GetAutoMigrationConfig: every location has one, which is off at first (16.4). */
export const getAutoMigrationConfig: Handler = (world, { resource }) => json(configOf(world, resource));

/** UpdateAutoMigrationConfig (16.4). */
export const updateAutoMigrationConfig: Handler = (world, { resource, request }) => {
  const mask = typeof request['updateMask'] === 'string' ? request['updateMask'].trim() : '';
  const paths = parseMask('AutoMigrationConfig', mask === '' ? '*' : mask);
  const isGiven = paths.some(([field]) => field === 'autoMigrationEnabled');
  const body = request['autoMigrationConfig'];
  const wanted = isObject(body) && body['autoMigrationEnabled'] === true;
  const isOn = isGiven ? wanted : configOf(world, resource).autoMigrationEnabled === true;
  const data = { autoMigrationEnabled: isOn };
  return json(
    startOperation(world, { kind: 'auto-migration', verb: 'update', target: resource, data, steps: noSteps }),
  );
};

function configOf(world: World, name: string): AutoMigrationConfig {
  return world.tables.autoMigrationConfigs.get(name) ?? { name };
}

/** Whether deployments of the location of a resource move off obsolete Terraform versions when they are updated (16.3). */
export function autoMigrates(world: World, resource: string): boolean {
  const location = resource.split('/').slice(0, 4).join('/');
  return configOf(world, `${location}/autoMigrationConfig`).autoMigrationEnabled === true;
}
