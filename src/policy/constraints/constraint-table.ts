import { compareText } from '../../diagnostics/order.ts';
import type { Constraint } from '../constraints.ts';
import { computeConstraints } from './table/compute.ts';
import { crossServiceConstraints } from './table/cross-service.ts';
import { gkeConstraints } from './table/gke.ts';
import { iamConstraints } from './table/iam.ts';
import { keyAndModelConstraints } from './table/keys-and-models.ts';
import { loadBalancingConstraints } from './table/load-balancing.ts';
import { networkConstraints } from './table/network.ts';
import { serverlessConstraints } from './table/serverless.ts';
import { storageConstraints } from './table/storage.ts';

/** All predefined and managed constraints that are known, sorted by name. */
export const constraints: readonly Constraint[] = [
  ...computeConstraints,
  ...crossServiceConstraints,
  ...gkeConstraints,
  ...iamConstraints,
  ...keyAndModelConstraints,
  ...loadBalancingConstraints,
  ...networkConstraints,
  ...serverlessConstraints,
  ...storageConstraints,
].sort((a, b) => compareText(a.name, b.name));

const byName: ReadonlyMap<string, Constraint> = new Map(constraints.map((constraint) => [constraint.name, constraint]));

/** A constraint by its name, with or without `constraints/`; undefined for custom and unknown ones. */
export function constraintByName(name: string): Constraint | undefined {
  return byName.get(name.replace(/^constraints\//, ''));
}
