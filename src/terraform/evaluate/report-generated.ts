import type { Block, Body } from '../../hcl/ast.ts';
import { type Scope, scopeWithFaults } from '../../hcl/evaluate/scope.ts';
import type { ResourceConfig } from '../config/module-config.ts';
import { blockGroups } from './expand-blocks.ts';
import type { Run } from './run.ts';

/**
 * Reports the faults in the content of those `dynamic` blocks of a resource that are generated: Terraform does not look into one while it
 * is not known whether there will be any, and never into one of which there is none.
 */
export function reportGenerated(config: ResourceConfig, scope: Scope, { faultsInContent, faults }: Run): void {
  const ofResource = faultsInContent.filter(({ resource }) => resource === config);
  if (ofResource.length === 0) return;
  const generated = new Set<Block>();
  collectGenerated(config.block.body, scopeWithFaults(scope, []), generated);
  for (const { dynamic, fault } of ofResource) if (generated.has(dynamic)) faults.push(fault);
}

function collectGenerated(body: Body, scope: Scope, generated: Set<Block>): void {
  for (const { blocks } of blockGroups(body, scope).values()) {
    for (const { block, body: inner, scope: innerScope } of blocks) {
      if (block.type === 'dynamic') generated.add(block);
      collectGenerated(inner, innerScope, generated);
    }
  }
}
