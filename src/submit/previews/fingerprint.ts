import { createHash } from 'node:crypto';
import type { Deployment } from '../../config-api/deployment.ts';
import type { Preview } from '../../config-api/preview.ts';

/** Annotation of a preview that says of what it is one. */
const annotation = 'imprint-fingerprint';

/**
 * What identifies everything that is submitted of an environment: `sha256:<hex>` over the module's hash and the deployment's fields,
 * whatever their order. Equal fingerprints mean that what was previewed is what would be applied.
 */
export function fingerprintOf(moduleHash: string, deployment: Deployment): string {
  return `sha256:${createHash('sha256').update(sortedJson({ moduleHash, deployment })).digest('hex')}`;
}

/** Annotations that make a preview tell its fingerprint. */
export function fingerprintAnnotations(fingerprint: string): Readonly<Record<string, string>> {
  return { [annotation]: fingerprint };
}

/**
 * Why a preview must not be relied on when something with this fingerprint is applied, in words; undefined when it may: it is finished,
 * no revision was made since, and it is of the same module and fields.
 */
export function previewObjection({ state, annotations }: Preview, fingerprint: string): string | undefined {
  if (state === 'STALE') return 'the deployment changed after it was made';
  if (state !== 'SUCCEEDED') return `it is ${state ?? 'in no known state'}`;
  const previewed = annotations?.[annotation];
  if (previewed === undefined) return 'it does not say of what it is one; `imprint preview --keep` makes one that does';
  return previewed === fingerprint ? undefined : 'it is of something else than what would be applied now';
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
