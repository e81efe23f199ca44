import type { Evaluation, ResourceInstance } from '../../terraform/evaluation.ts';
import type { ConstraintSubject } from '../constraints.ts';
import type { Hierarchy } from '../model.ts';
import { type Reading, readingsAt } from './readings.ts';
import { referencedAttribute } from './references.ts';
import { scalarText } from './shown-value.ts';

/** The project of a resource name or link: `projects/id`; undefined where it names none. */
export function projectInName(name: string): string | undefined {
  const match = /(?:^|\/)projects\/([^/]+)/.exec(name);
  return match === null ? undefined : `projects/${match[1]}`;
}

/**
 * The project an instance is made in, as `projects/id`: what it says itself, else its provider's, else the given one. Undefined when
 * what it says is not known, or nothing says one.
 */
export function projectOfResource(
  resource: ResourceInstance,
  evaluation: Pick<Evaluation, 'providers'>,
  fallback: string | undefined,
): string | undefined {
  const own = readingsAt(resource, 'project')[0];
  if (own?.state === 'known') return projectName(scalarText(own.value));
  // Without facts an attribute that is not written reads as unknown, and the provider's project is then the best there is.
  const isWritten = own?.state === 'unknown' && own.value !== undefined;
  return isWritten ? undefined : (projectOfProvider(resource.provider, evaluation) ?? fallback);
}

function projectOfProvider(name: string, { providers }: Pick<Evaluation, 'providers'>): string | undefined {
  const value = providers.get(name)?.values.entries.get('project');
  return value?.kind === 'string' ? projectName(value.value) : undefined;
}

function projectName(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : `projects/${text.replace(/^projects\//, '')}`;
}

/** A project by its id, where the hierarchy knows its number: policies name either. */
export function projectById(project: string, hierarchy: Hierarchy): string {
  return hierarchy.projectOfNumber.get(project.replace(/^projects\//, '')) ?? project;
}

/**
 * The project that a name or link of another resource is in: the one in its text, that of the resource of the plan it refers to, or
 * for a bare name that of the resource itself. Undefined when it is not known.
 */
export function projectNamedAt(reading: Reading, subject: ConstraintSubject): string | undefined {
  if (reading.state === 'known') {
    const text = scalarText(reading.value);
    return text === undefined ? undefined : (projectInName(text) ?? subject.project);
  }
  if (reading.state === 'unset' || reading.value === undefined) return undefined;
  const reference = referencedAttribute(reading.value, subject);
  const projects = new Set(reference?.resources.map((one) => projectOfReferenced(one, subject)));
  const [only, ...others] = projects;
  return others.length === 0 ? only : undefined;
}

/** Resources that are in the project of another one they name. */
const parentAttributes: Readonly<Record<string, string>> = {
  google_kms_crypto_key: 'key_ring',
  google_kms_crypto_key_version: 'crypto_key',
};

function projectOfReferenced(resource: ResourceInstance, subject: ConstraintSubject): string | undefined {
  const parent = parentAttributes[resource.type];
  if (parent === undefined) return projectOfResource(resource, subject.evaluation, subject.project);
  const [reading] = readingsAt(resource, parent);
  if (reading === undefined || reading.state === 'unset') return undefined;
  return projectNamedAt(reading, { ...subject, resource });
}
