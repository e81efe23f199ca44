import type { Deployment } from '../../config-api/deployment.ts';
import type { Preview } from '../../config-api/preview.ts';
import type { CreatePreviewRequest } from '../api/previews-api.ts';
import type { SubmissionPlan } from '../submission-plan.ts';
import { fingerprintAnnotations } from './fingerprint.ts';

/** What a preview is about: name and content follow from it, apart from the request id. */
export type PreviewRequest = Omit<CreatePreviewRequest, 'requestId'> & { readonly previewId: string };

/** Fields that a deployment and a preview of it have in common. */
const sharedFields = [
  'serviceAccount',
  'artifactsGcsBucket',
  'workerPool',
  'tfVersionConstraint',
  'providerConfig',
] as const;

/** A preview of what a submission would do, against the deployment where there is one. `gcsSource` is the uploaded module. */
export function previewOfPlan(
  plan: SubmissionPlan,
  gcsSource: string,
  fingerprint: string,
  requestId: string,
): PreviewRequest {
  const { deployment, existing, name } = plan;
  return {
    ...address(name, requestId),
    preview: {
      ...sharedWith(deployment),
      ...(existing !== undefined && { deployment: name }),
      terraformBlueprint: { ...deployment.terraformBlueprint, gcsSource },
      annotations: fingerprintAnnotations(fingerprint),
    },
  };
}

/** A preview of what putting `fields` into an existing deployment would do. */
export function previewOfUpdate(name: string, fields: Deployment, requestId: string): PreviewRequest {
  const { terraformBlueprint } = fields;
  return {
    ...address(name, requestId),
    preview: { ...sharedWith(fields), deployment: name, ...(terraformBlueprint && { terraformBlueprint }) },
  };
}

/** A preview of a deployment as it is: what drifted, and what applying it again would do about it. */
export function previewOfDeployment(name: string, requestId: string): PreviewRequest {
  return { ...address(name, requestId), preview: { deployment: name } };
}

/** A preview of what deleting a deployment would destroy. */
export function previewOfDelete(name: string, requestId: string): PreviewRequest {
  return { ...address(name, requestId), preview: { deployment: name, previewMode: 'DELETE' } };
}

/** Full name of the preview that a request makes. */
export function previewName({ parent, previewId }: PreviewRequest): string {
  return `${parent}/previews/${previewId}`;
}

/** Ids have at most 40 characters, so of the deployment's only the beginning is kept; the request's makes them unique. */
function address(name: string, requestId: string): Pick<PreviewRequest, 'parent' | 'previewId'> {
  const [parent = '', deploymentId = ''] = name.split('/deployments/');
  const unique = requestId.replace(/[^0-9a-f]/g, '').slice(-12);
  return { parent, previewId: `${deploymentId.slice(0, 27).replace(/-+$/, '')}-${unique}` };
}

function sharedWith(deployment: Deployment): Preview {
  const entries = sharedFields.flatMap((field) =>
    deployment[field] === undefined ? [] : [[field, deployment[field]]],
  );
  return Object.fromEntries(entries);
}
