import type { Step } from './operations/operation-record.ts';
import type { Table } from './tables.ts';

/** A failure somebody ordered by a control call (10.2). */
export type Fault = ResourceFault | StepFault;

interface FaultCommon {
  /** Id or full name of the deployment, `*` at an end for any rest. Default `*`. */
  readonly deployment: string;
  /** What the error says. */
  readonly message: string;
  /** How many times it still happens; absent: always. */
  readonly times?: number;
}

/** A resource that fails. */
export interface ResourceFault extends FaultCommon {
  readonly kind: 'resource';
  /** Address, `*` at an end for any rest. */
  readonly address: string;
  readonly phase: 'apply' | 'destroy';
  /** Status of the resource's API; absent: none came. */
  readonly httpResponseCode?: number;
}

/** A step that fails as a whole. */
export interface StepFault extends FaultCommon {
  readonly kind: 'step';
  readonly step: Step;
}

/** A fault in force; replaced as a whole when it happens. */
export interface FaultRecord {
  /** Numbers give the order in which faults were added. */
  readonly number: number;
  readonly fault: Fault;
}

/** The faults in force. */
export interface FaultList {
  add(faults: readonly Fault[]): void;
  clear(): void;
  all(): readonly Fault[];
  /** The first fault on a resource, counted as happened; undefined when there is none. */
  takeResource(phase: 'apply' | 'destroy', deployment: string, address: string): ResourceFault | undefined;
  /** The first fault on a step, counted as happened; undefined when there is none. */
  takeStep(step: Step, deployment: string): StepFault | undefined;
}

/** The list in a table. */
export function faultList(table: Table<FaultRecord>): FaultList {
  return new Faults(table);
}

class Faults implements FaultList {
  private readonly table: Table<FaultRecord>;

  constructor(table: Table<FaultRecord>) {
    this.table = table;
  }

  add(faults: readonly Fault[]): void {
    const last = this.records().at(-1)?.number ?? 0;
    for (const [index, fault] of faults.entries()) {
      const number = last + 1 + index;
      this.table.put(tableName(number), { number, fault });
    }
  }

  clear(): void {
    for (const { number } of this.records()) this.table.delete(tableName(number));
  }

  all(): readonly Fault[] {
    return this.records().map(({ fault }) => fault);
  }

  takeResource(phase: 'apply' | 'destroy', deployment: string, address: string): ResourceFault | undefined {
    return this.take(
      (fault): fault is ResourceFault =>
        fault.kind === 'resource' &&
        fault.phase === phase &&
        concerns(fault, deployment) &&
        matches(fault.address, address),
    );
  }

  takeStep(step: Step, deployment: string): StepFault | undefined {
    return this.take(
      (fault): fault is StepFault => fault.kind === 'step' && fault.step === step && concerns(fault, deployment),
    );
  }

  private take<T extends Fault>(isMeant: (fault: Fault) => fault is T): T | undefined {
    for (const { number, fault } of this.records()) {
      if (!isMeant(fault)) continue;
      this.count(number, fault);
      return fault;
    }
    return undefined;
  }

  private count(number: number, fault: Fault): void {
    if (fault.times === undefined) return;
    if (fault.times === 1) this.table.delete(tableName(number));
    else this.table.put(tableName(number), { number, fault: { ...fault, times: fault.times - 1 } });
  }

  private records(): readonly FaultRecord[] {
    return this.table.children('emulator');
  }
}

function tableName(number: number): string {
  return `emulator/faults/${String(number).padStart(9, '0')}`;
}

function concerns(fault: Fault, deployment: string): boolean {
  return (
    matches(fault.deployment, deployment) ||
    matches(fault.deployment, deployment.slice(deployment.lastIndexOf('/') + 1))
  );
}

function matches(pattern: string, text: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}
