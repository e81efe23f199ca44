import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  environments,
  moduleOf,
  renderFlagship,
  resolveFlagship,
  root,
  workspace,
  workspaceDiagnostics,
} from './flagship.ts';

const folder = join(root, 'blueprints/hft-risk-analytics');

/** Variables of the recipe that are parameters here; `project_id` is the environment's own. */
const recipeInputs = [
  'region',
  'zone',
  'environment',
  'trading_dataset_id',
  'tpu_accelerator_type',
  'tpu_runtime_version',
  'cloud_run_memory',
  'cloud_run_cpu',
  'cloud_run_concurrency',
  'enable_datastream',
  'source_database_type',
  'source_database_host',
  'source_database_port',
  'source_database_username',
  'source_database_password',
  'enable_monitoring',
  'enable_encryption',
  'labels',
  'deletion_protection',
  'network_name',
  'subnet_cidr',
  'tpu_cidr_block',
  'bigquery_data_freshness',
];

/** Outputs of the recipe: the 47 of its Terraform, and those of the variant's 10 that have other names. */
const recipeOutputs = [
  ...['project_id', 'project_number', 'region', 'zone', 'network_name', 'network_id', 'subnet_name', 'subnet_cidr'],
  ...['tpu_name', 'tpu_id', 'tpu_state', 'tpu_health', 'tpu_accelerator_type', 'tpu_network_endpoints'],
  ...['tpu_service_account_email', 'datastream_enabled', 'datastream_stream_name', 'datastream_stream_state'],
  ...['datastream_source_profile_id', 'datastream_destination_profile_id', 'bigquery_dataset_id'],
  ...['bigquery_dataset_location', 'trading_positions_table_id', 'risk_metrics_table_id', 'real_time_risk_view_id'],
  ...['risk_analytics_api_name', 'risk_analytics_api_url', 'risk_analytics_api_ready_condition'],
  ...['cloud_run_service_account_email', 'container_registry_url', 'data_bucket_name', 'data_bucket_url'],
  ...['encryption_enabled', 'kms_keyring_id', 'kms_key_id', 'monitoring_enabled', 'notification_channel_id'],
  ...['tpu_latency_alert_policy_id', 'api_response_time_alert_policy_id', 'trading_error_metric_name', 'environment'],
  ...['resource_labels', 'deletion_protection', 'deployment_summary', 'next_steps', 'terraform_workspace'],
  ...['random_suffix', 'tpu_cluster_name', 'tpu_endpoint', 'datastream_name', 'bigquery_dataset', 'storage_bucket'],
  ...['api_endpoint', 'dashboard_url', 'deployment_region', 'estimated_monthly_cost_usd'],
];

/** Environment with `--set` arguments, and what the refusal says. */
const refusals: readonly (readonly [string, string])[] = [
  ['prod source_database_password=hunter2hunter2', 'source_database_password'],
  [
    'prod source_database_password_secret=projects/acme-risk-prod/locations/us-central1/secrets/s/versions/1',
    'a secret without location',
  ],
  ['dev tpu_accelerator_type=v6e-8', 'an accelerator type means nothing without an accelerator generation'],
  ['dev tpu_runtime_version=v2-alpha-tpuv6e', 'a TPU runtime means nothing without an accelerator generation'],
  ['prod tpu_accelerator_type=v6e-8', 'a type such as v6e-8 is Trillium'],
  ['staging tpu_accelerator_type=v6e-256', 'one host serves'],
  ['staging tpu_accelerator_type=v5p-8', 'one host serves'],
  ['prod tpu_accelerator_type=tpu7x-8', 'Ironwood (TPU7x) has none'],
  ['dev accelerator_generation=tpu7x', 'an accelerator needs a zone, and an inference_image'],
  ['prod accelerator_generation=ironwood', 'Ironwood is called tpu7x, and v6e is Trillium'],
  ['staging accelerator_generation=tpu7x', 'Ironwood (tpu7x) is not in the TPU API'],
  ['prod accelerator_generation=v6e', 'a TPU VM needs tpu_accelerator_type and tpu_runtime_version'],
  ['staging tpu_runtime_version=v2-alpha-tpuv5', 'the runtime is for another generation'],
  ['staging accelerator_consumption=queued', "the provider's queued resource takes no service account"],
  ['staging accelerator_consumption=calendar', 'calendar reservations are for GKE'],
  ['prod accelerator_topology=2x2', '2x2x1'],
  ['staging zone=us-central1-a', 'not among those that have this generation'],
  ['staging zone=us-east5-a', 'the zone has to lie in the region'],
  ['staging trading_closes=06:00', 'trading opens before it closes'],
  ['staging trading_time_zone=EST', 'a time zone such as America/New_York'],
  ['dev enable_perimeter=true', 'a perimeter needs the access policy it belongs to'],
  ['prod perimeter_enforced=true perimeter_members=[]', 'lets nobody in'],
  ['prod enable_monitoring=false', 'whose channels are part of the monitoring'],
  ['prod deletion_protection=false', 'a locked log bucket cannot be deleted'],
  ['prod positions_table=orders', 'positions_table has to be one of source_tables'],
  ['prod source_schema=trading', 'MySQL has none'],
  ['prod source_database_type=oracle mysql_gtid=false', 'need source_schema'],
  ['prod oracle_large_objects=true', 'for Oracle only'],
  ['prod sqlserver_change_tables=true', 'for SQL Server only'],
  ['prod tpu_runtime_version=tpu-vm-tf-2.17.0', 'the TensorFlow runtimes are for older generations'],
  ['prod tpu_cidr_block=10.0.1.0/29', 'a TPU takes its addresses from its subnet'],
  ['dev zone=us-central1-a', 'nothing here is zonal'],
  ['prod source_database_type=postgresql', 'postgresql (publication and replication slot) is needed'],
  ['staging source_database_type=mysql', 'and for nothing else'],
  ['staging mysql_gtid=true', 'only MySQL has global transaction ids'],
  ['prod cloud_run_memory=32Gi cloud_run_cpu=1', 'more than 4Gi of memory need at least 2 CPUs'],
  ['prod cloud_run_memory=16Gi cloud_run_cpu=2', 'more than 8Gi of memory need at least 4 CPUs'],
  ['prod cloud_run_memory=32Gi cloud_run_cpu=6', 'more than 24Gi of memory need 8 CPUs'],
  ['prod cloud_run_memory=1Gi cloud_run_cpu=4', '4 CPUs need at least 2Gi'],
  ['prod cloud_run_memory=2Gi cloud_run_cpu=8', '6 and 8 CPUs need at least 4Gi'],
  ['prod cloud_run_concurrency=1001', '1001'],
  ['prod min_instances=60', 'more instances always than there may be at most'],
  ['prod subnet_cidr=10.20.0.0/26', 'more than 25 instances need a subnet of /24'],
  ['dev subnet_cidr=10.20.0.0/27', 'a range of /26 or larger'],
  ['dev datastream_cidr=10.20.1.0/30', 'a range of /29 or larger'],
  ['prod environment=production-eu-west', '1 to 10 lowercase letters'],
  ['prod api_invokers=["allUsers"]', 'allUsers and allAuthenticatedUsers are not accepted'],
  ['prod analysts=["allAuthenticatedUsers"]', 'allUsers and allAuthenticatedUsers are not accepted'],
  ['prod api_image=us-docker.pkg.dev/cloudrun/container/hello:latest', 'an image by its digest'],
  ['prod alert_emails=[]', 'alerts need somebody to tell'],
  ['prod bigquery_data_freshness=5m', '300s'],
  ['prod labels={"Owner":"risk"}', 'Owner'],
];

/** Variables that only what they are for reads, by whether an environment has it. */
const readersOf: readonly (readonly [(parameters: Parameters) => boolean, readonly string[]])[] = [
  [(p) => p['enable_encryption'] === true, ['key_protection_level', 'key_ring_suffix', 'key_rotation_days']],
  [(p) => p['source_database_type'] === 'postgresql', ['postgresql']],
  [(p) => p['source_database_type'] !== 'mysql', ['source_schema']],
  [hasAccelerator, ['inference_cidr', 'inference_latency_alert_ms']],
  [(p) => p['accelerator_generation'] === 'tpu7x', ['accelerator_reservation', 'pods_cidr', 'services_cidr']],
  [
    (p) => hasAccelerator(p) && p['accelerator_generation'] !== 'tpu7x',
    ['inference_image', 'tpu_accelerator_type', 'tpu_runtime_version'],
  ],
  [(p) => p['enable_schedule'] === true, ['trading_closes', 'trading_days', 'trading_opens', 'trading_time_zone']],
  [(p) => p['enable_audit_logs'] === true, ['audit_log_locked', 'audit_retention_days']],
  [(p) => p['enable_perimeter'] === true, ['access_policy', 'perimeter_members']],
];

describe('documents of the flagship', () => {
  it('load without a fault', () => {
    expect(
      workspaceDiagnostics.filter(({ location }) => location?.file.startsWith('blueprints/hft-risk-analytics/')),
    ).toEqual([]);
  });

  it('keep each environment within 30 lines', () => {
    const files = readdirSync(join(folder, 'environments'));
    const lengths = files.map(
      (file) =>
        readFileSync(join(folder, 'environments', file), 'utf8')
          .trimEnd()
          .split('\n').length,
    );
    expect(Math.max(...lengths)).toBeLessThanOrEqual(30);
    expect(files).toEqual(['base.yaml', 'dev.yaml', 'prod-dr.yaml', 'prod.yaml', 'production.yaml', 'staging.yaml']);
  });

  it('describe every output of the module, and no other', () => {
    const { outputs = {} } = flagship().document.value.spec;
    const written = new Set(
      [...flagship().templates.values()].flatMap((text) =>
        [...text.matchAll(/^output "(\w+)"/gm)].map(([, name]) => name),
      ),
    );
    expect([...written].toSorted()).toEqual(Object.keys(outputs).toSorted());
  });

  it('render every template they have', () => {
    const listed = flagship().document.value.spec.templates.map(({ source }) => source);
    const available = [...flagship().templates.keys()].filter((path) => !path.startsWith('partials/'));
    expect(listed.toSorted()).toEqual(available.toSorted());
  });
});

describe('outputs of the flagship', () => {
  it('have the names of the recipe, apart from the cost that was a constant', () => {
    const { outputs = {} } = flagship().document.value.spec;
    expect(recipeOutputs.filter((name) => !Object.hasOwn(outputs, name))).toEqual(['estimated_monthly_cost_usd']);
  });

  it('hide the addresses of the TPU, and nothing else', () => {
    const { outputs = {} } = flagship().document.value.spec;
    expect(Object.keys(outputs).filter((name) => outputs[name]?.sensitive === true)).toEqual(['tpu_network_endpoints']);
  });
});

describe('parameters of the flagship', () => {
  it('have a place for every input of the recipe', () => {
    const { properties } = flagship().document.value.spec.parameters;
    expect(recipeInputs.filter((name) => !Object.hasOwn(properties, name))).toEqual([]);
  });

  it.each(environments)('resolve for %s without a word', (environment) => {
    expect(resolveFlagship(environment).diagnostics).toEqual([]);
  });

  it.each(refusals)('refuse %s', (argument, message) => {
    const [environment, ...sets] = argument.split(' ');
    const errors = resolveFlagship(environment ?? '', ...sets).diagnostics.filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors.map((error) => error.message).join('\n')).toContain(message);
  });
});

describe.each(environments)('rendered %s', (environment) => {
  const bundle = renderFlagship(environment);

  it('is what is committed below generated/', () => {
    const directory = join(root, 'generated/hft-risk-analytics', environment);
    const committed = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'imprint.lock.json')
      .map(({ parentPath, name }) => relative(directory, join(parentPath, name)));
    expect(committed.toSorted()).toEqual(bundle.files.map(({ path }) => path).toSorted());
    for (const { path, text } of bundle.files) expect(readFileSync(join(directory, path), 'utf8'), path).toBe(text);
  });

  it('has no placeholder, no secret value, no time and no random part', () => {
    const texts = bundle.files.filter(({ path }) => path.endsWith('.tf') || path.endsWith('.tfvars'));
    for (const { text } of texts)
      expect(text).not.toMatch(
        /\{\{|\btimestamp\(\)|resource "random_|secret_data|BEGIN [A-Z ]*PRIVATE KEY|\bpassword +=/,
      );
  });

  it('names no provisioner and no backend in the module of the service', () => {
    for (const text of moduleOf(bundle).values())
      expect(text).not.toMatch(/^\s*(provisioner|backend|cloud|removed|ephemeral)\b.*\{/m);
  });

  it('reads every variable it has, apart from those of parts it has not', () => {
    const module = [...moduleOf(bundle)]
      .filter(([name]) => name.endsWith('.tf') && name !== 'variables.tf')
      .map(([, text]) => text)
      .join('\n');
    const variables = [...(moduleOf(bundle).get('variables.tf') ?? '').matchAll(/^variable "(\w+)"/gm)].map(
      ([, name]) => name,
    );
    const unread = variables.filter((name) => !new RegExp(`\\bvar\\.${name}\\b`).test(module));
    const parameters = resolveFlagship(environment).value?.parameters ?? {};
    const idle = readersOf.filter(([isThere]) => !isThere(parameters)).flatMap(([, names]) => names);
    expect(unread.toSorted()).toEqual(idle.toSorted());
    expect(variables.length).toBeLessThanOrEqual(150);
  });

  it.skipIf(!hasTerraform())(
    "is formatted as terraform fmt does, and its values pass the module's own validation",
    () => {
      const directory = mkdtempSync(join(tmpdir(), 'flagship-'));
      try {
        for (const [name, text] of moduleOf(bundle)) writeFileSync(join(directory, name), text);
        expect(terraform(['fmt', '-check', '-list=true', directory], '').stdout).toBe('');
        for (const name of readdirSync(directory))
          if (!/^(variables\.tf|terraform\.tfvars)$/.test(name)) rmSync(join(directory, name));
        expect(terraform([`-chdir=${directory}`, 'console'], 'var.environment\n')).toMatchObject({
          stdout: `"${environment}"\n`,
          status: 0,
        });
      } finally {
        rmSync(directory, { recursive: true });
      }
    },
  );
});

describe('parts of the flagship', () => {
  it.each([
    ['enable_encryption', 'encryption.tf', /google_kms|kms_key_name|encryption_key|local\.kms_keys/],
    ['enable_datastream', 'streaming.tf', /google_datastream_/],
    ['enable_api', 'api.tf', /google_cloud_run_v2_service\./],
    ['enable_monitoring', 'observability.tf', /google_monitoring|google_logging_metric/],
  ])('leave nothing behind without %s', (parameter, file, trace) => {
    const files = moduleOf(
      renderFlagship('prod', `${parameter}=false`, 'enable_budget=false', 'enable_audit_logs=false'),
    );
    const rest = [...files]
      .filter(([name]) => name.endsWith('.tf') && name !== 'variables.tf')
      .map(([, text]) => text)
      .join('\n');
    expect(files.has(file)).toBe(false);
    expect(rest).not.toMatch(trace);
    expect(moduleOf(renderFlagship('prod')).has(file)).toBe(true);
  });

  it('lead to the internet by NAT only', () => {
    expect(moduleOf(renderFlagship('prod')).get('network.tf')).not.toContain('google_compute_router_nat');
    expect(moduleOf(renderFlagship('prod', 'enable_nat=true')).get('network.tf')).toContain(
      'google_compute_router_nat',
    );
  });
});

type Parameters = Readonly<Record<string, unknown>>;

function hasAccelerator(parameters: Parameters): boolean {
  return parameters['accelerator_generation'] !== 'none';
}

function flagship() {
  const blueprint = workspace.blueprints.get('hft-risk-analytics');
  if (blueprint === undefined) throw new Error('the workspace has no flagship');
  return blueprint;
}

function terraform(args: readonly string[], input: string) {
  const { TF_CLI_CONFIG_FILE: _ignored, ...env } = process.env;
  const { stdout, status } = spawnSync('terraform', [...args], { input, env, encoding: 'utf8' });
  return { stdout, status };
}

function hasTerraform(): boolean {
  return spawnSync('terraform', ['version']).status === 0;
}
