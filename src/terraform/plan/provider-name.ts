/** Full name of a provider: with the public registry's host, or the host of what is built into Terraform. */
export function providerName(source: string): string {
  if (source.startsWith('builtin/')) return `terraform.io/${source}`;
  return source.split('/').length > 2 ? source : `registry.terraform.io/${source}`;
}
