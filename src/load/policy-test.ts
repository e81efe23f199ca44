import type { JsonObject } from './document.ts';

/** A file of unit tests of custom constraints, as it is written. */
export interface PolicyTestDocument {
  readonly apiVersion: 'imprint/v1';
  readonly kind: 'PolicyTest';
  readonly metadata?: { readonly name?: string };
  readonly spec: {
    /** Files and folders with the constraints, relative to the file. */
    readonly policies: readonly string[];
    readonly tests: readonly PolicyTest[];
  };
}

/** One test: a resource, as Terraform or as the API has it, and the verdict expected. */
export interface PolicyTest {
  readonly name: string;
  /** `custom.bucketsInEurope` */
  readonly constraint: string;
  /** Exactly one of `terraform` and `api` is there. */
  readonly terraform?: string;
  readonly api?: JsonObject;
  /** Default: the first type of the constraint. */
  readonly resourceType?: string;
  /** Default: `create`. */
  readonly action?: 'create' | 'update' | 'delete';
  readonly expect: 'VIOLATION' | 'PASS' | 'UNDECIDED' | 'NOT_APPLICABLE';
}
