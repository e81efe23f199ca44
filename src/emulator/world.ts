import type { Engines } from '../hcl/functions/engines.ts';
import type { ProviderFacts } from '../terraform/facts/facts.ts';
import type { FaultList } from './faults/fault-list.ts';
import type { RunQueue } from './operations/run-queue.ts';
import type { Settings } from './options.ts';
import type { Random } from './random.ts';
import type { RateQuotas } from './rate-quotas.ts';
import type { RequestLog } from './request-log.ts';
import type { RunPlan } from './run/run-plan.ts';
import type { ObjectStore } from './storage/object-store.ts';
import type { Tables } from './tables.ts';

/** What every part of the emulator works on. */
export interface World {
  readonly settings: Settings;
  readonly random: Random;
  /** Packages for functions of modules. */
  readonly engines: Engines;
  readonly facts: ProviderFacts | undefined;
  readonly tables: Tables;
  readonly objects: ObjectStore;
  readonly faults: FaultList;
  /** Operations that still run; made again from the table on restart. */
  readonly running: RunQueue;
  readonly rateQuotas: RateQuotas;
  /** What was asked lately; in memory only. */
  readonly requests: RequestLog;
  /** Plans of runs under way, by operation; lost and made again on restart. */
  readonly plans: Map<string, RunPlan>;
  /** A number never given before, from 1. */
  next(): number;
  /**
   * Keeps what a request changed; called once before it is answered, so that a killed emulator has all of a request or nothing.
   * @throws Error when the store cannot.
   */
  keepChanges(): void;
}
