import type { PlanFault } from './planned-instance.ts';

/** What planning says when something is to be destroyed that `prevent_destroy` protects. */
export function cannotDestroy(address: string): PlanFault {
  return {
    message: `Instance cannot be destroyed: ${address} has lifecycle.prevent_destroy, and the plan calls for its destruction`,
    path: [],
    hint: 'take back the change that replaces it, or remove prevent_destroy',
  };
}
