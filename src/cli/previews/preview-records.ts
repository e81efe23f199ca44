import type { Json } from '../../config-api/json.ts';
import type { PropertyChange, ResourceChange, ResourceDrift } from '../../config-api/preview.ts';
import type { Location } from '../../diagnostics/range.ts';
import type { SubmitFailure } from '../../submit/events.ts';
import { type ChangeKind, type ChangeTally, changeKind, tallyChanges } from '../../submit/previews/change-kinds.ts';
import { leafChanges, pathSteps, shownValues } from '../../submit/previews/property-values.ts';
import type { PreviewResult } from '../../submit/previews/run-preview.ts';
import type { PlaceOfResource } from './authored-places.ts';

/** What is shown of a preview of one deployment. */
export interface PreviewRecord {
  /** Full name of the environment; the deployment's own name where it was given by that. */
  readonly environment: string;
  /** Full resource name. */
  readonly deployment: string;
  readonly outcome: 'previewed' | 'failed';
  /** Full name of the preview; absent when there is none any more. */
  readonly preview?: string;
  /** Of what it is a preview; absent where that is not a bundle of the workspace. */
  readonly fingerprint?: string;
  /** Absent unless it failed. */
  readonly failure?: SubmitFailure;
  readonly summary: ChangeTally;
  /** Resources that change, in the service's order. */
  readonly changes: readonly ResourceRecord[];
  /** Resources that differ from their state, in the service's order. */
  readonly drifts: readonly Omit<ResourceRecord, 'action'>[];
}

/** A resource that changes or drifted. */
export interface ResourceRecord {
  readonly address: string;
  readonly type: string;
  readonly action: ChangeKind;
  /** Where it is declared; absent when the workspace does not declare it. */
  readonly location?: Location;
  readonly properties: readonly PropertyRecord[];
}

/** A value that changes or drifted, in a property or the whole of it; sensitive ones are hidden. */
export interface PropertyRecord {
  readonly path: string;
  /** Absent when the service does not tell. */
  readonly before?: Json;
  /** Absent when the service does not tell, as of what is known after the apply. */
  readonly after?: Json;
  /** Where the value is written; absent where nobody wrote it, as with defaults of the provider. */
  readonly location?: Location;
}

/** What of a preview is about its deployment and not about what it found. */
export type PreviewSubject = Pick<PreviewRecord, 'environment' | 'deployment' | 'preview' | 'fingerprint'>;

/** The record of a preview; `placeOf` is absent where there is no workspace. */
export function previewRecord(
  subject: PreviewSubject,
  result: PreviewResult,
  placeOf?: PlaceOfResource,
): PreviewRecord {
  const nothing = { added: 0, changed: 0, replaced: 0, destroyed: 0 };
  if (result.outcome === 'failed') {
    const { failure } = result;
    return { ...subject, outcome: 'failed', failure, summary: nothing, changes: [], drifts: [] };
  }
  const changes = result.changes.filter((change) => changeKind(change) !== 'none');
  return {
    ...subject,
    outcome: 'previewed',
    summary: tallyChanges(changes),
    changes: changes.map((change) => ({
      ...resourceOf(change, change.propertyChanges ?? [], placeOf),
      action: changeKind(change),
    })),
    drifts: result.drifts.map((drift) => resourceOf(drift, drift.propertyDrifts ?? [], placeOf)),
  };
}

function resourceOf(
  { terraformInfo }: ResourceChange | ResourceDrift,
  properties: readonly PropertyChange[],
  placeOf: PlaceOfResource | undefined,
): Omit<ResourceRecord, 'action'> {
  const { address = '', type = '' } = terraformInfo ?? {};
  const location = placeOf?.(address);
  return {
    address,
    type,
    ...(location && { location }),
    properties: properties.flatMap((property) => {
      const { before, after } = shownValues(property);
      return leafChanges(property.path ?? '', before, after).map((leaf) => {
        const written = placeOf?.(address, pathSteps(leaf.path));
        return { ...leaf, ...(written && { location: written }) };
      });
    }),
  };
}
