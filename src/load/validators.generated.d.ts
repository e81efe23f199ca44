// Types of validators.generated.js, the same whatever the schemas say.
import type { SchemaError } from './schema-error.ts';

/** Returns whether the value fits; the errors of the last call stand in `errors`. */
export interface DocumentValidator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

export declare const blueprint: DocumentValidator;
export declare const environment: DocumentValidator;
export declare const hierarchy: DocumentValidator;
export declare const policyTest: DocumentValidator;
export declare const priceBook: DocumentValidator;
export declare const workspace: DocumentValidator;
