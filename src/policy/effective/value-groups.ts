// A table: values behind `in:` groups other than locations.
/**
 * Members of Google's value groups, by name without `in:`, as of 2025-11. Groups that are not listed are left undecided.
 *
 * @see https://cloud.google.com/load-balancing/docs/org-policy-constraints
 * @see https://cloud.google.com/storage/docs/org-policy-constraints#hmac
 */
export const valueGroups: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'INTERNAL',
    [
      'INTERNAL_TCP_UDP',
      'INTERNAL_HTTP_HTTPS',
      'GLOBAL_INTERNAL_MANAGED_HTTP_HTTPS',
      'GLOBAL_INTERNAL_MANAGED_TCP_PROXY',
      'REGIONAL_INTERNAL_MANAGED_TCP_PROXY',
    ],
  ],
  [
    'EXTERNAL',
    [
      'EXTERNAL_NETWORK_TCP_UDP',
      'EXTERNAL_TCP_PROXY',
      'EXTERNAL_SSL_PROXY',
      'EXTERNAL_HTTP_HTTPS',
      'EXTERNAL_MANAGED_HTTP_HTTPS',
      'GLOBAL_EXTERNAL_MANAGED_HTTP_HTTPS',
      'GLOBAL_EXTERNAL_MANAGED_TCP_PROXY',
      'GLOBAL_EXTERNAL_MANAGED_SSL_PROXY',
      'REGIONAL_EXTERNAL_MANAGED_TCP_PROXY',
    ],
  ],
  ['ALL_HMAC_SIGNED_REQUESTS', ['USER_ACCOUNT_HMAC_SIGNED_REQUESTS', 'SERVICE_ACCOUNT_HMAC_SIGNED_REQUESTS']],
]);
