/** Full name of a provider: with the public registry's host where the source has none. */
export function providerName(source: string): string {
  return source.split('/').length > 2 ? source : `registry.terraform.io/${source}`;
}
