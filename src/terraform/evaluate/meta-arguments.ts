/** Arguments and blocks of a resource that are Terraform's own and not the provider's. */
export const resourceArguments: ReadonlySet<string> = new Set([
  'count',
  'for_each',
  'provider',
  'depends_on',
  'lifecycle',
  'provisioner',
  'connection',
]);

/** Arguments of a `provider` block that are Terraform's own. */
export const providerArguments: ReadonlySet<string> = new Set(['alias', 'version']);
