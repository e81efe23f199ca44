// A table: what the sources of the google provider say of Compute Engine and network arguments.

import type { ValueRule } from '../../src/terraform/facts/facts.ts';
import type { DocumentedRule } from '../../src/terraform/provider-checks/documented-rules.ts';

const namePrefix: ValueRule = { maxLength: 54, expected: 'at most 54 characters, since a name may have 63' };

const containerDeclaration: ValueRule = {
  keys: {
    notPattern: '^gce-container-declaration$',
    isWarning: true,
    expected: 'another way to run containers: the container startup agent is deprecated',
  },
};

const hourly: ValueRule = {
  pattern: '^(?:\\+?0*(?:1?[0-9]|2[0-3])|-0+):00$',
  expected: 'a full hour such as "04:00"',
};

/** Compute Engine. */
export const computeRules: readonly DocumentedRule[] = [
  {
    types: [
      'google_compute_instance',
      'google_compute_instance_from_template',
      'google_compute_instance_from_machine_image',
      'google_compute_instance_template',
      'google_compute_region_instance_template',
    ],
    path: 'metadata',
    value: containerDeclaration,
    source: 'services/compute/resource_compute_instance.go',
  },
  {
    types: ['google_compute_instance_template', 'google_compute_region_instance_template'],
    path: 'name_prefix',
    value: namePrefix,
    source: 'services/compute/resource_compute_instance_template.go',
  },
  {
    types: ['google_compute_ssl_certificate', 'google_compute_region_ssl_certificate'],
    path: 'name_prefix',
    value: namePrefix,
    source: 'services/compute/resource_compute_ssl_certificate.go',
  },
  ...['daily_schedule', 'hourly_schedule'].map((schedule) => ({
    types: ['google_compute_resource_policy'],
    path: `snapshot_schedule_policy.schedule.${schedule}.start_time`,
    value: hourly,
    source: 'verify/validation.go',
  })),
  ...ignoringCase(
    ['google_compute_instance_group_manager', 'google_compute_region_instance_group_manager'],
    {
      'standby_policy.mode': ['MANUAL', 'SCALE_OUT_POOL'],
      'instance_lifecycle_policy.default_action_on_failure': ['REPAIR', 'DO_NOTHING'],
      'instance_lifecycle_policy.on_failed_health_check': ['DEFAULT_ACTION', 'REPAIR', 'DO_NOTHING'],
      'instance_lifecycle_policy.on_repair.allow_changing_zone': ['YES', 'NO'],
      'stateful_internal_ip.delete_rule': ['NEVER', 'ON_PERMANENT_INSTANCE_DELETION'],
      'stateful_external_ip.delete_rule': ['NEVER', 'ON_PERMANENT_INSTANCE_DELETION'],
      'stateful_disk.delete_rule': ['NEVER', 'ON_PERMANENT_INSTANCE_DELETION'],
    },
    'services/compute/resource_compute_instance_group_manager.go',
  ),
  ...ignoringCase(
    ['google_compute_region_instance_group_manager'],
    {
      'instance_flexibility_policy.instance_selections.disks.architecture': ['ARM64', 'X86_64'],
      'instance_flexibility_policy.instance_selections.disks.mode': ['READ_WRITE', 'READ_ONLY'],
      'instance_flexibility_policy.instance_selections.disks.type': ['SCRATCH', 'PERSISTENT'],
    },
    'services/compute/resource_compute_region_instance_group_manager.go',
  ),
  ...ignoringCase(
    ['google_compute_instance_group_manager'],
    { 'instance_lifecycle_policy.force_update_on_repair': ['YES', 'NO'] },
    'services/compute/resource_compute_instance_group_manager.go',
  ),
];

/** Routing. */
export const networkRules: readonly DocumentedRule[] = [
  {
    types: ['google_compute_router'],
    path: 'bgp.asn',
    value: {
      ranges: [
        [16550, 16550],
        [64512, 65534],
        [4200000000, 4294967294],
      ],
      expected: 'a private ASN (64512 to 65534 or 4200000000 to 4294967294, RFC 6996) or 16550',
    },
    source: 'verify/validation.go',
  },
];

/** Lists of values of which the provider takes any spelling. */
function ignoringCase(
  types: readonly string[],
  lists: Readonly<Record<string, readonly string[]>>,
  source: string,
): DocumentedRule[] {
  return Object.entries(lists).map(([path, values]) => ({
    types,
    path,
    value: { enum: values, ignoreCase: true },
    source,
  }));
}
