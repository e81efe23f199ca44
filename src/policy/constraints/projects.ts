import type { Evaluation, ResourceInstance } from '../../terraform/evaluation.ts';
import type { ConstraintSubject } from '../constraints.ts';
import type { Hierarchy } from '../model.ts';
import { type Reading, readingsAt } from './readings.ts';
import { isOwnName, referencedAttribute } from './references.ts';
import { scalarText } from './shown-value.ts';

/** What is known around a name: the resource that has it, and the project of that one. */
type ProjectContext = Pick<ConstraintSubject, 'resource' | 'evaluation' | 'project'>;

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
  if (isWritten) return undefined;
  const ofProvider = providerSetting(resource, evaluation, 'project');
  return ofProvider === 'unset' ? fallback : projectName(ofProvider);
}

/**
 * A setting of the provider that an instance is made with; undefined when it is not known, `unset` when the module has none. Which
 * configuration reaches a child module is only known where all configurations say the same.
 */
export function providerSetting(
  { module, provider }: Pick<ResourceInstance, 'module' | 'provider'>,
  { providers }: Pick<Evaluation, 'providers'>,
  name: 'project' | 'region' | 'zone',
): string | 'unset' | undefined {
  const settingOf = (key: string): string | undefined => {
    const value = providers.get(key)?.values.entries.get(name);
    if (value === undefined || value.kind === 'null') return 'unset';
    return value.kind === 'string' ? value.value : undefined;
  };
  if (module === '') return settingOf(provider);
  const [local = provider] = provider.split('.');
  const all = new Set([...providers.keys()].filter((key) => key.split('.')[0] === local).map(settingOf));
  const [only = 'unset', ...others] = all;
  return others.length > 0 || all.has(undefined) ? undefined : only;
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
export function projectNamedAt(reading: Reading, subject: ProjectContext): string | undefined {
  if (reading.state === 'known') {
    const text = scalarText(reading.value);
    return text === undefined ? undefined : (projectInName(text) ?? subject.project);
  }
  if (reading.state === 'unset' || reading.value === undefined) return undefined;
  const reference = referencedAttribute(reading.value, subject);
  if (reference === undefined || !isOwnName(reference)) return undefined;
  const projects = new Set(reference.resources.map((one) => projectOfReferenced(one, subject)));
  const [only, ...others] = projects;
  return others.length === 0 ? only : undefined;
}

/** Resources that are in the project of another one they name. */
const parentAttributes: Readonly<Record<string, string>> = {
  google_kms_crypto_key: 'key_ring',
  google_kms_crypto_key_version: 'crypto_key',
};

function projectOfReferenced(resource: ResourceInstance, subject: ProjectContext): string | undefined {
  const parent = parentAttributes[resource.type];
  if (parent === undefined) {
    // A data source may be found by a link instead of by name and project.
    const [link] = resource.mode === 'data' ? readingsAt(resource, 'self_link') : [];
    if (link?.state === 'known') return projectInName(scalarText(link.value) ?? '');
    if (link?.state === 'unknown' && link.value !== undefined) return undefined;
    return projectOfResource(resource, subject.evaluation, subject.project);
  }
  const [reading] = readingsAt(resource, parent);
  if (reading === undefined || reading.state === 'unset') return undefined;
  return projectNamedAt(reading, { ...subject, resource });
}
