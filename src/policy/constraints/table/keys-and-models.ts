// A table: constraints of Cloud KMS, Vertex AI and notebooks, with what decides them in Terraform.
import type { Constraint } from '../../constraints.ts';
import { valueAt } from '../asked-values.ts';
import { forbids, requires } from '../attribute-tests.ts';
import { minimumDuration } from '../durations.ts';
import { enforced, on } from '../enforced.ts';
import { listed } from '../listed.ts';
import { fullNetworks } from '../network-values.ts';
import { boolean, list } from './rows.ts';

const workbench = 'google_workbench_instance';
const notebook = 'google_notebooks_instance';
const source = 'https://cloud.google.com/vertex-ai/docs/workbench/instances/manage-org-policy';
const kmsSource = 'https://cloud.google.com/kms/docs/org-policy-constraints';

/** Metadata that Workbench reads; that Google looks at just this is likely. */
function notebookMetadata(key: string, remedy: string) {
  return enforced(on(workbench, requires(['gce_setup', 'metadata', key], ['true'], { unset: 'violates', remedy })));
}

/** Constraints on encryption keys and on models. */
export const keyAndModelConstraints: readonly Constraint[] = [
  list('cloudkms.allowedProtectionLevels', {
    summary: 'Keys have listed protection levels: SOFTWARE, HSM, EXTERNAL, EXTERNAL_VPC',
    source: kmsSource,
    checker: listed([
      'google_kms_crypto_key',
      valueAt('version_template.protection_level', { unset: { value: 'SOFTWARE' } }),
    ]),
  }),
  list('cloudkms.minimumDestroyScheduledDuration', {
    summary: 'Key versions are kept for at least the listed time before they are destroyed',
    supportsIn: true,
    certainty: 'likely',
    source: kmsSource,
    limits:
      'How Google spells times in values is not documented in full: in:30d, in:720h and in:2592000s are understood.',
    checker: minimumDuration('google_kms_crypto_key', 'destroy_scheduled_duration', 30 * 24 * 3600),
  }),
  boolean('cloudkms.disableBeforeDestroy', {
    summary: 'Key versions are disabled before they are destroyed',
    source: kmsSource,
    undecidable: 'it is enforced on the order of later requests',
  }),
  list('vertexai.allowedModels', {
    summary: 'Models that are deployed are listed: publishers/P/models/M:deploy',
    certainty: 'likely',
    source: 'https://cloud.google.com/vertex-ai/generative-ai/docs/control-model-access',
    limits: 'Predictions and tuning are requests at run time; values ending in :* are not expanded.',
    checker: listed(
      [
        'google_vertex_ai_endpoint_with_model_garden_deployment',
        valueAt('publisher_model_name', { as: (text) => `${text.replace(/@[^/]*$/, '')}:deploy` }),
      ],
      [
        'google_vertex_ai_endpoint_with_model_garden_deployment',
        valueAt('hugging_face_model_id', { as: (text) => `publishers/hf-${text.replace('/', '/models/')}:deploy` }),
      ],
    ),
  }),
  list('vertexai.allowedPartnerModelFeatures', {
    summary: 'Features of partner models that may be used',
    source: 'https://cloud.google.com/vertex-ai/generative-ai/docs/control-model-access',
    undecidable: 'it is enforced on requests at run time',
  }),
  boolean('ainotebooks.restrictPublicIp', {
    summary: 'Notebook instances have no public address',
    source,
    checker: enforced(
      on(
        workbench,
        requires('gce_setup.disable_public_ip', ['true'], {
          unset: 'violates',
          remedy: 'set gce_setup { disable_public_ip = true }',
        }),
      ),
      on(notebook, requires('no_public_ip', ['true'], { unset: 'violates', remedy: 'set no_public_ip = true' })),
    ),
  }),
  list('ainotebooks.restrictVpcNetworks', {
    summary: 'Notebook instances use listed networks',
    supportsUnder: true,
    source,
    checker: listed(
      [workbench, fullNetworks('gce_setup.network_interfaces.network')],
      [notebook, fullNetworks('network')],
    ),
  }),
  boolean('ainotebooks.disableRootAccess', {
    summary: 'Notebook instances give no root access',
    certainty: 'likely',
    source,
    checker: notebookMetadata('notebook-disable-root', 'set metadata notebook-disable-root = "true"'),
  }),
  boolean('ainotebooks.disableTerminal', {
    summary: 'Notebook instances have no terminal',
    certainty: 'likely',
    source,
    checker: notebookMetadata('notebook-disable-terminal', 'set metadata notebook-disable-terminal = "true"'),
  }),
  boolean('ainotebooks.disableFileDownloads', {
    summary: 'Notebook instances offer no downloads',
    certainty: 'likely',
    source,
    checker: notebookMetadata('notebook-disable-downloads', 'set metadata notebook-disable-downloads = "true"'),
  }),
  boolean('ainotebooks.requireAutoUpgradeSchedule', {
    summary: 'Notebook instances are upgraded by a schedule',
    certainty: 'likely',
    source,
    checker: enforced(
      on(
        workbench,
        forbids(['gce_setup', 'metadata', 'notebook-upgrade-schedule'], [''], {
          unset: 'violates',
          remedy: 'set metadata notebook-upgrade-schedule = "00 19 * * MON"',
        }),
      ),
    ),
  }),
  list('ainotebooks.accessMode', {
    summary: 'Notebook instances are opened in listed ways',
    source,
    undecidable: 'it is about the notebooks of the first generation, whose access mode is not an attribute',
  }),
  list('ainotebooks.environmentOptions', {
    summary: 'Notebook instances run listed images and containers',
    source,
    undecidable: 'how its values name images is not documented well enough',
  }),
];
