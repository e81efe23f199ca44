// A table: locations behind the `in:` groups of gcp.resourceLocations.
/**
 * Members of a location group. `*` at the end of a pattern stands for anything. What neither pattern list has is not in the group,
 * except multi-regions and pairs of regions, whose membership is not documented.
 */
export interface LocationGroup {
  readonly members: readonly string[];
  /** Taken out again: `europe-west2`, zones of it included. */
  readonly except?: readonly string[];
  /** Multi-regions known not to be in it, where one might think they are. */
  readonly outside?: readonly string[];
}

/**
 * Location groups by name without `in:` and `-locations`, as of 2026-09. Which regions a group of a continent holds follows their
 * names; the published page lists them and may be newer. `valueGroups` of a hierarchy document replaces a group.
 *
 * @see https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations#value_groups
 */
export const locationGroups: ReadonlyMap<string, LocationGroup> = new Map<string, LocationGroup>([
  ['africa', { members: ['africa-*'] }],
  ['asia', { members: ['asia-*', 'asia'], outside: ['eu', 'europe', 'us'] }],
  ['australia', { members: ['australia-*'] }],
  [
    'canada',
    {
      members: [
        'northamerica-northeast1',
        'northamerica-northeast1-*',
        'northamerica-northeast2',
        'northamerica-northeast2-*',
      ],
    },
  ],
  ['eu', { members: ['europe-*', 'eu'], except: ['europe-west2', 'europe-west6'], outside: ['europe', 'us', 'asia'] }],
  ['europe', { members: ['europe-*', 'europe'], outside: ['us', 'asia'] }],
  ['me', { members: ['me-*'] }],
  ['northamerica', { members: ['us-*', 'us', 'northamerica-*'] }],
  ['southamerica', { members: ['southamerica-*'] }],
  ['us', { members: ['us-*', 'us'], outside: ['eu', 'europe', 'asia'] }],
]);
