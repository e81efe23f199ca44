import type { Clock } from '../config-api/clock.ts';
import type { ProviderFacts } from '../terraform/facts/facts.ts';
import type { Fault } from './faults/fault.ts';
import type { StateStore } from './state/state-store.ts';

/** Behaviour the service does not document; the names stand in the README. */
export interface Behaviour {
  /** What becomes of unknown fields and query parameters (2.2). Default `refuse`. */
  readonly unknownFields: 'refuse' | 'ignore';
  /** An update without mask that omits `serviceAccount` or `artifactsGcsBucket` (5.8). Default `keep`. */
  readonly omittedFields: 'keep' | 'refuse';
  /** A change while another operation runs (5.11). Default `ABORTED`. */
  readonly concurrentChange: 'ABORTED' | 'FAILED_PRECONDITION';
  /** Previews of a deployment once another revision of it is applied (11.8). Default `stale`. */
  readonly supersededPreviews: 'stale' | 'remove';
  /** Where `importState` with `skipDraft` has the state put (13.4). Default `live`. */
  readonly skipDraft: 'live' | 'draft';
  /** Terraform version of a new deployment without constraint (5.18). Default 1.5.7. */
  readonly defaultTerraformVersion: string;
}

/** What `createEmulator` takes. */
export interface EmulatorOptions {
  readonly clock: Clock;
  /** What is known of providers: modules are planned by it. Default: nothing, and resources are taken as written. */
  readonly facts?: ProviderFacts;
  /** Where everything is kept. Default: nowhere, so that it is gone with the emulator. */
  readonly store?: StateStore;
  /** Everything made up (ids, suffixes, project numbers, computed attributes) follows from it. Default: the store's, or `imprint`. */
  readonly seed?: string;
  /** Operations run this many times faster than the documented times of a run. Default 1. */
  readonly speed?: number;
  /** Faults to begin with, in place of those the store has. Default: those the store has. */
  readonly faults?: readonly Fault[];
  /** Whether the service's rate quotas hold; a minute of theirs is shortened by `speed`. Default `off`. */
  readonly rateQuotas?: 'real' | 'off';
  /** Overrides of single switches. */
  readonly behaviour?: Partial<Behaviour>;
  /** Largest request body to the storage part, in bytes. Default 128 MiB. */
  readonly maxUploadBytes?: number;
}

/** Defaults of all options but the clock. */
export const defaults: Required<Omit<EmulatorOptions, 'clock' | 'behaviour' | 'facts' | 'store' | 'faults'>> & {
  readonly behaviour: Behaviour;
} = {
  seed: 'imprint',
  speed: 1,
  rateQuotas: 'off',
  maxUploadBytes: 134_217_728,
  behaviour: {
    unknownFields: 'refuse',
    omittedFields: 'keep',
    concurrentChange: 'ABORTED',
    supersededPreviews: 'stale',
    skipDraft: 'live',
    defaultTerraformVersion: '1.5.7',
  },
};

/** Options with every default filled in. */
export interface Settings extends Required<Omit<EmulatorOptions, 'behaviour' | 'facts' | 'store' | 'faults'>> {
  readonly behaviour: Behaviour;
}

/** Fills in the defaults. */
export function settingsOf(options: EmulatorOptions): Settings {
  const seed = options.seed ?? options.store?.seed ?? defaults.seed;
  return { ...defaults, ...options, seed, behaviour: { ...defaults.behaviour, ...options.behaviour } };
}
