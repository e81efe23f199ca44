import { enums } from '../config-api/descriptors.ts';
import type { JsonObject } from '../config-api/json.ts';
import type { HttpRequest, HttpResponse } from '../config-api/transport.ts';
import { jsonAnswer } from './answers.ts';
import { ApiError, invalidField } from './api-error.ts';
import { listOf, textOf, wholeNumberOf } from './control-body.ts';
import { answerDriftCall } from './drift-control.ts';
import type { Fault } from './faults.ts';
import type { Step } from './operations/operation-record.ts';
import { answerQuotaCall } from './quotas/quota-call.ts';
import type { World } from './world.ts';

/** Whether a path is for the emulator itself. */
export function isControlPath(path: string): boolean {
  return path === '/_emulator' || path.startsWith('/_emulator/');
}

/** Answers a call to the emulator itself (10.1, 10.2, 12.4, 17.1). */
export function answerControlCall(world: World, request: HttpRequest, url: URL): HttpResponse {
  try {
    return answer(world, request, url.pathname);
  } catch (error) {
    if (error instanceof ApiError) return jsonAnswer(error.httpStatus, error.toBody());
    throw error;
  }
}

function answer(world: World, request: HttpRequest, path: string): HttpResponse {
  if (path === '/_emulator/health' && request.method === 'GET') return jsonAnswer(200, { status: 'ok' });
  if (path === '/_emulator/drift') return answerDriftCall(world, request);
  if (path === '/_emulator/quotas') return answerQuotaCall(world, request);
  if (path !== '/_emulator/faults') throw new ApiError('NOT_FOUND', `There is no ${path}`);
  if (request.method === 'POST') world.faults.add(parseFaults(request));
  else if (request.method === 'DELETE') world.faults.clear();
  else if (request.method !== 'GET') throw new ApiError('NOT_FOUND', `There is no ${request.method} ${path}`);
  return jsonAnswer(200, { faults: world.faults.all() });
}

function parseFaults(request: HttpRequest): readonly Fault[] {
  return listOf(request, 'faults').map((fault, index) => parseFault(fault, `faults[${index}]`));
}

function parseFault(json: JsonObject, path: string): Fault {
  const common = {
    deployment: textOf(json, 'deployment', path, '*'),
    message: textOf(json, 'message', path, 'ordered by /_emulator/faults'),
    ...optional('times', wholeNumberOf(json, 'times', path, 1)),
  };
  const kind = textOf(json, 'kind', path);
  if (kind === 'step') return { ...common, kind, step: stepOf(json, path) };
  if (kind !== 'resource') throw invalidField(`${path}.kind`, `'${kind}' is neither 'resource' nor 'step'`);
  const phase = textOf(json, 'phase', path, 'apply');
  if (phase !== 'apply' && phase !== 'destroy') {
    throw invalidField(`${path}.phase`, `'${phase}' is neither 'apply' nor 'destroy'`);
  }
  const code = optional('httpResponseCode', wholeNumberOf(json, 'httpResponseCode', path, 1));
  return { ...common, ...code, kind, phase, address: textOf(json, 'address', path) };
}

const steps = [
  enums['DeploymentOperationMetadata.DeploymentStep'],
  enums['PreviewOperationMetadata.PreviewStep'],
  enums['ProvisionDeploymentGroupOperationMetadata.ProvisionDeploymentGroupStep'],
] as const;

function stepOf(json: JsonObject, path: string): Step {
  const step = textOf(json, 'step', path);
  if (!steps.some((names) => Object.hasOwn(names, step))) throw invalidField(`${path}.step`, `'${step}' is not a step`);
  return step as Step; // a name of one of the enums, as just seen
}

function optional<Name extends string>(name: Name, value: number | undefined): Partial<Record<Name, number>> {
  // A computed key makes an index signature of what is one entry.
  return value === undefined ? {} : ({ [name]: value } as Record<Name, number>);
}
