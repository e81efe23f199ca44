import type { HttpRequest, HttpResponse } from '../config-api/transport.ts';
import { jsonAnswer } from './answers.ts';
import { ApiError, invalidField } from './api-error.ts';
import { controlBody } from './control-body.ts';
import { isObject } from './json/scalars.ts';
import { requireDeployment, requireNotBusy } from './methods/deployments.ts';
import { json } from './methods/handler.ts';
import { cloudOf, stateFailure } from './operations/deployment-run.ts';
import { type CloudEdit, editInstance } from './run/drift.ts';
import type { World } from './world.ts';

/** Answers a call that changes what is in the cloud past Terraform (12.4). */
export function answerDriftCall(world: World, request: HttpRequest): HttpResponse {
  if (request.method === 'POST') addEdit(world, request);
  else if (request.method === 'DELETE') clear(world);
  else if (request.method !== 'GET') throw new ApiError('NOT_FOUND', `There is no ${request.method} /_emulator/drift`);
  const drifts = [...world.tables.drifts.values()].map(({ name, edits }) => ({
    deployment: name,
    edits: edits.map(json),
  }));
  return jsonAnswer(200, { drifts });
}

function clear({ tables }: World): void {
  for (const { name } of [...tables.drifts.values()]) tables.drifts.delete(name);
}

function addEdit(world: World, request: HttpRequest): void {
  const body = controlBody(request);
  const { deployment: name, address } = body;
  if (typeof name !== 'string') throw invalidField('deployment', 'must be the full name of a deployment');
  const deployment = requireDeployment(world, name);
  requireNotBusy(world, deployment);
  if (stateFailure(world, deployment) !== undefined) throw invalidField('deployment', 'its state cannot be read');
  const instance = cloudOf(world, deployment).refreshed.instances.get(typeof address === 'string' ? address : '');
  if (instance === undefined) throw invalidField('address', `'${String(address)}' is not among its resources`);
  const edit = editIn(body, instance.address);
  if (edit.set !== undefined && editInstance(instance, edit.set) === undefined) {
    throw invalidField('set', 'a path leads to nothing there is, or a value is not of the type it has');
  }
  const { edits = [] } = world.tables.drifts.get(name) ?? {};
  world.tables.drifts.put(name, { name, edits: [...edits, edit] });
}

function editIn({ set, delete: deleted }: ReturnType<typeof controlBody>, address: string): CloudEdit {
  const isDeletion = deleted === true;
  if (isDeletion === (set !== undefined)) throw invalidField('', "give either 'set' or 'delete': true");
  if (isDeletion) return { address, delete: true };
  if (set === undefined || !isObject(set) || Object.keys(set).length === 0) {
    throw invalidField('set', 'must be an object of values by path');
  }
  return { address, set };
}
