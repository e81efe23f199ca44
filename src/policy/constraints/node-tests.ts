import { forbids, requiresPresence } from './attribute-tests.ts';
import { allOf, unless, when } from './combine-tests.ts';
import { on, type TypesTest } from './enforced.ts';
import type { ConstraintTest } from './findings.ts';

const noRemedy = '';

/** Passes unless the cluster is an Autopilot one, whose nodes Google configures. */
export const isStandard: ConstraintTest = forbids('enable_autopilot', ['true'], { unset: 'passes', remedy: noRemedy });

const hasPools = requiresPresence('node_pool', noRemedy);

/**
 * A test of every node configuration: that of node pools, of pools written into a cluster, and of the pool a cluster is created with,
 * which is there even when `remove_default_node_pool` takes it away at once.
 *
 * @param test the test, given the path of the configuration
 */
export function nodesTest(test: (config: string) => ConstraintTest): readonly TypesTest[] {
  const inCluster = allOf(when(hasPools, test('node_pool.node_config')), unless(hasPools, test('node_config')));
  return [
    on('google_container_node_pool', test('node_config')),
    on('google_container_cluster', when(isStandard, inCluster)),
  ];
}

/** A test of Standard clusters. */
export function standardClusters(test: ConstraintTest): TypesTest {
  return on('google_container_cluster', when(isStandard, test));
}
