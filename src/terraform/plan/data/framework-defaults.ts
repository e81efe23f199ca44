type Defaults = Readonly<Record<string, string | number | boolean>>;

const characters: Defaults = {
  lower: true,
  min_lower: 0,
  min_numeric: 0,
  min_special: 0,
  min_upper: 0,
  number: true,
  numeric: true,
  special: true,
  upper: true,
};

/**
 * What unset attributes of resources written with terraform-plugin-framework are planned as, by provider (source address without host)
 * and type: the defaults that the resources' documentation states.
 *
 * @see https://registry.terraform.io/providers/hashicorp/random/3.9.0/docs/resources/password
 * @see https://registry.terraform.io/providers/hashicorp/random/3.9.0/docs/resources/pet
 */
export const frameworkDefaults: ReadonlyMap<string, ReadonlyMap<string, Defaults>> = new Map([
  [
    'hashicorp/random',
    new Map<string, Defaults>([
      ['random_password', characters],
      ['random_string', characters],
      ['random_pet', { length: 2, separator: '-' }],
    ]),
  ],
]);
