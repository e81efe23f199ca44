/** A rule about resource types of the providers `google` and `google-beta` 7.45.0. */
export interface RuleOfTypes {
  readonly types: readonly string[];
  /** Source address of the only provider where it holds; absent: both. */
  readonly provider?: string;
}

/** Types that describe a virtual machine. */
export const vmTypes: readonly string[] = [
  'google_compute_instance',
  'google_compute_instance_template',
  'google_compute_region_instance_template',
  'google_compute_instance_from_template',
  'google_compute_instance_from_machine_image',
];
