/**
 * What replaces resources written with terraform-plugin-framework, by provider and type: these attributes, or any that is configured.
 *
 * @see https://registry.terraform.io/providers/hashicorp/random/3.9.0/docs
 * @see https://registry.terraform.io/providers/hashicorp/time/0.14.0/docs
 * @see https://registry.terraform.io/providers/hashicorp/null/3.3.1/docs
 */
export const frameworkReplacements: ReadonlyMap<string, ReadonlyMap<string, readonly string[]> | 'all'> = new Map<
  string,
  ReadonlyMap<string, readonly string[]> | 'all'
>([
  ['hashicorp/random', 'all'],
  ['hashicorp/null', 'all'],
  ['hashicorp/google', 'all'],
  ['hashicorp/google-beta', 'all'],
  [
    'hashicorp/time',
    new Map([
      ['time_offset', ['base_rfc3339', 'triggers']],
      ['time_rotating', ['rfc3339', 'triggers']],
      ['time_sleep', ['triggers']],
      ['time_static', ['rfc3339', 'triggers']],
    ]),
  ],
]);
