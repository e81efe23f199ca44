import { enums } from '../config-api/descriptors.ts';
import type { DeploymentStep } from '../config-api/enums.ts';
import type { Json, JsonObject } from '../config-api/json.ts';
import type { HttpRequest, HttpResponse } from '../config-api/transport.ts';
import { jsonAnswer } from './answers.ts';
import { ApiError, invalidField } from './api-error.ts';
import type { Fault } from './faults.ts';
import { isObject } from './json/scalars.ts';
import type { World } from './world.ts';

/** Whether a path is for the emulator itself. */
export function isControlPath(path: string): boolean {
  return path === '/_emulator' || path.startsWith('/_emulator/');
}

/** Answers a call to the emulator itself (10.1, 10.2). */
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
  if (path !== '/_emulator/faults') throw new ApiError('NOT_FOUND', `There is no ${path}`);
  if (request.method === 'POST') world.faults.add(parseFaults(request));
  else if (request.method === 'DELETE') world.faults.clear();
  else if (request.method !== 'GET') throw new ApiError('NOT_FOUND', `There is no ${request.method} ${path}`);
  return jsonAnswer(200, { faults: world.faults.all() });
}

function parseFaults(request: HttpRequest): readonly Fault[] {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw invalidField('', 'Content-Type must be application/json');
  }
  const faults = parseJson(request.body);
  if (!Array.isArray(faults)) throw invalidField('faults', 'must be a list');
  return faults.map((fault: Json, index) => parseFault(isObject(fault) ? fault : {}, `faults[${index}]`));
}

function parseJson(body: Uint8Array): Json | undefined {
  try {
    const json = JSON.parse(new TextDecoder().decode(body)) as Json; // JSON.parse yields JSON
    return isObject(json) ? json['faults'] : undefined;
  } catch (error) {
    throw invalidField('', `the body is not JSON: ${(error as Error).message}`);
  }
}

function parseFault(json: JsonObject, path: string): Fault {
  const common = {
    deployment: text(json, 'deployment', path, '*'),
    message: text(json, 'message', path, 'ordered by /_emulator/faults'),
    ...optional('times', wholeNumber(json, 'times', path)),
  };
  const kind = text(json, 'kind', path);
  if (kind === 'step') return { ...common, kind, step: stepOf(json, path) };
  if (kind !== 'resource') throw invalidField(`${path}.kind`, `'${kind}' is neither 'resource' nor 'step'`);
  const phase = text(json, 'phase', path, 'apply');
  if (phase !== 'apply' && phase !== 'destroy') {
    throw invalidField(`${path}.phase`, `'${phase}' is neither 'apply' nor 'destroy'`);
  }
  const code = optional('httpResponseCode', wholeNumber(json, 'httpResponseCode', path));
  return { ...common, ...code, kind, phase, address: text(json, 'address', path) };
}

function stepOf(json: JsonObject, path: string): DeploymentStep {
  const step = text(json, 'step', path);
  const steps = enums['DeploymentOperationMetadata.DeploymentStep'];
  if (!Object.hasOwn(steps, step)) throw invalidField(`${path}.step`, `'${step}' is not a step`);
  return step as DeploymentStep; // a name of the enum, as just seen
}

function text(json: JsonObject, field: string, path: string, fallback?: string): string {
  const value = json[field] ?? fallback;
  if (typeof value !== 'string' || value === '') throw invalidField(`${path}.${field}`, 'must be a text');
  return value;
}

function wholeNumber(json: JsonObject, field: string, path: string): number | undefined {
  const value = json[field];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    throw invalidField(`${path}.${field}`, 'must be a whole number from 1');
  }
  return value;
}

function optional<Name extends string>(name: Name, value: number | undefined): Partial<Record<Name, number>> {
  // A computed key makes an index signature of what is one entry.
  return value === undefined ? {} : ({ [name]: value } as Record<Name, number>);
}
