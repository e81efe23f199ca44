import { locations } from '../../config-api/locations.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import { locations as known } from '../../load/formats/locations.generated.ts';
import type { Rule } from '../rule.ts';

/** Infrastructure Manager does not run in the location. */
export const imLocation: Rule = {
  code: 'im-location',
  severity: 'error',
  scope: 'deployment',
  summary: 'Infrastructure Manager does not run in the location',
  why: 'The service runs in the regions and in the multi-region `us`, not in `eu`, `global` or a dual region, and refuses a deployment there. The resources of a deployment may live elsewhere. A region that is in no list yet is spoken of by `unknown-location` alone, since Google adds some.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/locations',
  check: ({ environment }, report) => {
    const { location } = environment;
    if (locations.includes(location) || isNewRegion(location)) return;
    const meant = suggest(location, locations);
    report({
      message: `Infrastructure Manager does not run in \`${location}\``,
      at: { kind: 'pointer', pointer: '/location' },
      hint:
        meant === undefined
          ? 'choose a region, such as `europe-west1`; resources may live elsewhere'
          : `did you mean \`${meant}\`?`,
      args: { location },
    });
  },
};

/** Whether it looks like a region that our lists do not have. */
function isNewRegion(location: string): boolean {
  return /^[a-z]+-[a-z]+[1-9]\d?$/.test(location) && !Object.hasOwn(known.regions, location);
}
