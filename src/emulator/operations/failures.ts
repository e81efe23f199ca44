import type { TerraformError } from '../../config-api/deployment.ts';
import { limits } from '../../config-api/limits.ts';
import type { RunFailure } from './operation-record.ts';

/** The phase of a failure to get a deployment's lock. */
export const lockPhase = 'lock';

/** The failure of a run whose source cannot be had; undefined when it can. */
export function fetchFailure(error: TerraformError | undefined): RunFailure | undefined {
  return error && { phase: 'fetch', errors: [error] };
}

/** What a failed build says in `stateDetail`: the phase, then the causes. */
export function failureText(kind: 'apply' | 'delete' | 'preview', build: string, failure: RunFailure): string {
  const causes = failure.errors.map(errorText).join('\n');
  return `${kind} build ${build} failed while running: ${failure.phase}: ${causes}`;
}

function errorText({ resourceAddress, errorDescription = '' }: TerraformError): string {
  return resourceAddress === undefined ? errorDescription : `${resourceAddress}: ${errorDescription}`;
}

/** The errors a resource carries; the log has all of them. */
export function carriedErrors(failure: RunFailure): readonly TerraformError[] {
  return failure.errors.slice(0, limits.terraformErrors);
}
