import type { Deployment } from '../../config-api/deployment.ts';
import { parseName } from '../../config-api/names.ts';
import type { Revision } from '../../config-api/revision.ts';
import type { ObjectValue } from '../../hcl/value.ts';
import type { Plan } from '../../terraform/plan/plan-model.ts';
import { checkQuotas, type QuotaReport, verdictText } from '../quotas/check-quotas.ts';
import type { DefaultPlace, QuotaResource } from '../quotas/quota-demand.ts';
import { writeArtifact } from '../run/artifacts.ts';
import { knownPart } from '../run/plan-module.ts';
import type { World } from '../world.ts';
import { cloudOf, deploymentOf, placeOf, revisionOf, stateFailure } from './deployment-run.ts';
import type { RunFailure } from './operation-record.ts';
import type { Moment } from './runner.ts';

/** Holds a plan against the quotas, writes the report, and fails when they are enforced and do not suffice (17.4, 17.5). */
export function validateQuotas(moment: Moment, plan: Plan): RunFailure | undefined {
  const { world, run, nowMs } = moment;
  const report = reportOf(world, run.target, plan);
  const { bucket, folder } = placeOf(moment);
  const path = `gs://${bucket}/${folder}quota_validation/results.json`;
  writeArtifact(world, path, `${JSON.stringify(report, null, 2)}\n`, nowMs);
  const revision: Revision = { ...revisionOf(moment), quotaValidationResults: path };
  world.tables.revisions.put(run.revision ?? '', revision);
  const exceeded = report.evaluated.filter((verdict) => verdict.exceeded);
  if (exceeded.length === 0 || deploymentOf(moment).quotaValidation !== 'ENFORCED') return undefined;
  return {
    phase: 'quota-validation',
    errors: exceeded.map((verdict) => ({ errorDescription: verdictText(verdict) })),
    errorCode: 'QUOTA_VALIDATION_FAILED',
  };
}

function reportOf(world: World, deployment: string, plan: Plan): QuotaReport {
  const changes = plan.changes.filter(({ mode }) => mode === 'managed');
  const at = (values: 'before' | 'after'): readonly QuotaResource[] =>
    changes.flatMap((change) => resourceOf(change, change[values]) ?? []);
  const others = [...world.tables.deployments.values()]
    .filter(({ name }) => name !== deployment)
    .map((other) => ({ place: defaultPlace(other.name ?? ''), resources: resourcesOf(world, other) }));
  const quotas = [...world.tables.quotas.values()];
  return checkQuotas({ quotas, place: defaultPlace(deployment), before: at('before'), after: at('after'), others });
}

/** Resources of a deployment as they are in the cloud; none while its state cannot be read. */
function resourcesOf(world: World, deployment: Deployment): readonly QuotaResource[] {
  if (stateFailure(world, deployment) !== undefined) return [];
  const { instances } = cloudOf(world, deployment).refreshed;
  return [...instances.values()].flatMap((instance) => resourceOf(instance, instance.values) ?? []);
}

function resourceOf(
  { address, type }: Omit<QuotaResource, 'values'>,
  values: ObjectValue | undefined,
): QuotaResource | undefined {
  return values === undefined ? undefined : { address, type, values: knownPart(values) };
}

function defaultPlace(deployment: string): DefaultPlace {
  const { project = '', location = '' } = parseName('deployment', deployment) ?? {};
  return { project, region: location };
}
