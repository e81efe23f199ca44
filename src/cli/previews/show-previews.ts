import type { Json } from '../../config-api/json.ts';
import type { Location } from '../../diagnostics/range.ts';
import type { ChangeKind, ChangeTally } from '../../submit/previews/change-kinds.ts';
import { pathSteps } from '../../submit/previews/property-values.ts';
import { placeText, placeWriter, type VerdictFiles } from '../write-verdicts.ts';
import type { PreviewRecord, PropertyRecord, ResourceRecord } from './preview-records.ts';

const signs: Readonly<Record<ChangeKind, string>> = {
  create: '  +',
  update: '  ~',
  replace: '-/+',
  destroy: '  -',
  none: '   ',
};

/** Previews as text: what becomes of each resource, with the line that is the reason. Final newline included. */
export function previewsText(records: readonly PreviewRecord[], files: VerdictFiles): string {
  const place = placeText(files);
  return records.map((record) => previewText(record, place)).join('\n');
}

/** Previews as one JSON document; files are relative to the working directory, lines and columns from 1. Final newline included. */
export function previewsJson(records: readonly PreviewRecord[], files: VerdictFiles): string {
  const summary = {
    previewed: records.filter(({ outcome }) => outcome === 'previewed').length,
    failed: records.filter(({ outcome }) => outcome === 'failed').length,
    ...totalOf(records),
  };
  const previews = records.map((record) => jsonOf(record, placeWriter(files)));
  return `${JSON.stringify({ formatVersion: 1, summary, previews }, undefined, 2)}\n`;
}

/** `1 to add, 0 to change, 0 to replace, 2 to destroy`. */
export function tallyText({ added, changed, replaced, destroyed }: ChangeTally): string {
  return `${added} to add, ${changed} to change, ${replaced} to replace, ${destroyed} to destroy`;
}

/** Whether anything would be done. */
export function hasChanges({ summary }: PreviewRecord): boolean {
  return Object.values(summary).some((number) => number > 0);
}

/** Lines of what differs in a resource's properties: `labels.env: "dev" -> "prod"  environments/prod.yaml:4:10`. */
export function propertyLines(
  properties: readonly PropertyRecord[],
  place: (location: Location | undefined) => string,
): readonly string[] {
  return properties.map(({ path, before, after, location }) => {
    const untold = pathSteps(path).length === 1 ? '(known after apply)' : '(gone, or known after apply)';
    const becomes = after === undefined ? untold : valueText(after);
    const values = before === undefined || before === null ? becomes : `${valueText(before)} -> ${becomes}`;
    return `        ${path}: ${values}  ${place(location)}`.trimEnd();
  });
}

type Place = (location: Location | undefined) => string;

function previewText(record: PreviewRecord, place: Place): string {
  const { environment, outcome, failure, changes, summary, preview } = record;
  if (outcome === 'failed') return `${environment}: the preview failed: ${failure?.message ?? 'no reason was given'}\n`;
  const kept = preview === undefined ? [] : [`  kept as ${preview}`];
  if (changes.length === 0) return [`${environment}: no changes`, ...kept, ''].join('\n');
  const blocks = changes.flatMap((change) => resourceLines(change, place));
  return [`${environment}: ${tallyText(summary)}`, ...kept, '', ...blocks, ''].join('\n');
}

function resourceLines(change: ResourceRecord, place: Place): readonly string[] {
  const { address, action, location, properties } = change;
  const head = `  ${signs[action]} ${address}  ${place(location)}`.trimEnd();
  if (action === 'destroy') return [head];
  return [
    head,
    ...propertyLines(
      properties.filter((property) => isNews(property, change)),
      place,
    ),
  ];
}

/** What nobody wrote is news only where it is known, and of a new resource not even then: the provider fills it in. */
function isNews({ location, after }: PropertyRecord, resource: ResourceRecord): boolean {
  if (location !== undefined) return true;
  return after !== undefined && (resource.action !== 'create' || resource.location === undefined);
}

/** Longest value shown in a line. */
const widest = 60;

function valueText(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= widest ? text : `${text.slice(0, widest - 1)}…`;
}

function totalOf(records: readonly PreviewRecord[]): ChangeTally {
  const sum = (key: keyof ChangeTally): number => records.reduce((total, { summary }) => total + summary[key], 0);
  return { added: sum('added'), changed: sum('changed'), replaced: sum('replaced'), destroyed: sum('destroyed') };
}

/** A resource for programs, with `null` for places that are not known. */
export function resourceJson(
  resource: Omit<ResourceRecord, 'action'>,
  place: (location: Location | undefined) => object | null,
): object {
  return {
    ...resource,
    location: place(resource.location),
    properties: resource.properties.map((property) => ({ ...property, location: place(property.location) })),
  };
}

function jsonOf(record: PreviewRecord, place: (location: Location | undefined) => object | null): object {
  const all = (resources: readonly Omit<ResourceRecord, 'action'>[]): readonly object[] =>
    resources.map((resource) => resourceJson(resource, place));
  return { ...record, changes: all(record.changes), drifts: all(record.drifts) };
}
