import type { Deployment } from '../../config-api/deployment.ts';
import type { Preview } from '../../config-api/preview.ts';
import type { Step } from './operation-record.ts';

/** How long a step takes at speed 1, in milliseconds; of the order posted logs of the service show. */
const durationsMs: Readonly<Partial<Record<Step, number>>> = {
  PREPARING_STORAGE_BUCKET: 3_000,
  VALIDATING_REPOSITORY: 2_000,
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
export function stepDurationMs(step: Step, speed: number): number {
  return Math.round((durationsMs[step] ?? otherMs) / speed);
}

/** The steps of create and update, in order (7.2). */
export function applySteps(deployment: Deployment): readonly Step[] {
  const { quotaValidation = 'QUOTA_VALIDATION_UNSPECIFIED', terraformBlueprint } = deployment;
  const validatesQuota = quotaValidation !== 'QUOTA_VALIDATION_UNSPECIFIED';
  return [
    'PREPARING_STORAGE_BUCKET',
    ...(terraformBlueprint?.gitSource === undefined ? [] : (['VALIDATING_REPOSITORY'] as const)),
    'DOWNLOADING_BLUEPRINT',
    'RUNNING_TF_INIT',
    ...(validatesQuota ? (['RUNNING_QUOTA_VALIDATION'] as const) : []),
    'RUNNING_TF_PLAN',
    'RUNNING_TF_APPLY',
    'SUCCEEDED',
  ];
}

/** The steps of delete, in order (7.2). */
export const destroySteps: readonly Step[] = [
  'PREPARING_STORAGE_BUCKET',
  'DOWNLOADING_BLUEPRINT',
  'RUNNING_TF_INIT',
  'RUNNING_TF_DESTROY',
  'SUCCEEDED',
];

/** The steps of a preview, in order (11.4); `isGit`: its source is in a repository. */
export function previewSteps({ deployment }: Preview, isGit: boolean): readonly Step[] {
  const isTargeted = deployment !== undefined;
  return [
    ...(isTargeted ? (['FETCHING_DEPLOYMENT', 'LOCKING_DEPLOYMENT'] as const) : []),
    'PREPARING_STORAGE_BUCKET',
    ...(isGit ? (['VALIDATING_REPOSITORY'] as const) : []),
    'DOWNLOADING_BLUEPRINT',
    'RUNNING_TF_INIT',
    'RUNNING_TF_PLAN',
    ...(isTargeted ? (['UNLOCKING_DEPLOYMENT'] as const) : []),
    'SUCCEEDED',
  ];
}

/** The steps of locking (13.2). */
export const lockSteps: readonly Step[] = ['PREPARING_STORAGE_BUCKET', 'SUCCEEDED'];
/** The steps of unlocking: a draft of the state is looked at before it counts (13.2). */
export const unlockSteps: readonly Step[] = ['RUNNING_TF_VALIDATE', 'UNLOCKING_DEPLOYMENT', 'SUCCEEDED'];

/** The steps of what runs no build. */
export const noSteps: readonly Step[] = ['SUCCEEDED'];

/** The steps of provisioning a group, in order (19.7). */
export function provisionSteps(removes: boolean): readonly Step[] {
  return [
    'VALIDATING_DEPLOYMENT_GROUP',
    ...(removes
      ? (['DEPROVISIONING_DEPLOYMENT_UNITS', 'DISASSOCIATING_DEPLOYMENTS_FROM_DEPLOYMENT_GROUP'] as const)
      : []),
    'ASSOCIATING_DEPLOYMENTS_TO_DEPLOYMENT_GROUP',
    'PROVISIONING_DEPLOYMENT_UNITS',
    'SUCCEEDED',
  ];
}

/** The steps of deprovisioning a group, in order (19.10). */
export const deprovisionSteps: readonly Step[] = [
  'VALIDATING_DEPLOYMENT_GROUP',
  'DEPROVISIONING_DEPLOYMENT_UNITS',
  'DISASSOCIATING_DEPLOYMENTS_FROM_DEPLOYMENT_GROUP',
  'SUCCEEDED',
];
