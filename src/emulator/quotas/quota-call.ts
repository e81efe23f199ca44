import type { JsonObject } from '../../config-api/json.ts';
import type { HttpRequest, HttpResponse } from '../../config-api/transport.ts';
import { jsonAnswer } from '../answers.ts';
import { ApiError, invalidField } from '../api-error.ts';
import { listOf, textOf, wholeNumberOf } from '../control-body.ts';
import type { World } from '../world.ts';
import { globalMetrics, processorMetric, type Quota, quotaName, regionalMetrics } from './quota.ts';

/** Answers a call that sets, lists or removes quotas (17.1). */
export function answerQuotaCall({ tables }: World, request: HttpRequest): HttpResponse {
  if (request.method === 'POST') {
    const quotas = listOf(request, 'quotas').map((quota, index) => parseQuota(quota, `quotas[${index}]`));
    for (const quota of quotas) tables.quotas.put(quota.name, quota);
  } else if (request.method === 'DELETE') {
    for (const { name } of [...tables.quotas.values()]) tables.quotas.delete(name);
  } else if (request.method !== 'GET') {
    throw new ApiError('NOT_FOUND', `There is no ${request.method} /_emulator/quotas`);
  }
  return jsonAnswer(200, { quotas: [...tables.quotas.values()].map(({ name, ...quota }) => quota) });
}

function parseQuota(json: JsonObject, path: string): Quota {
  const project = textOf(json, 'project', path);
  const metric = textOf(json, 'metric', path);
  const isGlobal = globalMetrics.includes(metric);
  if (!isGlobal && !regionalMetrics.includes(metric) && !processorMetric.test(metric)) {
    const known = [...globalMetrics, ...regionalMetrics, 'CPUS', 'N2_CPUS'].join(', ');
    throw invalidField(`${path}.metric`, `'${metric}' is not a metric that is looked at, such as ${known}`);
  }
  if (isGlobal && json['region'] !== undefined) throw invalidField(`${path}.region`, `'${metric}' has no region`);
  const region = isGlobal ? undefined : textOf(json, 'region', path);
  const limit = wholeNumberOf(json, 'limit', path, 0);
  if (limit === undefined) throw invalidField(`${path}.limit`, 'is required');
  return {
    name: quotaName(project, region, metric),
    project,
    ...(region === undefined ? {} : { region }),
    metric,
    limit,
    usage: wholeNumberOf(json, 'usage', path, 0) ?? 0,
  };
}
