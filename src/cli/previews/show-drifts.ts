import type { PreviewResult } from '../../submit/previews/run-preview.ts';
import { placeText, placeWriter, type VerdictFiles } from '../write-verdicts.ts';
import type { PlaceOfResource } from './authored-places.ts';
import { type PreviewRecord, type PreviewSubject, previewRecord } from './preview-records.ts';
import { propertyLines, resourceJson } from './show-previews.ts';

/** What drifted of one deployment. */
export interface DriftRecord extends Pick<PreviewRecord, 'environment' | 'deployment' | 'failure' | 'drifts'> {
  /** `absent`: there is no such deployment. */
  readonly outcome: 'clean' | 'drifted' | 'failed' | 'absent';
}

/** The record of a preview that looked for drift; `result` is absent where nothing is deployed. */
export function driftRecord(
  subject: PreviewSubject,
  result: PreviewResult | undefined,
  placeOf?: PlaceOfResource,
): DriftRecord {
  if (result === undefined) return { ...subject, outcome: 'absent', drifts: [] };
  const { drifts, failure } = previewRecord(subject, result, placeOf);
  if (failure !== undefined) return { ...subject, outcome: 'failed', failure, drifts };
  return { ...subject, outcome: drifts.length === 0 ? 'clean' : 'drifted', drifts };
}

/** Drifts as text, deployed value before the one found, each with the line that sets it. Final newline included. */
export function driftsText(records: readonly DriftRecord[], files: VerdictFiles): string {
  const place = placeText(files);
  const blocks = records.map(({ environment, outcome, failure, drifts }) => {
    if (outcome === 'absent') return `${environment}: not deployed`;
    if (outcome === 'failed') return `${environment}: not known, since the preview failed: ${failure?.message}`;
    if (outcome === 'clean') return `${environment}: no drift`;
    const lines = drifts.flatMap(({ address, location, properties }) => [
      `    ${address}  ${place(location)}`.trimEnd(),
      ...propertyLines(properties, place),
    ]);
    return [`${environment}: ${drifts.length} drifted`, ...lines].join('\n');
  });
  return blocks.map((block) => `${block}\n`).join('');
}

/** Drifts as one JSON document; files are relative to the working directory, lines and columns from 1. Final newline included. */
export function driftsJson(records: readonly DriftRecord[], files: VerdictFiles): string {
  const count = (outcome: DriftRecord['outcome']): number =>
    records.filter((record) => record.outcome === outcome).length;
  const summary = {
    clean: count('clean'),
    drifted: count('drifted'),
    failed: count('failed'),
    absent: count('absent'),
  };
  const place = placeWriter(files);
  const deployments = records.map((record) => ({
    ...record,
    drifts: record.drifts.map((drift) => resourceJson(drift, place)),
  }));
  return `${JSON.stringify({ formatVersion: 1, summary, deployments }, undefined, 2)}\n`;
}
