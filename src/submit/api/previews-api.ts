import type { Operation } from '../../config-api/operation.ts';
import type { Preview, PreviewResult, ResourceChange, ResourceDrift } from '../../config-api/preview.ts';
import type { ListQuery } from './list-query.ts';

/** Previews and what they found. */
export interface PreviewsApi {
  getPreview(name: string): Promise<Preview>;
  /** `parent` is `projects/{p}/locations/{l}`. */
  listPreviews(parent: string, query?: ListQuery): Promise<readonly Preview[]>;
  createPreview(request: CreatePreviewRequest): Promise<Operation>;
  deletePreview(request: { readonly name: string; readonly requestId: string }): Promise<Operation>;
  /** Signed URLs of the plan; `parent` is the preview. */
  exportPreviewResult(request: { readonly parent: string }): Promise<{ readonly result?: PreviewResult }>;
  getResourceChange(name: string): Promise<ResourceChange>;
  /** `parent` is a preview's full name. */
  listResourceChanges(parent: string, query?: ListQuery): Promise<readonly ResourceChange[]>;
  getResourceDrift(name: string): Promise<ResourceDrift>;
  /** `parent` is a preview's full name. */
  listResourceDrifts(parent: string, query?: ListQuery): Promise<readonly ResourceDrift[]>;
}

/** Request of CreatePreview. */
export interface CreatePreviewRequest {
  /** `projects/{p}/locations/{l}`. */
  readonly parent: string;
  /** Absent: the service makes one up. */
  readonly previewId?: string;
  readonly preview: Preview;
  readonly requestId: string;
}
