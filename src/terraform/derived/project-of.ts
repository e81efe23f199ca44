import type { Evaluation, ProviderConfiguration, ResourceInstance } from '../evaluation.ts';
import { textAt } from './values-at.ts';

/** The project a resource says it is in; undefined when it says none, or that is not known. */
export function projectOf({ configuration }: Pick<ResourceInstance, 'configuration'>): string | undefined {
  const written = textAt(configuration, 'project');
  return typeof written === 'string' ? undefined : written.text.replace(/^projects\//, '');
}

/** The project a provider's configuration says; undefined when it says none, or that is not known. */
export function projectOfProvider(provider: ProviderConfiguration | undefined): string | undefined {
  const written = provider === undefined ? 'absent' : textAt(provider.values, 'project');
  return typeof written === 'string' ? undefined : written.text;
}

/** The project of resources that say none: that of the Google providers' configuration, as far as they agree. */
export function defaultProject({ providers }: Pick<Evaluation, 'providers'>): string | undefined {
  const projects = ['google', 'google-beta'].map((name) => projectOfProvider(providers.get(name)));
  const [only, ...others] = new Set(projects.filter((project) => project !== undefined));
  return others.length === 0 ? only : undefined;
}
