import { subnetOverlaps } from '../../terraform/derived/subnet-overlaps.ts';
import type { Rule } from '../rule.ts';

/** Two subnets of a network have addresses in common. */
export const subnetOverlap: Rule = {
  code: 'subnet-overlap',
  severity: 'warning',
  scope: 'module',
  summary: 'Two subnets of a network have addresses in common',
  why: 'Within a VPC network every primary and secondary range of every subnet must be its own. The plan does not compare them; the second subnet fails when it is created, after the first is there.',
  source: 'https://docs.cloud.google.com/vpc/docs/subnets#ipv4-ranges',
  check: ({ evaluation }, report) => {
    for (const { first, second } of subnetOverlaps(evaluation)) {
      const other = first.address === second.address ? 'of the same subnet' : `of ${first.address}`;
      report({
        message: `${second.cidr} overlaps with ${first.cidr} ${other}, in the same network`,
        at: { kind: 'attribute', address: second.address, path: second.path },
        hint: 'give each range of the network addresses of its own',
        args: { range: second.cidr, other: first.cidr, otherAddress: first.address },
      });
    }
  },
};
