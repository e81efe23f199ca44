import type { Step } from '../operations/operation-record.ts';
import type { Random } from '../random.ts';
import type { Table } from '../tables.ts';
import type { Fault, RequestFault, ResourceFault, StepFault } from './fault.ts';
import { type FaultHistory, faultHistory } from './history.ts';
import { fits } from './pattern.ts';

/** A fault in force; replaced as a whole when it is counted. */
export interface FaultRecord {
  /** Numbers give the order in which faults were added. */
  readonly number: number;
  /** As it is now: `after` and `times` count down. */
  readonly fault: Fault;
  /** How often chance was asked. */
  readonly draws: number;
}

/** The faults in force. */
export interface FaultList {
  add(faults: readonly Fault[]): void;
  clear(): void;
  all(): readonly Fault[];
  /** The fault on a resource of a run, counted as happened; undefined when there is none. */
  takeResource(phase: 'apply' | 'destroy', deployment: string, address: string): ResourceFault | undefined;
  /** The fault on a step of a run, counted as happened; undefined when there is none. */
  takeStep(step: Step, deployment: string): StepFault | undefined;
  /** The fault on a request, counted as happened; undefined when there is none. */
  takeRequest(method: string, resource: string): RequestFault | undefined;
  /** Faults by which those that happened since the start happen again at the same requests and runs, and only there (21.11). */
  readonly history: Pick<FaultHistory, 'faults' | 'isComplete'>;
}

/** The list in a table; chance follows from `random`. */
export function faultList(table: Table<FaultRecord>, random: Random): FaultList {
  return new Faults(table, random);
}

class Faults implements FaultList {
  readonly history: FaultHistory = faultHistory();
  private readonly table: Table<FaultRecord>;
  private readonly random: Random;

  constructor(table: Table<FaultRecord>, random: Random) {
    this.table = table;
    this.random = random;
  }

  add(faults: readonly Fault[]): void {
    const last = this.records().at(-1)?.number ?? 0;
    for (const [index, fault] of faults.entries()) {
      const number = last + 1 + index;
      this.table.put(tableName(number), { number, fault, draws: 0 });
    }
  }

  clear(): void {
    for (const { number } of this.records()) this.table.delete(tableName(number));
  }

  all(): readonly Fault[] {
    return this.records().map(({ fault }) => fault);
  }

  takeResource(phase: 'apply' | 'destroy', deployment: string, address: string): ResourceFault | undefined {
    const exactly = { phase, deployment, address };
    return this.take(
      exactly,
      (fault): fault is ResourceFault =>
        fault.kind === 'resource' &&
        fault.phase === phase &&
        fits(fault.deployment, deployment) &&
        fits(fault.address, address),
    );
  }

  takeStep(step: Step, deployment: string): StepFault | undefined {
    return this.take(
      { step, deployment },
      (fault): fault is StepFault => fault.kind === 'step' && fault.step === step && fits(fault.deployment, deployment),
    );
  }

  takeRequest(method: string, resource: string): RequestFault | undefined {
    return this.take(
      { method, resource },
      (fault): fault is RequestFault =>
        fault.kind === 'request' && fits(fault.method, method) && fits(fault.resource, resource),
    );
  }

  /** `exactly` says what might fail now, in the fields by which faults name it. */
  private take<T extends Fault>(exactly: Partial<T>, concerns: (fault: Fault) => fault is T): T | undefined {
    const before = this.history.count(exactly);
    let happens: T | undefined;
    // All that are concerned count `after` down, whichever happens: what passes them over does not depend on other faults.
    for (const record of this.records()) {
      const { fault } = record;
      if (!concerns(fault)) continue;
      if ((fault.after ?? 0) > 0) this.put({ ...record, fault: { ...fault, after: (fault.after ?? 0) - 1 } });
      else if (happens === undefined && this.isDrawn(record)) happens = fault;
    }
    if (happens !== undefined) this.history.happened({ ...happens, ...exactly }, before);
    return happens;
  }

  /** Asks chance, and counts a fault that happens. */
  private isDrawn(record: FaultRecord): boolean {
    const { number, fault, draws } = record;
    const isHit =
      fault.probability === undefined ||
      this.random.integer(`fault ${number} ${draws}`, chances) < fault.probability * chances;
    if (isHit && fault.times === 1) this.table.delete(tableName(number));
    else if (isHit && fault.times !== undefined)
      this.put({ number, fault: { ...fault, times: fault.times - 1 }, draws: draws + 1 });
    else if (fault.probability !== undefined) this.put({ ...record, draws: draws + 1 });
    return isHit;
  }

  private put(record: FaultRecord): void {
    this.table.put(tableName(record.number), record);
  }

  private records(): readonly FaultRecord[] {
    return this.table.children('emulator');
  }
}

/** Fineness of probabilities. */
const chances = 1_000_000_000;

function tableName(number: number): string {
  return `emulator/faults/${String(number).padStart(9, '0')}`;
}
