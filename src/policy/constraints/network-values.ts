import type { ConstraintChecker, ConstraintSubject } from '../constraints.ts';
import { openAsked, unknownAsked } from './asked-values.ts';
import { type Asked, type AskedOf, listed } from './listed.ts';
import { projectById, projectInName, projectNamedAt } from './projects.ts';
import { type Reading, readingsAt } from './readings.ts';
import { referencedAttribute } from './references.ts';
import { scalarText } from './shown-value.ts';

/**
 * Google's own organization, which owns what its services peer with and connect to.
 *
 * @see https://cloud.google.com/vpc/docs/manage-security-private-service-connect-consumers
 */
const googleOrganization = 'organizations/433637338589';

/** Asks about the peering with Google's organization that a resource brings about when an attribute is written. */
export function googlePeering(path: string, { isLikely = false }: { readonly isLikely?: boolean } = {}): AskedOf {
  return {
    reads: [path],
    ask: ({ resource }) =>
      readingsAt(resource, path)
        .slice(0, 1)
        .flatMap((reading): Asked[] => {
          if (reading.state === 'unset') return [];
          return [{ kind: 'value', value: googleOrganization, reading, ...(isLikely && { certainty: 'likely' }) }];
        }),
  };
}

/** Where resources name a subnetwork they are put in. */
const subnetworkPaths: readonly (readonly [type: string, path: string])[] = [
  ['google_compute_instance', 'network_interface.subnetwork'],
  ['google_compute_instance_template', 'network_interface.subnetwork'],
  ['google_compute_region_instance_template', 'network_interface.subnetwork'],
  ['google_compute_address', 'subnetwork'],
  ['google_compute_forwarding_rule', 'subnetwork'],
  ['google_container_cluster', 'subnetwork'],
  ['google_cloud_run_v2_service', 'template.vpc_access.network_interfaces.subnetwork'],
  ['google_cloud_run_v2_job', 'template.template.vpc_access.network_interfaces.subnetwork'],
  ['google_workbench_instance', 'gce_setup.network_interfaces.subnet'],
  ['google_tpu_v2_vm', 'network_config.subnetwork'],
  ['google_vpc_access_connector', 'subnet.name'],
];

/** Attributes that name the project of a subnetwork that stands beside them as a bare name. */
const projectBeside: Readonly<Record<string, string>> = {
  'network_interface.subnetwork': 'network_interface.subnetwork_project',
  'subnet.name': 'subnet.project_id',
};

/** Decides the subnetworks that resources use, where they are of another project than the resource. */
export const sharedSubnetworks: ConstraintChecker = listed(
  ...subnetworkPaths.map(
    ([type, path]) =>
      [type, { reads: readsOf(path), ask: (subject) => askShared(subject, path) }] as const satisfies readonly [
        string,
        AskedOf,
      ],
  ),
);

/** Asks about the subnetworks that a gateway of Cloud NAT serves. */
export const natSubnetworks: AskedOf = {
  reads: ['source_subnetwork_ip_ranges_to_nat', 'subnetwork.name'],
  ask: (subject) => {
    const [mode] = readingsAt(subject.resource, 'source_subnetwork_ip_ranges_to_nat');
    const isListed = mode?.state === 'known' && scalarText(mode.value) === 'LIST_OF_SUBNETWORKS';
    if (mode !== undefined && !isListed) return [unknownAsked(mode, 'which subnetworks the network has')];
    return readingsAt(subject.resource, 'subnetwork.name').map((reading) => askSubnetwork(reading, subject));
  },
};

function askShared(subject: ConstraintSubject, path: string): readonly Asked[] {
  return readingsAt(subject.resource, path).flatMap((reading): Asked[] => {
    if (reading.state === 'unset') return [];
    const beside = projectBesideOf(reading, path, subject);
    const project = beside === 'none' ? projectNamedAt(reading, subject) : beside;
    if (project === undefined) return [openAsked(reading, 'the project of the subnetwork')];
    const own = subject.project === undefined ? undefined : projectById(subject.project, subject.hierarchy);
    if (own !== undefined && projectById(project, subject.hierarchy) === own) {
      return [{ kind: 'none', verdict: 'PASS', reading, reason: 'the subnetwork is of the same project' }];
    }
    return [askSubnetwork(reading, subject)];
  });
}

function readsOf(path: string): readonly string[] {
  const beside = projectBeside[path];
  return beside === undefined ? [path] : [path, beside];
}

/** The project that is written beside a bare name; `none` where it is not, or the name tells it. */
function projectBesideOf(reading: Reading, path: string, { resource }: ConstraintSubject): string | undefined {
  const beside = projectBeside[path];
  const isBare = reading.state === 'known' && projectInName(scalarText(reading.value) ?? '') === undefined;
  if (beside === undefined || !isBare) return 'none';
  const place = JSON.stringify(reading.path.slice(0, -1));
  const written = readingsAt(resource, beside).find((one) => JSON.stringify(one.path.slice(0, -1)) === place);
  if (written === undefined || written.state === 'unset') return 'none';
  const text = textOf(written);
  return text === undefined ? undefined : `projects/${text.replace(/^projects\//, '')}`;
}

/** A subnetwork by its full name. */
function askSubnetwork(reading: Reading, subject: ConstraintSubject): Asked {
  const value =
    reading.state === 'known' ? subnetworkInText(scalarText(reading.value)) : referencedName(reading, subject);
  return value === undefined
    ? unknownAsked(reading, 'the full name of the subnetwork')
    : { kind: 'value', value, reading };
}

function subnetworkInText(text: string | undefined): string | undefined {
  return /projects\/[^/]+\/regions\/[^/]+\/subnetworks\/[^/]+$/.exec(text ?? '')?.[0];
}

function referencedName(reading: Reading, subject: ConstraintSubject): string | undefined {
  if (reading.state !== 'unknown' || reading.value === undefined) return undefined;
  const [resource, ...others] = referencedAttribute(reading.value, subject)?.resources ?? [];
  const project = projectNamedAt(reading, subject);
  if (resource === undefined || others.length > 0 || project === undefined) return undefined;
  const [region, name] = ['region', 'name'].map((path) => textOf(readingsAt(resource, path)[0]));
  return region === undefined || name === undefined ? undefined : `${project}/regions/${region}/subnetworks/${name}`;
}

/** Asks about a network by its full name; a bare name is one of the resource's own project. */
export function fullNetworks(path: string): AskedOf {
  return {
    reads: [path],
    ask: (subject) =>
      readingsAt(subject.resource, path).map((reading): Asked => {
        const value = networkName(reading, subject);
        return value === undefined
          ? unknownAsked(reading, 'the full name of the network')
          : { kind: 'value', value, reading };
      }),
  };
}

function networkName(reading: Reading, subject: ConstraintSubject): string | undefined {
  const project = projectNamedAt(reading, subject);
  if (project === undefined) return undefined;
  if (reading.state === 'known') {
    const name = scalarText(reading.value)?.replace(/^.*\//, '');
    return name === undefined ? undefined : `${project}/global/networks/${name}`;
  }
  if (reading.state === 'unset' || reading.value === undefined) return undefined;
  const [network, ...others] = referencedAttribute(reading.value, subject)?.resources ?? [];
  const name = network === undefined ? undefined : textOf(readingsAt(network, 'name')[0]);
  return name === undefined || others.length > 0 ? undefined : `${project}/global/networks/${name}`;
}

const apiBundles: ReadonlySet<string> = new Set(['all-apis', 'vpc-sc']);

/** Asks about what a Private Service Connect endpoint connects to: its kind, or the organization, folder or project of its producer. */
export function serviceConnection(about: 'kind' | 'producer'): AskedOf {
  return {
    reads: ['target'],
    ask: (subject) =>
      readingsAt(subject.resource, 'target')
        .filter(({ state }) => state !== 'unset')
        .map((reading) => askTarget(reading, about, subject)),
  };
}

function askTarget(reading: Reading, about: 'kind' | 'producer', subject: ConstraintSubject): Asked {
  const target = targetOf(reading, subject);
  if (target === undefined) return openAsked(reading, 'what target is');
  if (target === 'other') {
    return { kind: 'none', verdict: 'PASS', reading, reason: 'it is no endpoint of Private Service Connect' };
  }
  if (about === 'kind') return { kind: 'value', value: target, reading };
  if (target === 'GOOGLE_APIS') return { kind: 'value', value: googleOrganization, reading };
  const project = projectNamedAt(reading, subject);
  if (project === undefined) return unknownAsked(reading, 'the project of the service attachment');
  return { kind: 'value', value: projectById(project, subject.hierarchy), reading };
}

function targetOf(
  reading: Reading,
  subject: ConstraintSubject,
): 'GOOGLE_APIS' | 'SERVICE_PRODUCERS' | 'other' | undefined {
  if (reading.state === 'known') {
    const text = scalarText(reading.value) ?? '';
    if (apiBundles.has(text)) return 'GOOGLE_APIS';
    if (/\/serviceAttachments\/[^/]+$/.test(text)) return 'SERVICE_PRODUCERS';
    return projectInName(text) === undefined && !text.includes('/') ? undefined : 'other';
  }
  if (reading.state === 'unset' || reading.value === undefined) return undefined;
  const reference = referencedAttribute(reading.value, subject);
  const type = reference?.resources[0]?.type;
  if (type === 'google_compute_service_attachment') return 'SERVICE_PRODUCERS';
  if (reference?.attribute.includes('service_attachment') === true) return 'SERVICE_PRODUCERS';
  return type?.startsWith('google_compute_') === true ? 'other' : undefined;
}

function textOf(reading: Reading | undefined): string | undefined {
  return reading?.state === 'known' ? scalarText(reading.value) : undefined;
}
