import type { ResourceInstance } from '../evaluation.ts';
import { servicesByName } from './service-names.ts';

/** Grants beside a resource have a type of their own: `google_storage_bucket_iam_member`. */
const grantPattern = /_iam_(?:member|binding|policy|audit_config)$/;

/** The type a type of grants is about: `google_storage_bucket` of `google_storage_bucket_iam_member`; undefined for any other type. */
export function grantedType(type: string): string | undefined {
  return grantPattern.test(type) ? type.replace(grantPattern, '') : undefined;
}

/**
 * The API that a resource of a Google provider is managed with, such as `storage.googleapis.com`: as the facts about its type say, else
 * by the type's name. Undefined for types of other providers.
 */
export function apiServiceOf({ type, facts }: Pick<ResourceInstance, 'type' | 'facts'>): string | undefined {
  return facts?.api?.service ?? serviceByName(type);
}

/** The API of a type by its name alone. */
export function serviceByName(type: string): string | undefined {
  const [provider, ...words] = (grantedType(type) ?? type).split('_');
  if (provider !== 'google') return undefined;
  for (let length = words.length; length > 0; length -= 1) {
    const prefix = words.slice(0, length).join('_');
    if (Object.hasOwn(servicesByName, prefix)) return `${servicesByName[prefix]}.googleapis.com`;
  }
  return undefined;
}
