import { describe, expect, it } from 'vitest';
import { refusal, world, worlds } from './flagship-worlds.ts';
import { at, unknown } from './planned-module.ts';
import { type Answer, type ScriptRun, scriptsOf } from './script-stubs.ts';

/** Runs one script of staging. */
function run(
  script: string,
  args: readonly string[],
  answers: readonly Answer[] = [],
  env: NodeJS.ProcessEnv = {},
): ScriptRun {
  const folder = scriptsOf('staging');
  try {
    return folder.run(script, args, answers, env);
  } finally {
    folder.remove();
  }
}

function lines({ calls }: ScriptRun): string[] {
  return calls.map((words) => words.join(' '));
}

const secretFile = new URL('../../package.json', import.meta.url).pathname;
const roles: Answer = {
  when: 'explain roles',
  stdout:
    'gcloud projects add-iam-policy-binding acme-risk-staging --member=serviceAccount:d@p --role=roles/config.agent\n',
};
const isActive: Answer = { when: 'deployments describe .*state', stdout: 'ACTIVE\n' };
const goneAfterOnce: readonly Answer[] = [
  { when: 'latestRevision', stdout: 'projects/p/locations/l/deployments/d/revisions/r-1\n' },
  { when: 'deployments describe .*state', code: 1 },
];

/**
 * Faults of the recipe this blueprint began as, by their numbers in its audit: B scripts and the application they carried, C claims, and what scripts have to do with I.
 * Each line says what is right here, and looks whether it is.
 */
const faults: readonly (readonly [id: string, right: string, look: () => void])[] = [
  [
    'I4',
    'what deploys is made first, with the roles the module needs, and its values lie beside the module',
    () => {
      const called = lines(
        run('deploy.sh', ['--yes'], [roles, isActive, { when: 'service-accounts describe', code: 1 }]),
      );
      const at = (pattern: RegExp) => called.findIndex((line) => pattern.test(line));
      expect(at(/services enable .*config\.googleapis/)).toBeLessThan(at(/service-accounts create imprint-deployer/));
      expect(at(/service-accounts create/)).toBeLessThan(at(/--role=roles\/config\.agent/));
      expect(at(/--role=roles\/config\.agent/)).toBeLessThan(at(/deployments apply/));
      for (const one of worlds) expect(one.files.has('infrastructure-manager/terraform.tfvars')).toBe(true);
    },
  ],
  [
    'I5',
    'resources are listed under a revision',
    () => {
      for (const one of worlds)
        expect(one.text('docs/README.md')).toMatch(/resources list --revision=\S+\/revisions\/r-0$/m);
    },
  ],
  [
    'I6',
    'what there was is noted before the delete, which says what it does',
    () => {
      const called = lines(run('destroy.sh', ['--yes'], goneAfterOnce));
      const listed = called.findIndex((line) => /resources list --revision=projects\/p/.test(line));
      const deleted = called.findIndex((line) => /deployments delete .*--delete-policy=DELETE/.test(line));
      expect([listed >= 0, listed < deleted]).toEqual([true, true]);
    },
  ],
  [
    'B1',
    'an account that is not signed in is noticed, and the version is read',
    () => {
      const { code, stderr } = run('preflight.sh', [], [{ when: 'gcloud version', stdout: '528.0.0\n' }]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^MISSING {2}an account is signed in/m);
      expect(stderr).toMatch(/^ok {7}gcloud 528 or newer$/m);
    },
  ],
  [
    'B2',
    'services are on before anything else is asked, and a question without answer ends nothing',
    () => {
      expect(lines(run('deploy.sh', ['--yes'])).slice(1, 2)[0]).toMatch(/^gcloud services enable cloudbuild/);
      const { code, stderr } = run('preflight.sh', [], [{ when: 'accelerator-types', code: 1 }]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^MISSING {2}TPUs in us-central1-b[\s\S]*^MISSING {2}quota of the TPU API/m);
    },
  ],
  [
    'B3',
    'grants take the project number from the project, once its services answer',
    () => {
      for (const one of worlds)
        for (const { values, waitsFor } of one
          .of('google_pubsub_topic_iam_member')
          .filter(({ address }) => address.includes('agent'))) {
          expect(values['member']).toBe(unknown);
          expect(waitsFor.has('data.google_project.this')).toBe(true);
        }
    },
  ],
  [
    'B4',
    'the stream is deployed with the rest',
    () => {
      for (const one of worlds) {
        expect(
          one.values('google_datastream_stream', 'destination_config.bigquery_destination_config.merge').length,
        ).toBe(1);
        expect(one.values('google_datastream_stream', 'backfill_all').length).toBe(1);
      }
    },
  ],
  [
    'B5',
    'the tables take what an API inserts, and the view what it asks for',
    () => {
      for (const one of worlds) {
        const schema = one.text('infrastructure-manager/analytics.tf');
        for (const column of ['metric_id', 'portfolio_id', 'metric_type', 'metric_value', 'calculation_timestamp'])
          expect(schema).toMatch(new RegExp(`name = "${column}", type = "\\w+", mode = "REQUIRED"`));
        expect(one.text('infrastructure-manager/analytics.tf')).toContain('portfolio_risk.portfolio_var');
      }
    },
  ],
  [
    'B6',
    'the service is asked for its health by Cloud Run, and gets no more requests than it has CPUs for',
    () => {
      for (const one of worlds) {
        expect(one.values('google_cloud_run_v2_service', 'template.containers.startup_probe.http_get.path')).toEqual([
          '/health',
        ]);
        expect(one.values('google_cloud_run_v2_service', 'template.max_instance_request_concurrency')).toEqual([40]);
      }
    },
  ],
  [
    'B7',
    'a password comes from a file, and no script writes into a folder of all',
    () => {
      const answers: Answer[] = [roles, isActive, { when: 'secrets versions describe', code: 1 }];
      const called = lines(run('deploy.sh', ['--yes'], answers, { DATABASE_PASSWORD_FILE: secretFile }));
      expect(called).toContainEqual(expect.stringContaining(`--data-file=${secretFile}`));
      for (const one of worlds)
        for (const [path, text] of one.files) if (path.endsWith('.sh')) expect(text).not.toContain('/tmp');
    },
  ],
  [
    'B8',
    "billing is looked at and never linked, the caller's settings stay, and an option without sense is refused",
    () => {
      const called = [...lines(run('preflight.sh', [])), ...lines(run('deploy.sh', ['--yes'], [roles, isActive]))].join(
        '\n',
      );
      expect(called).toContain('gcloud billing projects describe acme-risk-staging');
      expect(called).not.toMatch(/billing projects link|gcloud config set/);
      expect(run('deploy.sh', ['-p']).code).toBe(2);
    },
  ],
  [
    'B9',
    'each table says how long it keeps its days',
    () => {
      for (const one of worlds) {
        expect(one.values('google_bigquery_dataset', 'default_table_expiration_ms')).toEqual([]);
        expect(one.values('google_bigquery_table', 'time_partitioning.expiration_ms').length).toBe(2);
      }
    },
  ],
  [
    'B10',
    'a TPU is looked for in every zone',
    () => {
      expect(run('destroy.sh', ['--dry-run']).stderr).toContain('compute tpus tpu-vm list --zone=-');
    },
  ],
  [
    'B11',
    'everything is deleted by what made it, and every kind is looked for',
    () => {
      const { stderr } = run('destroy.sh', ['--dry-run']);
      expect(stderr.match(/\+ (gcloud|bq) .*\blist\b|\+ bq .*\bls\b/g)?.length).toBeGreaterThanOrEqual(12);
    },
  ],
  [
    'B12',
    'a stream is paused by an update of its state',
    () => {
      const called = lines(
        run('destroy.sh', ['--yes'], [{ when: 'streams describe', stdout: 'RUNNING\n' }, ...goneAfterOnce]),
      );
      expect(called).toContainEqual(expect.stringMatching(/streams update .* --state=PAUSED --update-mask=state/));
    },
  ],
  [
    'B13',
    'nothing is deleted for its name: only the deployment, with what it made',
    () => {
      const called = lines(run('destroy.sh', ['--yes'], goneAfterOnce));
      expect(called.filter((line) => /\b(delete|rm)\b/.test(line))).toEqual([
        expect.stringContaining('deployments/hft-risk-analytics-staging --delete-policy=DELETE'),
      ]);
    },
  ],
  [
    'B14',
    'what is left is a failure with a list',
    () => {
      const left: Answer[] = [{ when: 'buckets list', stdout: 'acme-risk-staging-hft-risk-staging-data\n' }];
      const { code, stderr } = run('destroy.sh', ['--yes'], [...left, ...goneAfterOnce]);
      expect({ code, isNamed: stderr.includes('still there: acme-risk-staging-hft-risk-staging-data') }).toEqual({
        code: 1,
        isNamed: true,
      });
    },
  ],
  [
    'B15',
    'only what is gone is called deleted',
    () => {
      const failed = run('destroy.sh', ['--yes'], [{ when: 'deployments delete', code: 1 }, ...goneAfterOnce]);
      expect(failed.code).toBe(1);
      expect(failed.stderr).not.toContain('is deleted');
      expect(run('destroy.sh', ['--yes'], goneAfterOnce).stderr).toContain('is deleted');
    },
  ],
  [
    'B16',
    'quotas and metrics are asked for with commands there are',
    () => {
      for (const one of worlds) {
        expect(one.text('docs/operations.md')).toContain('gcloud beta quotas info list');
        const pages = [...one.files].filter(([path]) => /^(docs|scripts)\//.test(path)).map(([, text]) => text);
        expect(pages.join('\n')).not.toMatch(
          /monitoring metrics list|compute quotas list|ai models deploy|gsutil|connection-profiles test|logging read .*--filter/,
        );
        expect(pages.join('\n')).not.toMatch(/\$\{[A-Z_]+\}/);
      }
    },
  ],
  [
    'C1',
    'own keys, a kept secret and named callers are there, and no TLS version is promised',
    () => {
      for (const one of worlds.filter(({ name }) => name !== 'dev')) {
        expect(one.of('google_kms_crypto_key').length).toBeGreaterThanOrEqual(7);
        expect(one.of('google_cloud_run_v2_service_iam_member').length).toBeGreaterThan(0);
        expect(one.text('docs/compliance.md')).toContain('TLS 1.2 or newer');
      }
    },
  ],
  [
    'C2',
    'roles are narrow, there is a perimeter, and reads of data are logged',
    () => {
      expect(world('prod').of('google_access_context_manager_service_perimeter').length).toBe(1);
      expect(world('prod').values('google_project_iam_audit_config', 'audit_log_config.log_type')).toContain(
        'DATA_READ',
      );
      expect(
        world('prod')
          .values('google_project_iam_member', 'role')
          .filter((role) => /admin|editor|owner/i.test(String(role))),
      ).toEqual([]);
    },
  ],
  [
    'C3',
    'requirements lead to settings, and gaps are named',
    () => {
      for (const one of worlds) {
        expect(one.text('docs/compliance.md')).toMatch(/SOC 2[\s\S]*GDPR[\s\S]*BCBS 239[\s\S]*MiFID II[\s\S]*## Gaps/);
        expect(one.text('docs/compliance.md')).not.toMatch(/(?<!Nobody )is compliant\b|GDPR-compliant/);
      }
      expect(world('prod').values('google_logging_project_bucket_config', 'retention_days')).toEqual([2557]);
    },
  ],
  [
    'C4',
    'latency is that of the calculation and of the call, each measured',
    () => {
      for (const one of worlds.filter(({ name }) => name !== 'dev'))
        expect(one.values('google_logging_metric', 'value_extractor')).toEqual([
          'EXTRACT(jsonPayload.calculation_ms)',
          'EXTRACT(jsonPayload.inference_ms)',
        ]);
    },
  ],
  [
    'C5',
    'a chip costs what the list says, and 256 of them are refused',
    () => {
      expect(world('prod').text('docs/README.md')).toContain('12.00 on demand');
      expect(world('staging').text('docs/README.md')).toContain('2.70 on demand');
      expect(refusal('staging', 'tpu_accelerator_type=v6e-256')).toContain('16,600 USD a day');
    },
  ],
  [
    'C6',
    'Datastream costs 2.00 USD for a GiB it processes',
    () => {
      for (const one of worlds) expect(one.text('docs/README.md')).toContain('| Datastream, GiB processed | 2.00');
    },
  ],
  [
    'C7',
    'Cloud Run and BigQuery cost what their lists say',
    () => {
      for (const one of worlds) {
        expect(one.text('docs/README.md')).toContain('| BigQuery, TiB scanned | 6.25');
        expect(one.text('docs/README.md')).toContain('0.000018 and 0.000002');
      }
    },
  ],
  [
    'C8',
    'what is promised for off hours is a job that does it',
    () => {
      const jobs = world('staging').of('google_cloud_scheduler_job');
      expect(jobs.map(({ address }) => address.split('"')[1])).toEqual([
        'api-close',
        'api-open',
        'tpu-close',
        'tpu-open',
      ]);
      for (const { values } of jobs) {
        expect(at(values, 'http_target.oauth_token').length).toBe(1);
        expect(values['time_zone']).toBe('America/New_York');
      }
      for (const one of worlds)
        expect(one.text('docs/README.md')).not.toMatch(/HPA|autoscaling|connection pool|compression/i);
    },
  ],
];

describe('what the recipe got wrong is right here', () => {
  it.each(faults)('%s: %s', (_id, _right, look) => look());
});
