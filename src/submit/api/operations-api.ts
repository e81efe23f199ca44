import type { Operation } from '../../config-api/operation.ts';
import type { ListQuery } from './list-query.ts';

/** Long-running operations. */
export interface OperationsApi {
  getOperation(name: string): Promise<Operation>;
  /** `name` is `projects/{p}/locations/{l}`. */
  listOperations(name: string, query?: Pick<ListQuery, 'filter'>): Promise<readonly Operation[]>;
  /** Asks for an end; the operation then ends with code 1, or as it would have. */
  cancelOperation(request: { readonly name: string }): Promise<object>;
  /** The service forgets an operation; it is not stopped. */
  deleteOperation(request: { readonly name: string }): Promise<object>;
}
