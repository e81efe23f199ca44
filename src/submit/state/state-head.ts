import compare from 'semver/functions/compare.js';
import valid from 'semver/functions/valid.js';

/** What identifies a Terraform state. */
export interface StateHead {
  /** Grows by one with every change. */
  readonly serial: number;
  /** The same for all states that came one from the other. */
  readonly lineage: string;
  /** Version that wrote it: `1.5.7`. */
  readonly terraformVersion: string;
  /** How many resources it manages. */
  readonly resources: number;
}

/**
 * The head of a state in Terraform's format, version 4, or what is wrong with it in words. Nothing of what a state holds is in the words.
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function readStateHead(bytes: Uint8Array): StateHead | string {
  let state: unknown;
  try {
    state = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return 'it is not JSON';
  }
  if (typeof state !== 'object' || state === null) return 'it is not a JSON object';
  // Cast: an object, whose members are looked at one by one.
  const { version, serial, lineage, terraform_version, resources } = state as Readonly<Record<string, unknown>>;
  if (version !== 4) return `its version is ${typeof version === 'number' ? version : 'not given'}, not 4`;
  if (typeof serial !== 'number' || !Number.isSafeInteger(serial) || serial < 0) return 'its serial is no whole number';
  if (typeof lineage !== 'string' || lineage === '') return 'it has no lineage';
  if (typeof terraform_version !== 'string' || valid(terraform_version) === null)
    return 'it does not say which Terraform wrote it';
  if (!Array.isArray(resources)) return 'it has no list of resources';
  return { serial, lineage, terraformVersion: terraform_version, resources: resources.length };
}

/**
 * Why a state must not take the place of another, in words; undefined when it may. `current` is absent when there is none yet,
 * `runs` is the Terraform version of the deployment, absent when that is not known.
 */
export function importObjection(
  next: StateHead,
  current: StateHead | undefined,
  runs: string | undefined,
): string | undefined {
  if (valid(runs) !== null && compare(next.terraformVersion, runs ?? '') > 0)
    return `Terraform ${next.terraformVersion} wrote it, and the deployment runs ${runs}, which cannot read what a newer one wrote`;
  if (current === undefined) return undefined;
  if (next.lineage !== current.lineage)
    return `its lineage is ${next.lineage}, that of the deployment ${current.lineage}: it is the state of something else`;
  if (next.serial <= current.serial)
    return `its serial is ${next.serial}, the deployment is at ${current.serial}: it would undo what happened since; raise its serial if that is meant`;
  return undefined;
}
