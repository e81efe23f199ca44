import type { Deployment } from '../../config-api/deployment.ts';
import { notFound, precondition } from '../api-error.ts';
import { list } from '../listing/list.ts';
import { isBusy } from '../operations/locks.ts';
import type { World } from '../world.ts';
import { type Handler, json } from './handler.ts';

/** GetDeployment. */
export const getDeployment: Handler = (world, { resource }) => json(requireDeployment(world, resource));

/** ListDeployments. */
export const listDeployments: Handler = (world, { resource, request }) =>
  list(request, { message: 'Deployment', field: 'deployments', items: world.tables.deployments.children(resource) });

/** A deployment that must exist. */
export function requireDeployment(world: World, name: string): Deployment & { readonly name: string } {
  const deployment = world.tables.deployments.get(name);
  if (deployment === undefined) throw notFound('Deployment', name);
  return { ...deployment, name };
}

/** Refuses a change while another one is under way (5.11), and while somebody holds the lock (13.3). */
export function requireIdle(world: World, deployment: Deployment & { readonly name: string }): void {
  const { name } = deployment;
  requireNotBusy(world, deployment);
  if (world.tables.locks.get(name) !== undefined) {
    throw precondition(name, 'LOCKED', `'${name}' is locked; unlock it first`);
  }
}

/** Refuses a call while an operation is under way that holds the lock, takes it or gives it back. */
export function requireNotBusy(world: World, { name, state, lockState }: Deployment & { readonly name: string }): void {
  if (!isBusy(world, name)) return;
  const message = `An operation is in progress on '${name}' (${state}, ${lockState})`;
  throw precondition(name, 'OPERATION_IN_PROGRESS', message, world.settings.behaviour.concurrentChange);
}
