import pLimit from 'p-limit';
import { previewOfDelete } from '../../submit/previews/preview-request.ts';
import { type PreviewContext, type PreviewResult, runPreview } from '../../submit/previews/run-preview.ts';
import { settleAll } from '../../submit/settle-all.ts';
import type { Io, ParsedArguments } from '../command.ts';
import type { AddressedDeployment } from '../deployments/address-deployments.ts';
import { progressLines } from '../deployments/progress-lines.ts';
import { workspaceSubjects } from '../deployments/workspace-subjects.ts';
import type { VerdictFiles } from '../write-verdicts.ts';
import { authoredPlaces } from './authored-places.ts';
import { type PreviewRecord, previewRecord } from './preview-records.ts';

/** Previews of deletes, with the files that their places speak of. */
export interface DeletePreviews {
  readonly records: readonly PreviewRecord[];
  readonly files: VerdictFiles;
}

/** Previews what deleting deployments would destroy, in their order. `keep` leaves the previews in the service. */
export async function previewDeletes(
  deployments: readonly AddressedDeployment[],
  context: PreviewContext,
  { maxConcurrent, keep }: { readonly maxConcurrent: number; readonly keep: boolean },
  options: ParsedArguments,
  io: Io,
): Promise<DeletePreviews> {
  const { subjects, files } = await workspaceSubjects(deployments, options, io);
  const limit = pLimit(maxConcurrent);
  const progress = progressLines(
    deployments.map(({ environment }) => environment),
    io.stderr,
  );
  const preview = async ({ environment, name }: AddressedDeployment): Promise<PreviewRecord> => {
    const request = previewOfDelete(name, context.newRequestId());
    const result = await runPreview(request, context, { keep, onStep: (step) => progress(environment, step) });
    const subject = subjects.get(environment);
    const about = { environment, deployment: name, ...keptName(result, keep) };
    return previewRecord(about, result, subject && authoredPlaces(subject));
  };
  const records = await settleAll(deployments.map((deployment) => limit(() => preview(deployment))));
  return { records, files };
}

/** The name of a preview that is left in the service; nothing for one that is not. */
export function keptName(result: PreviewResult, keep: boolean): { readonly preview?: string } {
  const name = result.outcome === 'previewed' ? result.preview.name : undefined;
  return keep && name !== undefined ? { preview: name } : {};
}
