import type { DeploymentStep } from '../../config-api/enums.ts';
import type { RunKind } from './operation-record.ts';

/** How long a step takes at speed 1, in milliseconds; of the order posted logs of the service show. */
const durationsMs: Readonly<Partial<Record<DeploymentStep, number>>> = {
  PREPARING_STORAGE_BUCKET: 3_000,
  DOWNLOADING_BLUEPRINT: 5_000,
  RUNNING_TF_INIT: 12_000,
  RUNNING_QUOTA_VALIDATION: 5_000,
  RUNNING_TF_PLAN: 10_000,
  RUNNING_TF_APPLY: 40_000,
  RUNNING_TF_DESTROY: 40_000,
};

/** Time of a step that the table does not list: of `SUCCEEDED`, and of abandoning. */
const otherMs = 1_000;

/** Duration of a step in milliseconds. */
export function stepDurationMs(step: DeploymentStep, speed: number): number {
  return Math.round((durationsMs[step] ?? otherMs) / speed);
}

/** The steps of a run, in order (7.2). */
export function stepsOf(kind: RunKind, validatesQuota: boolean): readonly DeploymentStep[] {
  switch (kind) {
    case 'abandon':
      return ['SUCCEEDED'];
    case 'destroy':
      return [
        'PREPARING_STORAGE_BUCKET',
        'DOWNLOADING_BLUEPRINT',
        'RUNNING_TF_INIT',
        'RUNNING_TF_DESTROY',
        'SUCCEEDED',
      ];
    case 'apply':
      return [
        'PREPARING_STORAGE_BUCKET',
        'DOWNLOADING_BLUEPRINT',
        'RUNNING_TF_INIT',
        ...(validatesQuota ? (['RUNNING_QUOTA_VALIDATION'] as const) : []),
        'RUNNING_TF_PLAN',
        'RUNNING_TF_APPLY',
        'SUCCEEDED',
      ];
  }
}
