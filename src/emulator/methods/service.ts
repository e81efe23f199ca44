import { locations } from '../../config-api/locations.ts';
import { baseName, parseName } from '../../config-api/names.ts';
import type { Location, TerraformVersion } from '../../config-api/service-resources.ts';
import { type OfferedVersion, offeredVersions } from '../../config-api/terraform-versions.ts';
import { notFound } from '../api-error.ts';
import { list } from '../listing/list.ts';
import { compareVersions } from '../run/version-constraint.ts';
import { compareNames } from '../tables.ts';
import { timestamp } from '../timestamp.ts';
import type { World } from '../world.ts';
import { type Handler, json } from './handler.ts';
import { stateOfVersion } from './terraform-version-choice.ts';

/** ListLocations. */
export const listLocations: Handler = (_, { resource, request }) =>
  list(request, { message: 'Location', field: 'locations', items: locations.map((id) => location(resource, id)) });

/** GetLocation; the location itself was checked with the path. */
export const getLocation: Handler = (_, { resource }) => {
  const [project = '', id = ''] = resource.split('/locations/');
  return json(location(project, id));
};

function location(project: string, locationId: string): Location {
  return { name: `${project}/locations/${locationId}`, locationId };
}

/** ListTerraformVersions: those that are or were offered by now (16.1). */
export const listTerraformVersions: Handler = (world, { resource, request }) => {
  const parents = resource.endsWith('/-') ? locations.map((id) => resource.replace(/-$/, id)) : [resource];
  const versions = offeredVersions.toSorted((left, right) => compareVersions(left.version, right.version));
  const items = parents.flatMap((parent) =>
    versions.flatMap((offered) => terraformVersion(world, parent, offered) ?? []),
  );
  return list(request, {
    message: 'TerraformVersion',
    field: 'terraformVersions',
    items,
    compare: compareVersionNames,
  });
};

function compareVersionNames(left: string, right: string): number {
  const places = compareNames(left.slice(0, left.lastIndexOf('/')), right.slice(0, right.lastIndexOf('/')));
  return places === 0 ? compareVersions(baseName(left), baseName(right)) : places;
}

/** GetTerraformVersion. */
export const getTerraformVersion: Handler = (world, { resource }) => {
  const parts = parseName('terraformVersion', resource);
  const offered = offeredVersions.find(({ version }) => version === parts?.terraformVersion);
  const parent = resource.split('/').slice(0, 4).join('/');
  const found = offered === undefined ? undefined : terraformVersion(world, parent, offered);
  if (found === undefined) throw notFound('TerraformVersion', resource);
  return json(found);
};

function terraformVersion(world: World, parent: string, offered: OfferedVersion): TerraformVersion | undefined {
  const state = stateOfVersion(offered, world.settings.clock.now());
  if (state === undefined) return undefined;
  const { version, supportTime, deprecateTime, obsoleteTime } = offered;
  return {
    name: `${parent}/terraformVersions/${version}`,
    state,
    supportTime: timestamp(Date.parse(supportTime)),
    ...(deprecateTime === undefined ? {} : { deprecateTime: timestamp(Date.parse(deprecateTime)) }),
    ...(obsoleteTime === undefined ? {} : { obsoleteTime: timestamp(Date.parse(obsoleteTime)) }),
  };
}
