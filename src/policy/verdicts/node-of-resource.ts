import type { Evaluation, ResourceInstance } from '../../terraform/evaluation.ts';
import { projectOfInstance } from '../constraints/parent-projects.ts';
import { type Reading, readingsAt } from '../constraints/readings.ts';
import { scalarText } from '../constraints/shown-value.ts';

/** Attributes that name the folder or organization of what is no part of a project. */
const nodeAttributes: readonly (readonly [type: RegExp, attribute: string, collection: string])[] = [
  [/^google_folder_/, 'folder', 'folders'],
  [/^google_organization_/, 'org_id', 'organizations'],
  [/^google_logging_folder_/, 'folder', 'folders'],
  [/^google_logging_organization_/, 'organization', 'organizations'],
];

/**
 * The node of the hierarchy whose policies hold for an instance: its project, be it that of what it is part of, or for what belongs to a folder or organization, and for
 * folders and projects themselves, that one. Undefined when it is not known.
 *
 * @param fallback project of resources that name none, nor their provider: `projects/id`
 */
export function nodeOfResource(
  resource: ResourceInstance,
  evaluation: Evaluation,
  fallback: string | undefined,
): string | undefined {
  if (resource.type === 'google_project') {
    return nodeAt(resource, 'folder_id', 'folders') ?? nodeAt(resource, 'org_id', 'organizations');
  }
  if (resource.type === 'google_folder') return nodeAt(resource, 'parent', 'folders');
  const row = nodeAttributes.find(([type]) => type.test(resource.type));
  if (row !== undefined) return nodeAt(resource, row[1], row[2]);
  return projectOfInstance(resource, evaluation, fallback);
}

function nodeAt(resource: ResourceInstance, attribute: string, collection: string): string | undefined {
  const text = textOf(readingsAt(resource, attribute)[0]);
  if (text === undefined) return undefined;
  return /^(organizations|folders)\//.test(text) ? text : `${collection}/${text}`;
}

function textOf(reading: Reading | undefined): string | undefined {
  return reading?.state === 'known' ? scalarText(reading.value) : undefined;
}
