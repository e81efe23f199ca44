import type { Step } from './operations/operation-record.ts';

/** A failure somebody ordered by a control call (10.2). */
export type Fault = ResourceFault | StepFault;

interface FaultCommon {
  /** Id or full name of the deployment or whatever else the run is about, `*` at an end for any rest. Default `*`. */
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

/** An empty list. */
export function faultList(): FaultList {
  return new Faults();
}

class Faults implements FaultList {
  private faults: readonly Fault[] = [];

  add(faults: readonly Fault[]): void {
    this.faults = [...this.faults, ...faults];
  }

  clear(): void {
    this.faults = [];
  }

  all(): readonly Fault[] {
    return this.faults;
  }

  takeResource(phase: 'apply' | 'destroy', deployment: string, address: string): ResourceFault | undefined {
    const found = this.faults.find(
      (fault): fault is ResourceFault =>
        fault.kind === 'resource' &&
        fault.phase === phase &&
        concerns(fault, deployment) &&
        matches(fault.address, address),
    );
    this.count(found);
    return found;
  }

  takeStep(step: Step, deployment: string): StepFault | undefined {
    const found = this.faults.find(
      (fault): fault is StepFault => fault.kind === 'step' && fault.step === step && concerns(fault, deployment),
    );
    this.count(found);
    return found;
  }

  private count(happened: Fault | undefined): void {
    if (happened?.times === undefined) return;
    const left = happened.times - 1;
    this.faults = this.faults.flatMap((fault) => {
      if (fault !== happened) return [fault];
      return left > 0 ? [{ ...fault, times: left }] : [];
    });
  }
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
