import { limits } from './limits.ts';

/** Patterns of the service's resource names; a `{variable}` stands for one segment. */
export const namePatterns = {
  location: 'projects/{project}/locations/{location}',
  deployment: 'projects/{project}/locations/{location}/deployments/{deployment}',
  revision: 'projects/{project}/locations/{location}/deployments/{deployment}/revisions/{revision}',
  resource:
    'projects/{project}/locations/{location}/deployments/{deployment}/revisions/{revision}/resources/{resource}',
  preview: 'projects/{project}/locations/{location}/previews/{preview}',
  resourceChange: 'projects/{project}/locations/{location}/previews/{preview}/resourceChanges/{resourceChange}',
  resourceDrift: 'projects/{project}/locations/{location}/previews/{preview}/resourceDrifts/{resourceDrift}',
  terraformVersion: 'projects/{project}/locations/{location}/terraformVersions/{terraformVersion}',
  autoMigrationConfig: 'projects/{project}/locations/{location}/autoMigrationConfig',
  deploymentGroup: 'projects/{project}/locations/{location}/deploymentGroups/{deploymentGroup}',
  deploymentGroupRevision:
    'projects/{project}/locations/{location}/deploymentGroups/{deploymentGroup}/revisions/{revision}',
  operation: 'projects/{project}/locations/{location}/operations/{operation}',
  serviceAccount: 'projects/{project}/serviceAccounts/{serviceAccount}',
  workerPool: 'projects/{project}/locations/{location}/workerPools/{workerPool}',
} as const;

/** A kind of resource name. */
export type NameKind = keyof typeof namePatterns;

/** The variables of a pattern. */
type Variables<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Variables<Rest>
  : never;

/** Parts of a resource name by the variables of its pattern. */
export type NameParts<Kind extends NameKind> = Readonly<Record<Variables<(typeof namePatterns)[Kind]>, string>>;

/** Full name of a resource: `formatName('deployment', {project, location, deployment})`. */
export function formatName<Kind extends NameKind>(kind: Kind, parts: NameParts<Kind>): string {
  // The parts of a pattern are all strings; TypeScript cannot index them by a computed name.
  const values = parts as Readonly<Record<string, string>>;
  return namePatterns[kind].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** Parts of a full name; undefined when it does not have the kind's form. */
export function parseName<Kind extends NameKind>(kind: Kind, name: string): NameParts<Kind> | undefined {
  const pattern = namePatterns[kind].split('/');
  const segments = name.split('/');
  if (segments.length !== pattern.length) return undefined;
  const parts: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (expected.startsWith('{')) parts[expected.slice(1, -1)] = segment;
    if (segment === '' || (!expected.startsWith('{') && segment !== expected)) return undefined;
  }
  // Every variable of the pattern has been filled in above.
  return parts as NameParts<Kind>;
}

/** Last segment of a name. */
export function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

const idPattern = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;
const reservedIds: readonly string[] = ['archived-deployments', 'archived-previews'];

/**
 * What is wrong with an id of a deployment, preview or deployment group, as a sentence without subject; undefined when it is fine.
 * @see https://docs.cloud.google.com/infrastructure-manager/docs/deployments-revisions
 */
export function idFault(id: string): string | undefined {
  if (id === '') return 'must not be empty';
  if (id.length > limits.identifierLength) return `must have at most ${limits.identifierLength} characters`;
  if (!idPattern.test(id)) {
    return 'must consist of lowercase letters, digits and hyphens, start with a letter and end with a letter or digit';
  }
  if (reservedIds.includes(id)) return 'is reserved';
  return undefined;
}

/** Number of a revision: 12 for `…/revisions/r-12`; undefined when the name is of another form. */
export function revisionNumber(name: string): number | undefined {
  const digits = /^r-(\d+)$/.exec(baseName(name))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Id of a revision: `r-12`. */
export function revisionId(number: number): string {
  return `r-${number}`;
}
