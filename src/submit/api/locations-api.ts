import type { Operation } from '../../config-api/operation.ts';
import type { AutoMigrationConfig, Location, TerraformVersion } from '../../config-api/service-resources.ts';
import type { ListQuery } from './list-query.ts';

/** Locations of the service and what holds for each. */
export interface LocationsApi {
  getLocation(name: string): Promise<Location>;
  /** `name` is `projects/{p}`. */
  listLocations(name: string, query?: Pick<ListQuery, 'filter'>): Promise<readonly Location[]>;
  getTerraformVersion(name: string): Promise<TerraformVersion>;
  /** `parent` is `projects/{p}/locations/{l}`. */
  listTerraformVersions(parent: string, query?: ListQuery): Promise<readonly TerraformVersion[]>;
  getAutoMigrationConfig(name: string): Promise<AutoMigrationConfig>;
  updateAutoMigrationConfig(request: {
    /** With its `name`. */
    readonly autoMigrationConfig: AutoMigrationConfig;
    readonly updateMask: string;
  }): Promise<Operation>;
}
