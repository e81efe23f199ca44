// A table: constraints of virtual machines, with what decides them in Terraform.
import type { Constraint } from '../../constraints.ts';
import { askAll, askWhen, openAsk, ownProject, projectAt, valueAt } from '../asked-values.ts';
import { forbids, forbidsPresence, requires } from '../attribute-tests.ts';
import { allOf } from '../combine-tests.ts';
import { enforced, on } from '../enforced.ts';
import { externalAddress, externalAddressOfTemplate, ipForwarding } from '../external-address.ts';
import { type ConstraintTest, leftOpen } from '../findings.ts';
import { imageProjects } from '../image-projects.ts';
import { likely, metadataForbids } from '../likely.ts';
import { listed } from '../listed.ts';
import { nodesTest } from '../node-tests.ts';
import { boolean, list, managed, twins } from './rows.ts';

const instance = 'google_compute_instance';
const templates = ['google_compute_instance_template', 'google_compute_region_instance_template'];
const machines = [instance, ...templates];
const projectMetadata = 'google_compute_project_metadata';
const metadataItem = 'google_compute_project_metadata_item';

const fromTemplate = 'google_compute_instance_from_template';
const whatTemplateSays = 'what the template says decides, and it is not looked at';
const openByTemplate = on(fromTemplate, leftOpen(whatTemplateSays));

/** A test of an instance from a template: what it writes itself counts, the rest is open. */
function whereWritten(test: ConstraintTest): ConstraintTest {
  return {
    reads: test.reads,
    run: (subject) => {
      const refused = test.run(subject).filter(({ verdict }) => verdict === 'VIOLATION');
      return refused.length > 0 ? refused : leftOpen(whatTemplateSays).run(subject);
    },
  };
}

const isShared = forbids('share_settings.share_type', ['LOCAL'], { unset: 'violates', remedy: '' });

const shielded = 'shielded_instance_config';
const secureBoot = allOf(
  requires(`${shielded}.enable_secure_boot`, ['true'], {
    unset: 'violates',
    remedy: 'set shielded_instance_config { enable_secure_boot = true }',
  }),
  requires(`${shielded}.enable_vtpm`, ['true'], { unset: 'passes', remedy: 'set enable_vtpm = true' }),
  requires(`${shielded}.enable_integrity_monitoring`, ['true'], {
    unset: 'passes',
    remedy: 'set enable_integrity_monitoring = true',
  }),
);

/** How metadata spells truth values. */
const yes = ['TRUE', '1', 'yes', 'y'];
const no = ['FALSE', '0', 'no', 'n'];

/** Metadata of instances, templates and projects that has a forbidden value. */
function metadata(key: string, values: readonly string[] | 'any', remedy: string) {
  return enforced(
    on([...machines, projectMetadata], metadataForbids(key, values, remedy)),
    on(fromTemplate, whereWritten(metadataForbids(key, values, remedy))),
    on(metadataItem, metadataForbids(key, values, remedy, { isItem: true })),
  );
}

/** Constraints on instances, disks and images. */
export const computeConstraints: readonly Constraint[] = [
  list('compute.vmExternalIpAccess', {
    summary: 'Instances with an external IPv4 address must be listed',
    supportsUnder: true,
    twin: 'compute.managed.vmExternalIpAccess',
    limits:
      'Instances that groups make from templates have names that are not known before. Nodes of GKE and TPU VMs are not looked at, nor are external IPv6 addresses.',
    checker: listed(
      [instance, externalAddress],
      [templates, externalAddressOfTemplate],
      [fromTemplate, openAsk(whatTemplateSays)],
    ),
  }),
  managed('compute.managed.vmExternalIpAccess', {
    summary: 'Instances have no external IPv4 address',
    twin: 'compute.vmExternalIpAccess',
    checker: enforced(
      openByTemplate,
      on(instance, forbidsPresence('network_interface.access_config', 'leave out access_config')),
      on(templates, likely(forbidsPresence('network_interface.access_config', 'leave out access_config'))),
      on(
        'google_tpu_v2_vm',
        likely(
          forbids('network_config.enable_external_ips', ['true'], {
            unset: 'passes',
            remedy: 'set enable_external_ips = false',
          }),
        ),
      ),
    ),
  }),
  list('compute.vmCanIpForward', {
    summary: 'Instances that forward packets of others must be listed',
    supportsUnder: true,
    twin: 'compute.managed.vmCanIpForward',
    checker: listed([instance, ipForwarding], [fromTemplate, openAsk(whatTemplateSays)]),
  }),
  managed('compute.managed.vmCanIpForward', {
    summary: 'Instances do not forward packets of others',
    twin: 'compute.vmCanIpForward',
    checker: enforced(
      openByTemplate,
      on(machines, forbids('can_ip_forward', ['true'], { unset: 'passes', remedy: 'set can_ip_forward = false' })),
      on(
        'google_tpu_v2_vm',
        likely(
          forbids('network_config.can_ip_forward', ['true'], { unset: 'passes', remedy: 'set can_ip_forward = false' }),
        ),
      ),
    ),
  }),
  boolean('compute.requireShieldedVm', {
    summary: 'Instances and GKE nodes boot with Secure Boot, vTPM and integrity monitoring',
    limits: 'Whether the image supports Shielded VM is not looked at.',
    source: 'https://cloud.google.com/compute/shielded-vm/docs/shielded-vm',
    checker: enforced(
      openByTemplate,
      on(instance, secureBoot),
      on(templates, likely(secureBoot)),
      ...nodesTest((config) =>
        requires(`${config}.shielded_instance_config.enable_secure_boot`, ['true'], {
          unset: 'violates',
          remedy:
            'set shielded_instance_config { enable_secure_boot = true } in every node_config, the default pool included',
        }),
      ),
    ),
  }),
  ...twins('compute.requireOsLogin', 'compute.managed.requireOsLogin', {
    summary: 'OS Login is not switched off by metadata',
    checker: metadata('enable-oslogin', no, 'set enable-oslogin = "TRUE", or leave it out'),
  }),
  ...twins('compute.requireOsConfig', 'compute.managed.requireOsConfig', {
    summary: 'VM Manager is not switched off by metadata',
    checker: metadata('enable-osconfig', no, 'set enable-osconfig = "TRUE", or leave it out'),
  }),
  ...twins('compute.disableSerialPortAccess', 'compute.managed.disableSerialPortAccess', {
    summary: 'Metadata does not open the serial port',
    checker: metadata('serial-port-enable', yes, 'leave out serial-port-enable'),
  }),
  ...twins('compute.disableSerialPortLogging', 'compute.managed.disableSerialPortLogging', {
    summary: 'Metadata does not log the serial port',
    checker: metadata('serial-port-logging-enable', yes, 'leave out serial-port-logging-enable'),
  }),
  managed('compute.managed.blockProjectSshKeys', {
    summary: 'Instances do not take the SSH keys of the project',
    checker: metadata('block-project-ssh-keys', no, 'set block-project-ssh-keys = "TRUE"'),
  }),
  ...twins('compute.disableGuestAttributesAccess', 'compute.managed.disableGuestAttributesAccess', {
    summary: 'Metadata does not open guest attributes',
    checker: metadata('enable-guest-attributes', yes, 'leave out enable-guest-attributes'),
  }),
  ...twins('compute.setNewProjectDefaultToZonalDNSOnly', 'compute.managed.disallowGlobalDns', {
    summary: 'Metadata does not choose global internal DNS names',
    checker: metadata('VmDnsSetting', ['GlobalOnly', 'GlobalDefault'], 'set VmDnsSetting = "ZonalOnly"'),
  }),
  managed('compute.managed.disableVmsWithContainerStartupAgent', {
    summary: 'Instances declare no container in metadata',
    checker: metadata('gce-container-declaration', 'any', 'leave out gce-container-declaration'),
  }),
  ...twins('compute.disableNestedVirtualization', 'compute.managed.disableNestedVirtualization', {
    summary: 'Instances do not virtualize in turn',
    checker: enforced(
      openByTemplate,
      on(
        machines,
        forbids('advanced_machine_features.enable_nested_virtualization', ['true'], {
          unset: 'passes',
          remedy: 'set enable_nested_virtualization = false',
        }),
      ),
    ),
  }),
  list('compute.restrictNonConfidentialComputing', {
    summary: 'Instances and clusters of the denied services use Confidential Computing',
    twin: 'compute.managed.restrictNonConfidentialComputing',
    checker: listed(
      [fromTemplate, openAsk(whatTemplateSays)],
      [
        machines,
        valueAt('confidential_instance_config.enable_confidential_compute', {
          unset: { value: 'compute.googleapis.com' },
          as: (text) => (text === 'true' ? undefined : 'compute.googleapis.com'),
        }),
      ],
      [
        'google_container_cluster',
        valueAt('confidential_nodes.enabled', {
          unset: { value: 'container.googleapis.com' },
          as: (text) => (text === 'true' ? undefined : 'container.googleapis.com'),
        }),
      ],
    ),
  }),
  managed('compute.managed.restrictNonConfidentialComputing', {
    summary: 'Instances use Confidential Computing',
    twin: 'compute.restrictNonConfidentialComputing',
    checker: enforced(
      openByTemplate,
      on(
        machines,
        requires('confidential_instance_config.enable_confidential_compute', ['true'], {
          unset: 'violates',
          remedy: 'set confidential_instance_config { enable_confidential_compute = true }',
        }),
      ),
    ),
    limits: 'A confidential_instance_type without enable_confidential_compute counts as not set.',
  }),
  managed('compute.managed.disableNonFIPSMachineTypes', {
    summary: 'Instances are of machine types with FIPS-validated boot',
    undecidable: 'which machine types comply is not published as a list',
  }),
  list('compute.trustedImageProjects', {
    summary: 'Boot images come from listed projects',
    supportsUnder: true,
    source: 'https://cloud.google.com/compute/docs/images/restricting-image-access',
    checker: listed(
      [instance, imageProjects('boot_disk.initialize_params.image')],
      [fromTemplate, openAsk(whatTemplateSays)],
      ['google_compute_disk', imageProjects('image')],
      ['google_compute_region_disk', imageProjects('image')],
      [templates, imageProjects('disk.source_image')],
    ),
  }),
  list('compute.storageResourceUseRestrictions', {
    summary: 'Disks, images and snapshots that are used belong to listed organizations, folders or projects',
    supportsUnder: true,
    checker: listed(
      [fromTemplate, openAsk(whatTemplateSays)],
      [
        instance,
        askAll(
          imageProjects('boot_disk.initialize_params.image'),
          projectAt('boot_disk.source'),
          projectAt('attached_disk.source'),
          projectAt('boot_disk.initialize_params.snapshot'),
        ),
      ],
      ['google_compute_disk', askAll(imageProjects('image'), projectAt('snapshot'), projectAt('source_disk'))],
      [
        'google_compute_image',
        askAll(projectAt('source_disk'), projectAt('source_image'), projectAt('source_snapshot')),
      ],
      ['google_compute_snapshot', projectAt('source_disk')],
    ),
  }),
  list('compute.sharedReservationsOwnerProjects', {
    summary: 'Projects that may own shared reservations are listed',
    allowsByDefault: false,
    supportsUnder: true,
    checker: listed(['google_compute_reservation', askWhen(isShared, ownProject)]),
  }),
  boolean('compute.skipDefaultNetworkCreation', {
    summary: 'New projects get no default network',
    undecidable: 'it takes effect when Google creates a project, whatever google_project.auto_create_network says',
  }),
  boolean('compute.disableInstanceDataAccessApis', {
    summary: 'Serial port output and screenshots of instances cannot be read by API',
    undecidable: 'it is enforced on requests at run time',
  }),
  boolean('compute.disableSshInBrowser', {
    summary: 'The console offers no SSH in the browser',
    undecidable: 'it is enforced in the console',
  }),
  boolean('compute.enableComplianceMemoryProtection', {
    summary: 'Internal diagnostics take no memory of instances',
    undecidable: 'it changes how Google operates instances, not how they are configured',
  }),
  managed('compute.managed.blockPreviewFeatures', {
    summary: 'Preview features of Compute Engine cannot be used',
    allowsByDefault: false,
    undecidable: 'which fields of an API are in preview is not known offline',
  }),
];
