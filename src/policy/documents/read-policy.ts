import type { Policy } from '../model.ts';
import type { PlacedMap } from './placed-node.ts';
import { readPolicyName } from './policy-names.ts';
import { readSpec } from './read-spec.ts';
import { checkNames, fault, isAbsent, isNothing, member, type Reading, spelledIn } from './reading.ts';

/**
 * Reads a policy of the second version of the API, in camel or snake case, as gcloud prints and takes it.
 *
 * @see https://cloud.google.com/resource-manager/docs/organization-policy/reference/rest/v2/organizations.policies
 */
export function readPolicy(reading: Reading, map: PlacedMap): Policy | undefined {
  checkNames(reading, map, ['name', 'spec', 'dryRunSpec', 'alternate', 'etag'], 'a policy');
  const name = readPolicyName(reading, map);
  const specNode = member(reading, map, 'spec');
  const dryRunNode = member(reading, map, 'dryRunSpec');
  const spec = readSpec(reading, specNode, 'spec');
  const dryRunSpec = readSpec(reading, dryRunNode, 'dryRunSpec');
  if (name === undefined) return undefined;
  const alternate = member(reading, map, 'alternate');
  if (alternate && !isNothing(alternate)) {
    const place = alternate.key ?? alternate.location;
    fault(reading, 'policy-syntax', '`alternate` is deprecated and not read', place, 'write `spec` or `dryRunSpec`');
  }
  if (isAbsent(reading, specNode) && isAbsent(reading, dryRunNode)) {
    const message = `the policy has neither \`spec\` nor \`${spelledIn(reading, 'dryRunSpec')}\``;
    fault(reading, 'policy-syntax', message, name.location, 'add `spec` with its rules');
  }
  if (spec === undefined && dryRunSpec === undefined) return undefined;
  return { ...name, ...(spec && { spec }), ...(dryRunSpec && { dryRunSpec }) };
}
