import { evaluateExpression } from '../../hcl/evaluate/evaluate.ts';
import { type Scope, scopeWithFaults } from '../../hcl/evaluate/scope.ts';
import { isMapping, isSequence } from '../../hcl/values/values.ts';
import { argumentOf } from '../config/blocks.ts';
import type { ResourceConfig } from '../config/module-config.ts';
import type { Run } from './run.ts';

/**
 * Reports the faults in the content of those `dynamic` blocks of a resource that are generated: Terraform does not look into one while it
 * is not known whether there will be any, and never into one of which there is none.
 */
export function reportGenerated(config: ResourceConfig, scope: Scope, { faultsInContent, faults }: Run): void {
  for (const { resource, dynamic, fault } of faultsInContent) {
    const forEach = resource === config ? argumentOf(dynamic.body, 'for_each')?.value : undefined;
    if (forEach === undefined) continue;
    const value = evaluateExpression(forEach, scopeWithFaults(scope, []));
    const count = isSequence(value) ? value.items.length : isMapping(value) ? value.entries.size : 0;
    if (count > 0) faults.push(fault);
  }
}
