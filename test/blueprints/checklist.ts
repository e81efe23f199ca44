/** A row of the checklist of what a complete implementation of the recipe contains. */
export interface ChecklistRow {
  readonly row: number;
  readonly what: string;
  /** Files and folders below the blueprint, or below the repository when they start with `/`. */
  readonly where: readonly string[];
  /** Tests that prove it, as `file: name`, below `test/`; none when the row is left out. */
  readonly proof: readonly string[];
  /** Why the row is left out, or what of it is. */
  readonly gap?: string;
}

const module = 'blueprints/hft-risk-analytics.module.test.ts';
const scripts = 'blueprints/hft-risk-analytics.scripts.test.ts';
const documents = 'blueprints/hft-risk-analytics.documents.test.ts';
const parameters = 'blueprints/hft-risk-analytics.test.ts';
const monitoring = 'blueprints/hft-risk-analytics.monitoring.test.ts';
const accelerator = 'blueprints/recipe-faults.accelerator.test.ts';
const configuration = 'blueprints/recipe-faults.configuration.test.ts';
const operation = 'blueprints/recipe-faults.scripts.test.ts';
const commands = 'conformance/flagship-commands.test.ts';

/** The 45 rows, in order. The page `docs/coverage.md` of the blueprint is made of them. */
export const checklist: readonly ChecklistRow[] = [
  row(
    1,
    'Read-only preflight',
    ['templates/scripts/preflight.sh'],
    [`${scripts}: says all that is missing at once, and changes nothing`],
  ),
  row(
    2,
    'Complete list of services',
    ['templates/apis.tf.hbs'],
    [`${module}: enables the service behind every resource`],
  ),
  row(
    3,
    'Deployer with derived roles',
    ['templates/scripts/deploy.sh'],
    [
      `${scripts}: grants the roles that imprint derives, and says who has to grant the others`,
      'cli/explain-roles.test.ts: knows a role for everything in the environments of this repository',
    ],
  ),
  row(
    4,
    'TPU availability and quota before any spend',
    ['templates/scripts/preflight.sh'],
    [`${operation}: services are on before anything else is asked, and a question without answer ends nothing`],
  ),
  row(
    5,
    'Cost with dated prices, consent, budget',
    ['templates/budget.tf.hbs', 'templates/docs/README.md.hbs', 'templates/scripts/deploy.sh'],
    [
      `${scripts}: asks before it costs money, and does nothing without an answer`,
      `${operation}: a chip costs what the list says, and 256 of them are refused`,
    ],
  ),
  row(
    6,
    'Tool versions stated once',
    ['blueprint.yaml', 'environments/base.yaml'],
    [`${accelerator}: it is for the Terraform the service runs`],
  ),
  row(
    7,
    'One typed schema for all inputs',
    ['blueprint.yaml'],
    [`${parameters}: have a place for every input of the recipe`, `${parameters}: refuse %s`],
  ),
  row(
    8,
    'Accelerators as they are',
    ['templates/cluster.tf.hbs', 'templates/tpu-vm.tf.hbs', 'blueprint.yaml'],
    [`${accelerator}: Ironwood is TPU7x by GKE, and v6e is v6e`],
  ),
  row(9, 'No sensitive inputs', ['blueprint.yaml'], [`${accelerator}: the password is a secret\\'s version by name`]),
  row(
    10,
    'Module with versions, validations, outputs',
    ['templates/outputs.tf.hbs'],
    [
      `${parameters}: have the names of the recipe, apart from the cost that was a constant`,
      `${parameters}: has no placeholder, no secret value, no time and no random part`,
    ],
  ),
  row(
    11,
    'Network of its own',
    ['templates/network.tf.hbs'],
    [
      `${module}: opens the network to nothing but Google and the database`,
      'blueprints/hft-risk-analytics.names.test.ts: have the form their service wants: %s %s %s',
    ],
  ),
  row(
    12,
    'Labels, and an inventory of each deployment',
    ['templates/locals.tf', 'templates/scripts/destroy.sh'],
    [
      `${module}: labels whatever can be labelled`,
      `${scripts}: notes what there is, pauses the stream, deletes, and looks for what is left`,
    ],
  ),
  row(
    13,
    'Infrastructure Manager path',
    ['templates/docs/README.md.hbs'],
    [
      'e2e/deploy.test.ts: says in words that the second deploy has nothing to do',
      'conformance/package.test.ts: runs the demo',
      `${accelerator}: previews, quota checks, locks, worker pools and labels are used`,
    ],
  ),
  row(
    14,
    'Plain Terraform path',
    ['/generated/hft-risk-analytics/prod/terraform'],
    [
      `${accelerator}: there is no backend and no provisioner, and plain Terraform gets a partial one`,
      'blueprints/hft-risk-analytics.facts.test.ts: is what the providers take, and can be planned',
    ],
  ),
  row(
    15,
    'Script path',
    ['templates/scripts/deploy.sh', 'templates/scripts/steps.sh'],
    [
      `${scripts}: goes through its steps in order, waits until the deployment is active, and verifies`,
      `${scripts}: says why a deployment failed, ends with 1, and goes on from there the next time`,
      `${scripts}: calls nothing and leaves nothing behind in a dry run`,
    ],
  ),
  row(
    16,
    'Bucket',
    ['templates/storage.tf.hbs'],
    [`${configuration}: models do not age, old versions go, and no rule waits for a class that is gone`],
  ),
  row(
    17,
    'Dataset, tables, view',
    ['templates/analytics.tf.hbs'],
    [
      `${configuration}: rows are dated by default, found by partition, and have a key`,
      `${module}: are read by the view with a filter on each partition, and metrics one row for each portfolio`,
    ],
  ),
  row(
    18,
    'Datastream for four engines',
    ['templates/streaming.tf.hbs', 'templates/connectivity.tf.hbs'],
    [
      `${configuration}: each engine has its one profile and its one source`,
      `${module}: reaches the database privately, with a password that Secret Manager keeps`,
    ],
  ),
  row(
    19,
    'Landing merged into trading_positions',
    ['templates/landing.tf.hbs'],
    [`${configuration}: what lands is merged into the table that is read`],
  ),
  row(
    20,
    'Market data by Pub/Sub',
    ['templates/messaging.tf.hbs'],
    [`${documents}: comes by a topic that keeps it, in order, and what is given up is kept apart`],
  ),
  out(
    21,
    'Inference server that loads artifacts and answers',
    ['templates/accelerator.tf.hbs', 'templates/inference.yaml.hbs'],
    'place, identity, network, manifest and a server (services/inference) are here; it calculates, and loads no artifacts',
  ),
  out(
    22,
    'Image of the risk API',
    ['templates/api.tf.hbs'],
    'the API and its Dockerfile are here (services/risk-api), with tests of their own; the image itself was not built',
  ),
  row(
    23,
    'Cloud Run, private by default',
    ['templates/api.tf.hbs'],
    [
      `${operation}: the service is asked for its health by Cloud Run, and gets no more requests than it has CPUs for`,
      `${configuration}: the image is one that was pushed, by its digest`,
    ],
  ),
  row(
    24,
    'Vertex AI, as a documented step',
    ['templates/docs/operations.md.hbs'],
    [`${commands}: are those gcloud has, with flags it has`],
  ),
  row(
    25,
    'Source database SQL for each engine',
    ['templates/docs'],
    [
      `${documents}: prepares MySQL so that it lasts, and grants no more than the tables need`,
      `${documents}: publishes the tables of PostgreSQL before the slot, by the names of the stream`,
      `${documents}: turns on the logs of Oracle, and change data capture of SQL Server, table by table`,
    ],
  ),
  row(
    26,
    'Start and pause, models, a call',
    ['templates/docs/README.md.hbs'],
    [
      `${configuration}: the stream is in the state the environment says, and the commands that change it are right`,
      `${accelerator}: models are objects that the server reads`,
    ],
  ),
  row(
    27,
    'Verification of every part',
    ['templates/scripts/verify.sh'],
    [`${scripts}: names every part that does not work`, `${scripts}: asks for fresh positions when the stream runs`],
  ),
  out(
    28,
    'Test from insert to risk, load test',
    [],
    'services/risk-api tests it on an SQL engine in place of BigQuery, and loads itself; nothing ran on a real database',
  ),
  row(
    29,
    'Offline proof',
    ['/test/blueprints'],
    [
      'blueprints/hft-risk-analytics.facts.test.ts: is what the providers take, and can be planned',
      `${parameters}: is what is committed below generated/`,
    ],
  ),
  row(
    30,
    'Dashboard',
    ['templates/dashboard.tf.hbs'],
    [
      `${monitoring}: lays the dashboard out in rows of twelve columns, no tile over another`,
      `${monitoring}: asks for metrics that exist, on the resource they are written for, with an aligner that fits them`,
    ],
  ),
  row(
    31,
    'Alerts',
    ['templates/observability.tf.hbs'],
    [`${monitoring}: alerts somebody, says what to do, and closes by itself`],
  ),
  row(
    32,
    'Log metrics',
    ['templates/observability.tf.hbs'],
    [`${monitoring}: counts and measures from logs in the two ways there are`],
  ),
  row(
    33,
    'Log queries that work',
    ['templates/docs/operations.md.hbs'],
    [`${commands}: are those gcloud has, with flags it has`],
  ),
  row(
    34,
    'Guided diagnoses',
    ['templates/docs/operations.md.hbs'],
    [`${documents}: lead from what is seen to its cause and to what helps`],
  ),
  row(
    35,
    'Cleanup in reverse order',
    ['templates/scripts/destroy.sh'],
    [
      `${scripts}: notes what there is, pauses the stream, deletes, and looks for what is left`,
      `${scripts}: refuses a protected platform, and one whose name is not typed`,
    ],
  ),
  row(
    36,
    'Proof of cleanup',
    ['templates/scripts/destroy.sh'],
    [
      `${scripts}: ends with 1 and a list when something is left`,
      `${scripts}: ends with 1 when it cannot tell whether something is left`,
    ],
  ),
  row(
    37,
    'Own keys everywhere',
    ['templates/encryption.tf.hbs'],
    [
      `${module}: are looked for in every type that takes one`,
      `${module}: are granted to the service that uses them, rotate, and outlive prod`,
    ],
    'not for the secret, which is made before there are keys',
  ),
  row(
    38,
    'Secret, TLS, no public caller',
    ['templates/streaming.tf.hbs', 'templates/api.tf.hbs'],
    [
      `${configuration}: nothing is open that need not be`,
      `${configuration}: a service agent exists before it is granted something`,
    ],
  ),
  row(
    39,
    'Grants on resources, perimeter, audit',
    ['templates/identity.tf.hbs', 'templates/perimeter.tf.hbs', 'templates/audit.tf.hbs'],
    [
      `${module}: grants nothing to everybody, and on the project nothing but roles without a narrower scope`,
      `${operation}: roles are narrow, there is a perimeter, and reads of data are logged`,
    ],
  ),
  row(
    40,
    'Compliance mapped to settings, gaps named',
    ['templates/docs/compliance.md.hbs'],
    [`${operation}: requirements lead to settings, and gaps are named`],
  ),
  row(
    41,
    'Trading hours',
    ['templates/schedule.tf.hbs'],
    [`${operation}: what is promised for off hours is a job that does it`],
    'holidays are for whoever pauses the jobs',
  ),
  row(
    42,
    'Right size, spot and reserved, retention',
    ['blueprint.yaml', 'environments'],
    [`${accelerator}: capacity is got as the environment says, with time to come`, `${accelerator}: one host serves`],
  ),
  row(
    43,
    'Batching, sharding, caching: marked out of scope',
    ['README.md'],
    ['blueprints/coverage.test.ts: names in the README what is left out, and what is out of scope'],
  ),
  row(
    44,
    'Documents that cannot diverge',
    ['templates/docs'],
    [`${documents}: call things by the names they have`, `${commands}: are those gcloud has, with flags it has`],
  ),
  row(
    45,
    'Optional: recovery in a second region',
    ['environments/prod-dr.yaml'],
    [`${module}: keeps everything in one region`],
  ),
];

function row(
  number: number,
  what: string,
  where: readonly string[],
  proof: readonly string[],
  gap?: string,
): ChecklistRow {
  return { row: number, what, where, proof, ...(gap !== undefined && { gap }) };
}

function out(number: number, what: string, where: readonly string[], gap: string): ChecklistRow {
  return { row: number, what, where, proof: [], gap };
}
