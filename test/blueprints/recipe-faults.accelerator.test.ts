import { describe, expect, it } from 'vitest';
import { acceleratorValues, refusal, tpuWorlds, type World, world, worlds } from './flagship-worlds.ts';
import { type Plain, unknown } from './planned-module.ts';

/**
 * Faults of the recipe this blueprint began as, by their numbers in its audit: A accelerators, I Infrastructure Manager. Each line
 * says what is right here, and looks whether it is.
 */
const faults: readonly (readonly [id: string, right: string, look: () => void | Promise<void>])[] = [
  [
    'A1',
    'Ironwood is TPU7x by GKE, and v6e is v6e',
    () => {
      expect(world('prod').values('google_container_node_pool', 'node_config.machine_type')).toContain(
        'tpu7x-standard-4t',
      );
      expect(world('prod').of('google_tpu_v2_vm')).toEqual([]);
      expect(acceleratorValues('accelerator_type')).toEqual(['v6e-8', 'v6e-4']);
      for (const { text } of tpuWorlds()) expect(text('docs/README.md')).not.toContain('Ironwood');
      expect(refusal('prod', 'accelerator_generation=ironwood')).toContain(
        'Ironwood is called tpu7x, and v6e is Trillium',
      );
    },
  ],
  [
    'A2',
    'the size is an accelerator type, not a topology of one number',
    () => {
      expect(acceleratorValues('accelerator_type')).toEqual(['v6e-8', 'v6e-4']);
      expect(acceleratorValues('accelerator_config')).toEqual([]);
    },
  ],
  [
    'A3',
    "the runtime is the generation's",
    () => {
      expect(acceleratorValues('runtime_version')).toEqual(['v2-alpha-tpuv6e', 'v2-alpha-tpuv6e']);
      expect(refusal('staging', 'tpu_runtime_version=tpu-vm-tf-2.17.0')).toContain('for older generations');
    },
  ],
  [
    'A4',
    'the zone has the generation, and lies in the region',
    () => {
      expect(acceleratorValues('zone')).toEqual(['us-east5-a', 'us-central1-b']);
      expect(world('prod').values('google_container_node_pool', 'node_locations')).toEqual([
        ['us-central1-c'],
        ['us-central1-c'],
      ]);
      expect(refusal('staging', 'zone=us-central1-a')).toContain('not among those that have this generation');
    },
  ],
  [
    'A5',
    'a TPU takes its addresses from a subnet, and no range overlaps another',
    () => {
      expect(acceleratorValues('network_config.subnetwork')).toEqual([unknown, unknown]);
      expect(acceleratorValues('cidr_block')).toEqual([]);
      for (const { plan } of worlds) expect(plan.faults).toEqual([]);
    },
  ],
  [
    'A6',
    'one host serves',
    () => {
      expect(refusal('staging', 'tpu_accelerator_type=v6e-256')).toContain('one host serves');
      expect(world('prod').values('google_container_node_pool', 'node_count')).toEqual([2, 1]);
    },
  ],
  [
    'A7',
    'data sources are read after their services, and used',
    () => {
      for (const { plan, files } of worlds) {
        const module = [...files.values()].join('\n');
        for (const { waitsFor, address } of plan.resources.filter(({ mode }) => mode === 'data')) {
          expect(waitsFor.has('google_project_service.core')).toBe(true);
          expect(module).toContain(`${address}.`);
        }
      }
    },
  ],
  [
    'A8',
    "a TPU without external address gets its image through Google's own addresses, and people in by IAP",
    () => {
      expect(acceleratorValues('network_config.enable_external_ips')).toEqual([false, false]);
      for (const one of tpuWorlds()) {
        expect(one.values('google_dns_managed_zone', 'dns_name')).toEqual(['googleapis.com.', 'pkg.dev.']);
        expect(one.text('infrastructure-manager/inference-startup.sh')).not.toMatch(/pip|apt/);
        expect(one.of('google_compute_firewall').map(({ address }) => address)).toContain(
          'google_compute_firewall.allow_iap_ssh',
        );
      }
    },
  ],
  [
    'A9',
    'a session counts JAX devices, through the tunnel',
    () => {
      for (const { text } of tpuWorlds())
        expect(text('docs/operations.md')).toMatch(/tpu-vm ssh .*--tunnel-through-iap .*jax\.device_count/);
      for (const { files } of worlds)
        for (const page of files.values()) expect(page).not.toMatch(/nvidia-smi|tensorflow/i);
    },
  ],
  [
    'A10',
    'capacity is got as the environment says, with time to come',
    () => {
      expect(world('staging').values('google_tpu_v2_vm', 'scheduling_config.spot')).toEqual([true]);
      expect(world('prod-dr').values('google_tpu_v2_vm', 'scheduling_config.reserved')).toEqual([true]);
      expect(world('prod').values('google_container_node_pool', 'node_config.reservation_affinity.values')).toEqual([
        ['risk-inference'],
      ]);
      expect(acceleratorValues('timeouts.create')).toEqual(['60m', '60m']);
    },
  ],
  [
    'A11',
    'something runs on the TPU, and the API calls it',
    () => {
      for (const one of [world('prod'), ...tpuWorlds()]) {
        expect(apiSettings(one)).toContain('INFERENCE_URL');
        expect(one.values('google_compute_firewall', 'source_ranges')).toContainEqual(['10.20.0.0/24']);
      }
      expect(world('staging').text('infrastructure-manager/inference-startup.sh')).toMatch(
        /docker run .*\n.*"\$image"/,
      );
      expect(world('prod').text('kubernetes/inference.yaml')).toMatch(
        /image: "us-central1-docker\.pkg\.dev\S+inference@sha256/,
      );
    },
  ],
  [
    'A12',
    'models are objects that the server reads',
    () => {
      for (const { text } of worlds) expect(text('docs/README.md')).toMatch(/gcloud storage rsync \.\/models gs:/);
      expect(world('prod').values('google_storage_bucket_iam_member', 'condition.title')).toEqual(['models only']);
    },
  ],
  [
    'I1',
    'the folder is a Terraform root module',
    () => {
      for (const { plan, files } of worlds) {
        expect(plan.resources.length).toBeGreaterThan(50);
        expect(files.has('infrastructure-manager/terraform.tfvars')).toBe(true);
      }
    },
  ],
  [
    'I2',
    'it is for the Terraform the service runs',
    () => {
      for (const { text } of worlds) {
        expect(text('infrastructure-manager/versions.tf')).toContain('required_version = ">= 1.5.7"');
        expect(text('infrastructure-manager/main.yaml')).toContain('tfVersionConstraint: "=1.5.7"');
      }
    },
  ],
  [
    'I3',
    "the password is a secret's version by name",
    () => {
      for (const { text } of worlds) {
        expect(text('infrastructure-manager/terraform.tfvars')).toMatch(
          /_password_secret += "projects\/\S+\/versions\/\d+"/,
        );
        expect(text('infrastructure-manager/variables.tf')).not.toMatch(/variable "\w*password"/);
      }
    },
  ],
  [
    'I7',
    'there is no backend and no provisioner, and plain Terraform gets a partial one',
    () => {
      for (const { files, text } of worlds) {
        for (const [path, body] of files)
          if (path.startsWith('infrastructure-manager/')) expect(body).not.toMatch(/^\s*(backend|provisioner|cloud) /m);
        expect(text('terraform/backend.tf')).toContain('backend "gcs" {}');
      }
    },
  ],
  [
    'I8',
    'nothing asks for Config Connector',
    () => {
      for (const { files } of worlds) for (const page of files.values()) expect(page).not.toMatch(/config.connector/i);
    },
  ],
  [
    'I9',
    'previews, quota checks, locks, worker pools and labels are used',
    () => {
      for (const { text } of worlds) {
        expect(text('docs/README.md')).toMatch(/previews create[\s\S]*--quota-validation=\w+[\s\S]*export-lock/);
        expect(text('infrastructure-manager/main.yaml')).toContain('platform: risk-analytics');
      }
      expect(world('prod').text('infrastructure-manager/main.yaml')).toContain('workerPool: projects/acme-risk-prod');
    },
  ],
  [
    'I10',
    'labels are the same on every day',
    () => {
      for (const { plan, files } of worlds) {
        expect(Object.values(plan.outputs.get('resource_labels') ?? {})).not.toContain(unknown);
        for (const page of files.values()) expect(page).not.toMatch(/\b(plan)?timestamp\(\)/);
      }
    },
  ],
];

describe('what the recipe got wrong is right here', () => {
  it.each(faults)('%s: %s', async (_id, _right, look) => {
    await look();
  });
});

function apiSettings(one: World): Plain[] {
  return one.values('google_cloud_run_v2_service', 'template.containers.env.name');
}
