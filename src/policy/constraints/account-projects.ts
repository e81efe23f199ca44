import type { ConstraintChecker, ConstraintFinding, ConstraintSubject } from '../constraints.ts';
import { checkerOf, on } from './enforced.ts';
import { findingAt } from './findings.ts';
import { projectById, projectOfResource } from './projects.ts';
import { type Reading, readingsAt } from './readings.ts';
import { isOwnName, referencedAttribute } from './references.ts';
import { scalarText } from './shown-value.ts';

/** Where types name the service account that what they make runs as. */
const accountPaths: readonly (readonly [types: string | readonly string[], path: string])[] = [
  ['google_cloud_run_v2_service', 'template.service_account'],
  ['google_cloud_run_v2_job', 'template.template.service_account'],
  ['google_cloud_run_v2_worker_pool', 'template.service_account'],
  ['google_cloud_run_service', 'template.spec.service_account_name'],
  ['google_cloudfunctions_function', 'service_account_email'],
  ['google_cloudfunctions2_function', 'service_config.service_account_email'],
  [['google_compute_instance', 'google_compute_instance_template', 'google_tpu_v2_vm'], 'service_account.email'],
  [['google_container_cluster', 'google_container_node_pool'], 'node_config.service_account'],
  ['google_container_cluster', 'node_pool.node_config.service_account'],
  ['google_workbench_instance', 'gce_setup.service_accounts.email'],
  ['google_dataproc_cluster', 'cluster_config.gce_cluster_config.service_account'],
  ['google_composer_environment', 'config.node_config.service_account'],
  ['google_config_deployment', 'service_account'],
];

/**
 * Refuses service accounts of other projects. It is the project that owns the account on which Google enforces this.
 *
 * @see https://cloud.google.com/iam/docs/attach-service-accounts#attaching-different-project
 */
export const crossProjectAccounts: ConstraintChecker = checkerOf(
  accountPaths.map(([types, path]) =>
    on(types, {
      reads: [path],
      run: (subject) =>
        readingsAt(subject.resource, path)
          .filter(({ state }) => state !== 'unset')
          .map((reading) => decideAccount(reading, subject)),
    }),
  ),
);

function decideAccount(reading: Reading, subject: ConstraintSubject): ConstraintFinding {
  const isSecret = reading.state === 'known' && reading.value.sensitive === true;
  const owner = ownerOf(reading, subject);
  const own = subject.project && projectById(subject.project, subject.hierarchy);
  if (owner !== undefined && owner === own) {
    return findingAt(reading, 'PASS', 'the service account is of the same project');
  }
  if (owner === undefined) return findingAt(reading, 'UNDECIDED', 'the project of the service account is not known');
  const decision = subject.decisionAt(owner);
  if (decision.kind === 'undecided') return findingAt(reading, 'UNDECIDED', decision.reason);
  const shownOwner = isSecret ? 'another project' : owner;
  const isEnforced = decision.kind === 'boolean' ? decision.enforced : decision.kind === 'default' && !decision.allows;
  if (!isEnforced)
    return findingAt(reading, 'PASS', `${shownOwner} lets its service accounts be used in other projects`);
  if (own === undefined) return findingAt(reading, 'UNDECIDED', 'the project of the resource is not known');
  return findingAt(
    reading,
    'VIOLATION',
    `the service account is of ${shownOwner}, which keeps its accounts to itself`,
    {
      remedy: `use a service account of ${own}, or have the constraint switched off for ${shownOwner}`,
    },
  );
}

function ownerOf(reading: Reading, subject: ConstraintSubject): string | undefined {
  if (reading.state === 'known') return ownerInEmail(scalarText(reading.value) ?? '', subject);
  const reference = reading.state === 'unknown' && reading.value && referencedAttribute(reading.value, subject);
  const accounts = reference && isOwnName(reference) ? reference.resources : [];
  const owners = new Set(
    accounts.map((one) => {
      if (one.type !== 'google_service_account' || one.mode === 'data') return undefined;
      const project = projectOfResource(one, subject.evaluation, subject.project);
      return project && projectById(project, subject.hierarchy);
    }),
  );
  const [only, ...others] = owners;
  return others.length === 0 ? only : undefined;
}

function ownerInEmail(email: string, { hierarchy, project }: ConstraintSubject): string | undefined {
  if (email === 'default') return project && projectById(project, hierarchy);
  const id =
    /(?:^|@)([a-z][a-z0-9-]*)\.iam\.gserviceaccount\.com$/.exec(email)?.[1] ??
    /^([a-z][a-z0-9-]*)@appspot\.gserviceaccount\.com$/.exec(email)?.[1];
  if (id !== undefined) return `projects/${id}`;
  const number = /^(\d+)-compute@developer\.gserviceaccount\.com$/.exec(email)?.[1];
  return number === undefined ? undefined : hierarchy.projectOfNumber.get(number);
}
