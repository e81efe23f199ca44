import { describe, expect, it } from 'vitest';
import type { Usage } from '../../src/cost/usage.ts';
import { dollars, estimateText } from './estimate-module.ts';

interface Case {
  readonly name: string;
  readonly module: string;
  readonly usage?: Usage;
  /** Components as `name: dollars a month`. */
  readonly costs?: readonly string[];
  /** `name: reason` of what is not known; assumptions that nobody made are left out. */
  readonly unknown?: readonly string[];
  readonly notPriced?: readonly string[];
}

const resource = (type: string, body: string): string => `resource "${type}" "x" {\n${body}\n}\n`;

const tpuVm = (body: string, zone = 'us-east5-a'): string =>
  resource(
    'google_tpu_v2_vm',
    `provider = google-beta\nname = "x"\nzone = "${zone}"\nruntime_version = "v2-alpha-tpuv6e"\n${body}`,
  );

const instance = (type: string, body = '', zone = 'us-central1-c'): string =>
  resource(
    'google_compute_instance',
    `name = "x"\nzone = "${zone}"\nmachine_type = "${type}"\nboot_disk {\nsource = "d"\n}\nnetwork_interface {\nnetwork = "n"\n}\n${body}`,
  );

const pool = (type: string, body: string, config = ''): string =>
  resource(
    'google_container_node_pool',
    `cluster = "c"\n${body}\nnode_config {\nmachine_type = "${type}"\n${config}\n}`,
  );

const cluster = (body: string): string =>
  resource('google_container_cluster', `name = "x"\ninitial_node_count = 1\nremove_default_node_pool = true\n${body}`);

const cloudRun = (body: string, containers: string, location = 'us-central1'): string =>
  resource(
    'google_cloud_run_v2_service',
    `name = "x"\nlocation = "${location}"\ntemplate {\n${body}\ncontainers {\nimage = "i"\n${containers}\n}\n}`,
  );

const rule = (scheme: string): string =>
  resource('google_compute_forwarding_rule', `name = "x"\nregion = "us-central1"\n${scheme}`);

const nat = resource(
  'google_compute_router_nat',
  'name = "nat"\nrouter = "router"\nregion = "us-central1"\nsource_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"',
);

const key = (body: string): string =>
  resource('google_kms_crypto_key', `name = "x"\nkey_ring = "projects/p/locations/us/keyRings/r"\n${body}`);

const tpus: readonly Case[] = [
  {
    name: 'prices spot TPU VMs by region',
    module: tpuVm('accelerator_type = "v6e-8"\nscheduling_config {\nspot = true\n}'),
    costs: ['TPU chips: 7095.6'],
  },
  {
    name: 'counts two TensorCores of v5p as one chip',
    module: tpuVm('accelerator_type = "v5p-8"', 'us-east5-a'),
    costs: ['TPU chips: 12264'],
  },
  {
    name: 'knows no machine with eight chips of TPU7x',
    module: instance('tpu7x-standard-8t'),
    notPriced: ['TPU chips: no price is known of machine type "tpu7x-standard-8t"'],
  },
  {
    name: 'takes chips from a topology',
    module: tpuVm('accelerator_config {\ntype = "V6E"\ntopology = "4x4"\n}'),
    costs: ['TPU chips: 31536'],
  },
  {
    name: 'has no price of what is planned when no accelerator is named',
    module: tpuVm(''),
    notPriced: ['TPU chips: no price is known of accelerator_type "v2-8"'],
  },
  {
    name: 'takes the price of a commitment that covers what is on demand',
    module: instance('tpu7x-standard-4t'),
    usage: { tpu: { commitment: '3y' } },
    costs: ['TPU chips: 15768'],
  },
  {
    name: 'leaves flex-start chips out of commitments',
    module: instance('tpu7x-standard-4t', 'scheduling {\nprovisioning_model = "FLEX_START"\n}'),
    usage: { tpu: { commitment: '3y' } },
    costs: ['TPU chips: 17520'],
  },
  {
    name: 'makes up no price of a region that has none',
    module: instance('tpu7x-standard-1t', '', 'europe-west2-a'),
    notPriced: ['TPU chips: the price book has no price of "TPU7x (Ironwood) chip, on demand" in europe-west2'],
  },
  {
    name: 'makes up no price of spot Ironwood, nor of a calendar reservation',
    module:
      instance('tpu7x-standard-1t', 'scheduling {\npreemptible = true\nautomatic_restart = false\n}') +
      instance('tpu7x-standard-1t', 'scheduling {\nprovisioning_model = "RESERVATION_BOUND"\n}').replace('"x"', '"y"'),
    notPriced: [
      'TPU chips: the price book has no price of "TPU7x (Ironwood) chip, spot" in us-central1',
      'TPU chips: the price book has no price of "TPU7x (Ironwood) chip, calendar reservation" in us-central1',
    ],
  },
  {
    name: 'counts the nodes of all zones of a TPU pool',
    module: pool(
      'ct6e-standard-4t',
      'location = "us-east5"\nnode_locations = ["us-east5-a", "us-east5-b"]\nnode_count = 2',
    ),
    costs: ['TPU chips: 31536'],
  },
];

const machines: readonly Case[] = [
  {
    name: 'prices machines that the book has, and no others',
    module: instance('e2-standard-4') + instance('c4-standard-8').replace('"x"', '"y"'),
    costs: ['Machine: 97.82'],
    notPriced: ['Machine: the price book has no price machine-c4-standard-8'],
  },
  {
    name: 'does not take the price on demand for spot machines',
    module: instance(
      'e2-standard-4',
      'scheduling {\nprovisioning_model = "SPOT"\npreemptible = true\nautomatic_restart = false\n}',
    ),
    notPriced: ['Machine: the price book has no price machine-e2-standard-4-spot'],
  },
  {
    name: 'takes the region of the provider where a resource says none',
    module: `provider "google" {\nregion = "us-central1"\nzone = "us-central1-a"\n}\n${instance('e2-standard-4').replace('zone = "us-central1-c"', '')}`,
    costs: ['Machine: 97.82'],
  },
  {
    name: 'asks for the nodes of a pool that is scaled, and for the zones of one that does not list them',
    module:
      pool('e2-standard-4', 'location = "us-central1-a"\nautoscaling {\nmin_node_count = 0\nmax_node_count = 4\n}') +
      pool('e2-standard-4', 'location = "us-central1"\nnode_count = 1').replace('"x"', '"y"'),
    unknown: ['Nodes: depends on the zones of the cluster: list them in node_locations'],
  },
  {
    name: 'takes the nodes that are assumed of a pool that is scaled, with their disks',
    module: pool(
      'e2-standard-4',
      'location = "us-central1-a"\nautoscaling {\nmin_node_count = 0\nmax_node_count = 4\n}',
      'disk_type = "hyperdisk-balanced"\ndisk_size_gb = 100',
    ),
    usage: { gke: { nodes: 2 }, compute: { hoursPerWeek: 84 } },
    costs: ['Boot disk: 16', 'Nodes: 97.82'],
  },
  {
    name: 'gives the first zonal cluster for nothing, and charges regional ones',
    module: cluster('location = "us-central1-a"') + cluster('location = "us-central1"').replace('"x"', '"y"'),
    costs: ['Management: 0', 'Management: 73'],
  },
  {
    name: 'leaves open what pods of Autopilot cost, and nodes of the default pool',
    module:
      resource('google_container_cluster', 'name = "a"\nlocation = "us-central1"\nenable_autopilot = true') +
      resource('google_container_cluster', 'name = "b"\nlocation = "us-central1"\ninitial_node_count = 1').replace(
        '"x"',
        '"y"',
      ),
    costs: ['Management: 0', 'Management: 73'],
    notPriced: [
      'Pods of Autopilot: Autopilot is paid by what pods request, which no module says',
      'Nodes of the default pool: the default pool is not priced: use google_container_node_pool',
    ],
  },
];

const services: readonly Case[] = [
  {
    name: 'charges CPU with requests where resources are not written, after the free allowances',
    module: cloudRun('', ''),
    usage: { cloudRun: { instanceHoursPerMonth: 100, requestsPerMonth: 5_000_000 } },
    costs: ['CPU, with requests: 4.32', 'Memory, with requests: 0', 'Requests: 1.2'],
  },
  {
    name: 'charges CPU always where resources are written without cpu_idle',
    module: cloudRun('', 'resources {\nlimits = {\ncpu = "500m"\nmemory = "512Mi"\n}\n}'),
    usage: { cloudRun: { instanceHoursPerMonth: 100 } },
    costs: ['CPU, instances beyond the minimum: 3.24', 'Memory, instances beyond the minimum: 0.36'],
  },
  {
    name: 'asks for the price tier of other regions, and takes it',
    module: cloudRun('', '', 'europe-west3'),
    usage: { cloudRun: { priceTier: 2, instanceHoursPerMonth: 100, requestsPerMonth: 0 } },
    costs: ['CPU, with requests: 6.048', 'Memory, with requests: 0'],
  },
  {
    name: 'does not price idle minimum instances of request billing as something else',
    module: cloudRun('scaling {\nmin_instance_count = 2\n}', ''),
    usage: { cloudRun: { instanceHoursPerMonth: 0, requestsPerMonth: 0 } },
    notPriced: [
      'CPU, idle minimum instances: the price book has no price of "CPU of idle minimum instances, tier 1"',
      'Memory, idle minimum instances: the price book has no price of "Memory of idle minimum instances, tier 1"',
    ],
  },
  {
    name: 'prices symmetric keys by protection level, and no others',
    module:
      key('version_template {\nalgorithm = "GOOGLE_SYMMETRIC_ENCRYPTION"\nprotection_level = "HSM"\n}') +
      key('purpose = "ASYMMETRIC_SIGN"\nversion_template {\nalgorithm = "EC_SIGN_P256_SHA256"\n}').replace(
        '"x"',
        '"y"',
      ),
    usage: { kms: { activeVersions: 3, operationsPerMonth: 20_000 } },
    costs: ['Active key versions: 3', 'Operations: 0.06', 'Operations: 0.06'],
    notPriced: ['Active key versions: only symmetric keys have a price here'],
  },
  {
    name: 'counts secrets by version and location, and rotations by their period',
    module: resource(
      'google_secret_manager_secret',
      'secret_id = "x"\nreplication {\nuser_managed {\nreplicas {\nlocation = "us-east1"\n}\nreplicas {\nlocation = "us-west1"\n}\n}\n}\ntopics {\nname = "t"\n}\nrotation {\nrotation_period = "2628000s"\nnext_rotation_time = "2030-01-01T00:00:00Z"\n}',
    ),
    usage: { secretManager: { activeVersions: 4 } },
    costs: ['Active versions: 0.12', 'Rotation notifications: 0.05'],
  },
  {
    name: 'counts the classes of a bucket and those it moves objects to',
    module: resource(
      'google_storage_bucket',
      'name = "bucket"\nlocation = "US-CENTRAL1"\nlifecycle_rule {\naction {\ntype = "SetStorageClass"\nstorage_class = "COLDLINE"\n}\ncondition {\nage = 30\n}\n}',
    ),
    usage: { cloudStorage: { standardGiB: 100, coldlineGiB: 1000, nearlineGiB: 7 } },
    costs: ['Coldline storage: 4', 'Standard storage: 2'],
    notPriced: ['Operations and retrieval of cold storage: no price of retrieval is known'],
  },
  {
    name: 'tells endpoints of Private Service Connect from load balancers',
    module:
      rule('load_balancing_scheme = ""\ntarget = "t"') +
      rule('load_balancing_scheme = "INTERNAL"').replace('"x"', '"y"'),
    costs: ['Endpoint: 7.3'],
    notPriced: ['Forwarding rule: the price book has no price of "Forwarding rules"'],
  },
  { name: 'charges NAT by machine up to 31', module: nat, usage: { nat: { vms: 31 } }, costs: ['Gateway: 31.682'] },
  { name: 'charges NAT as a whole from 32', module: nat, usage: { nat: { vms: 500 } }, costs: ['Gateway: 32.12'] },
  {
    name: 'charges slots of reservations by edition, with commitments',
    module: resource(
      'google_bigquery_reservation',
      'name = "x"\nlocation = "US"\nedition = "ENTERPRISE"\nslot_capacity = 100\nautoscale {\nmax_slots = 50\n}',
    ),
    usage: { bigQuery: { commitment: '1y', autoscaledSlotHoursPerMonth: 200 } },
    costs: ['Autoscaled slots: 12', 'Baseline slots: 3504'],
  },
  {
    name: 'gives three jobs of the scheduler for nothing',
    module: resource(
      'google_cloud_scheduler_job',
      'count = 5\nname = "job-${count.index}"\nregion = "us-central1"\nschedule = "* * * * *"\npubsub_target {\ntopic_name = "t"\ndata = "eA=="\n}',
    ),
    costs: Array(5).fill('Job: 0.04'),
  },
];

describe.each([
  ['TPUs', tpus],
  ['machines and clusters', machines],
  ['services', services],
])('the pricers of %s', (_title, cases) => {
  it.each(cases)('$name', async ({ module, usage = {}, costs = [], unknown = [], notPriced = [] }) => {
    const found = await estimateText(module, usage);
    expect(found.components.map(({ name, costs: own }) => `${name}: ${dollars(own.monthly)}`)).toEqual(costs);
    const isOwn = ({ address }: { readonly address?: string }): boolean => address !== undefined;
    const open = found.unknown.filter((one) => isOwn(one) && one.usage === undefined);
    // Boot disks of no known size or type are beside the point of these cases.
    const reasons = (all: typeof open): string[] =>
      all.filter((one) => isOwn(one) && one.name !== 'Boot disk').map(({ name, reason }) => `${name}: ${reason}`);
    expect([reasons(open), reasons([...found.notPriced])]).toEqual([unknown, notPriced]);
  });
});
