import { isWritten, isZone, noPrice, not, price, priceByAttribute, regionAt, textOf } from '../choices.ts';
import { divide, type Exact, fraction, multiply } from '../exact.ts';
import {
  andThen,
  type ChargeRule,
  type Condition,
  type Found,
  known,
  open,
  type PriceChoice,
  type Quantity,
  type ResourcePricer,
  type Subject,
  unpriced,
} from '../pricer.ts';
import { attribute, hours, numberAt, one, scheduledHours, times, usageOf } from '../quantities.ts';
import { countAt, readOne } from '../read-attribute.ts';
import {
  type Chips,
  type Consumption,
  chipsOfMachine,
  chipsOfTopology,
  chipsOfTpuVm,
  consumptionOfInstance,
  consumptionOfPool,
  consumptionOfTpuVm,
  tpuCharge,
} from './tpu.ts';

const compute = 'Compute Engine';
const gke = 'Google Kubernetes Engine';

/** Chips of one machine. */
function chipsPerMachine({ resource }: Subject, path: string): Found<Chips> {
  return andThen(textOf(resource, path, ''), (type) => {
    const chips = chipsOfMachine(type);
    return chips === undefined ? unpriced(`no price is known of machine type "${type}"`) : known(chips);
  });
}

function hasTpu(path: string): Condition {
  return ({ resource }) => andThen(textOf(resource, path, ''), (type) => known(/^(?:tpu\d|ct\d)/.test(type)));
}

/** Machines without TPUs have a price of their type and consumption option, which a price book of one's own may add. */
function machinePrice(
  path: string,
  consumption: (subject: Subject) => Found<Consumption>,
  fallback?: string,
): PriceChoice {
  return {
    ids: ['machine-e2-standard-4', 'machine-*'],
    keys: [],
    of: (subject) =>
      andThen(textOf(subject.resource, path, fallback ?? ''), (type) =>
        type === ''
          ? open(`depends on ${path}, which is not written`)
          : andThen(consumption(subject), (option) =>
              known(option === 'on-demand' ? `machine-${type}` : `machine-${type}-${option}`),
            ),
      ),
  };
}

/** Something that costs and has no price, where it is written. */
function unpricedPart(name: string, path: string): ChargeRule {
  return { name, price: noPrice(`no price of ${path} is known`), quantity: one, when: isWritten(path) };
}

/** Zones of a pool: those it lists, those its location is, else not known, since the cluster decides. */
function zonesOf({ resource }: Subject): Found<Exact> {
  if (resource === undefined) return open('depends on node_locations');
  const listed = countAt(resource, 'node_locations');
  if (listed === undefined) return open('depends on node_locations, which is known after apply');
  if (listed > 0) return known(fraction(listed));
  const location = readOne(resource, 'location');
  if (location.state === 'known' && isZone(location.text)) return known(fraction(1));
  return open('depends on the zones of the cluster: list them in node_locations');
}

/** Nodes of a pool in all zones: those of a slice with a topology, those it has for good, or as many as are assumed of one that is scaled. */
function nodesOf(subject: Subject): Found<Exact> {
  const { resource } = subject;
  if (resource === undefined) return open('depends on node_count');
  const topology = readOne(resource, 'placement_policy.tpu_topology');
  if (topology.state === 'unknown') return open(topology.because);
  if (topology.state === 'known') return nodesOfSlice(subject, topology.text);
  const scaled = countAt(resource, 'autoscaling');
  if (scaled === undefined) return open('depends on autoscaling, which is known after apply');
  if (scaled > 0) return usageOf(subject, 'gke.nodes');
  const path = readOne(resource, 'node_count').state === 'absent' ? 'initial_node_count' : 'node_count';
  return andThen(zonesOf(subject), (zones) =>
    andThen(numberAt(subject, path), (perZone) => known(multiply(zones, perZone))),
  );
}

/** A slice is there as a whole or not at all. */
function nodesOfSlice(subject: Subject, topology: string): Found<Exact> {
  return andThen(chipsPerMachine(subject, 'node_config.machine_type'), ({ count }) => {
    const chips = chipsOfTopology(topology);
    return chips === undefined ? open(`depends on the topology "${topology}"`) : known(divide(chips, count));
  });
}

const nodes: Quantity = { words: 'nodes in all zones', keys: ['gke.nodes'], of: nodesOf };

const poolTpus = tpuCharge(
  {
    chips: (subject) =>
      andThen(chipsPerMachine(subject, 'node_config.machine_type'), ({ generation, count }) =>
        andThen(nodesOf(subject), (machines) => known({ generation, count: multiply(machines, count) })),
      ),
    consumption: consumptionOfPool,
  },
  regionAt('location'),
);

const isAutopilot: Condition = ({ resource }) =>
  andThen(textOf(resource, 'enable_autopilot', 'false'), (text) => known(text === 'true'));

const clusterPrice: PriceChoice = {
  ids: ['gke-cluster', 'gke-cluster-zonal'],
  keys: [],
  of: (subject) =>
    andThen(isAutopilot(subject), (autopilot) =>
      autopilot
        ? known('gke-cluster-zonal')
        : andThen(textOf(subject.resource, 'location', ''), (location) =>
            known(isZone(location) ? 'gke-cluster-zonal' : 'gke-cluster'),
          ),
    ),
};

/** Sizes in GB are counted as GiB: Google's disk sizes are. */
function bootDisk(size: string, type: string, machines: Quantity): Omit<ChargeRule, 'region'> {
  return {
    name: 'Boot disk',
    price: priceByAttribute(type, { 'hyperdisk-balanced': 'hyperdisk-balanced' }),
    quantity: times(attribute(size), machines),
  };
}

const reservation = 'A reservation is counted as on demand: spec.usage.tpu.commitment says what covers it';

/** Machines and what runs on them. */
export const machinePricers: readonly ResourcePricer[] = [
  {
    service: 'Cloud TPU',
    types: ['google_tpu_v2_vm'],
    kind: 'charges',
    charges: [
      tpuCharge({ chips: (subject) => chipsOfTpuVm(subject, ''), consumption: consumptionOfTpuVm }, regionAt('zone')),
    ],
  },
  {
    service: 'Cloud TPU',
    types: ['google_tpu_v2_queued_resource'],
    kind: 'charges',
    charges: [
      tpuCharge(
        {
          chips: (subject) => chipsOfTpuVm(subject, 'tpu.node_spec.node.'),
          // The resource has no argument for anything else.
          consumption: () => known('on-demand'),
        },
        regionAt('zone'),
      ),
    ],
  },
  {
    service: compute,
    types: ['google_compute_instance'],
    kind: 'charges',
    charges: [
      {
        ...tpuCharge(
          { chips: (subject) => chipsPerMachine(subject, 'machine_type'), consumption: consumptionOfInstance },
          regionAt('zone'),
        ),
        when: hasTpu('machine_type'),
        note: reservation,
      },
      {
        name: 'Machine',
        price: machinePrice('machine_type', consumptionOfInstance),
        region: regionAt('zone'),
        quantity: scheduledHours('compute.hoursPerWeek'),
        when: not(hasTpu('machine_type')),
      },
      {
        ...bootDisk('boot_disk.initialize_params.size', 'boot_disk.initialize_params.type', one),
        region: regionAt('zone'),
      },
      {
        name: 'External address',
        price: price('address-external'),
        region: regionAt('zone'),
        quantity: hours,
        when: isWritten('network_interface.access_config'),
      },
      unpricedPart('GPUs', 'guest_accelerator'),
      unpricedPart('Local disks', 'scratch_disk'),
    ],
  },
  {
    service: gke,
    types: ['google_container_cluster'],
    kind: 'charges',
    charges: [
      { name: 'Management', price: clusterPrice, quantity: hours },
      {
        name: 'Pods of Autopilot',
        price: noPrice('Autopilot is paid by what pods request, which no module says'),
        quantity: hours,
        when: isAutopilot,
      },
      {
        name: 'Nodes of pools in the cluster',
        price: noPrice('pools in the cluster are not priced: use google_container_node_pool'),
        quantity: hours,
        when: isWritten('node_pool'),
      },
      {
        name: 'Nodes of the default pool',
        price: noPrice('the default pool is not priced: use google_container_node_pool'),
        quantity: hours,
        when: not((subject) =>
          andThen(isAutopilot(subject), (autopilot) =>
            autopilot
              ? known(true)
              : andThen(textOf(subject.resource, 'remove_default_node_pool', 'false'), (text) =>
                  known(text === 'true'),
                ),
          ),
        ),
      },
    ],
  },
  {
    service: gke,
    types: ['google_container_node_pool'],
    kind: 'charges',
    charges: [
      { ...poolTpus, when: hasTpu('node_config.machine_type'), note: reservation },
      {
        name: 'Nodes',
        price: machinePrice('node_config.machine_type', consumptionOfPool, 'e2-medium'),
        region: regionAt('location'),
        quantity: times(nodes, scheduledHours('compute.hoursPerWeek')),
        when: not(hasTpu('node_config.machine_type')),
      },
      {
        ...bootDisk('node_config.disk_size_gb', 'node_config.disk_type', nodes),
        region: regionAt('location'),
      },
      unpricedPart('GPUs', 'node_config.guest_accelerator'),
    ],
  },
  {
    service: compute,
    types: ['google_compute_instance_template', 'google_compute_region_instance_template'],
    kind: 'free',
    reason: 'a template: the machines made from it are paid for',
    source: 'https://cloud.google.com/compute/all-pricing',
  },
  {
    service: compute,
    types: ['google_compute_*instance_group_manager'],
    kind: 'not priced',
    reason: 'the machine type stands in its template, which is not followed',
  },
  {
    service: compute,
    types: ['google_compute_reservation', 'google_compute_future_reservation'],
    kind: 'not priced',
    reason: 'a reservation is paid as the machines it holds, used or not; those in the module are counted themselves',
  },
  {
    service: compute,
    types: ['google_compute_resource_policy'],
    kind: 'free',
    reason: 'a policy says how machines are placed',
    source: 'https://cloud.google.com/compute/all-pricing',
  },
];
