// A table: constraints of all services, with what decides them in Terraform.
import type { Constraint } from '../../constraints.ts';
import { valueAt } from '../asked-values.ts';
import { keyProjects, keysRequired } from '../encryption-keys.ts';
import { listed } from '../listed.ts';
import { resourceLocations } from '../locations.ts';
import { allowedByParameter } from '../parameters.ts';
import { serviceUsage } from '../service-usage.ts';
import { boolean, list, managed } from './rows.ts';

const atRun = 'it is enforced on requests at run time';

/** Constraints on resources of many services. */
export const crossServiceConstraints: readonly Constraint[] = [
  list('gcp.resourceLocations', {
    summary: 'Resources are kept in listed locations',
    supportsIn: true,
    source: 'https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations',
    limits:
      'Of types that are not listed here, a location that is not allowed is an open question. Which locations a group of Google holds changes; the hierarchy may say so itself.',
    checker: resourceLocations,
  }),
  list('gcp.restrictServiceUsage', {
    summary: 'Resources are of listed services',
    supportsDryRun: true,
    source: 'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-resources',
    checker: serviceUsage,
  }),
  list('serviceuser.services', {
    summary: 'Denied services are not switched on',
    checker: listed(['google_project_service', valueAt('service')]),
  }),
  list('gcp.restrictNonCmekServices', {
    summary: 'What the denied services keep is encrypted with keys of your own',
    source: 'https://cloud.google.com/kms/docs/cmek-org-policy',
    limits: 'Types without a row are not looked at; a dataset or table of BigQuery counts by the key of its dataset.',
    checker: keysRequired,
  }),
  list('gcp.restrictCmekCryptoKeyProjects', {
    summary: 'Encryption keys are of listed organizations, folders and projects',
    supportsUnder: true,
    source: 'https://cloud.google.com/kms/docs/cmek-org-policy',
    checker: keyProjects,
  }),
  list('gcp.restrictTLSVersion', {
    summary: 'Denied TLS versions are not accepted',
    supportsDryRun: true,
    undecidable: atRun,
  }),
  list('gcp.restrictTLSCipherSuites', {
    summary: 'Only listed TLS cipher suites are accepted',
    supportsIn: true,
    supportsDryRun: true,
    undecidable: atRun,
  }),
  boolean('gcp.detailedAuditLoggingMode', {
    summary: 'Requests and answers of Cloud Storage are logged in full',
    undecidable: 'it changes what is logged, not how resources are configured',
  }),
  boolean('gcp.disableCloudLogging', {
    summary: 'Cloud Healthcare does not log',
    undecidable: 'it changes what is logged, not how resources are configured',
  }),
  list('essentialcontacts.allowedContactDomains', {
    summary: 'Essential contacts have e-mail addresses of listed domains',
    twin: 'essentialcontacts.managed.allowedContactDomains',
    checker: listed([
      'google_essential_contacts_contact',
      valueAt('email', { as: (text) => text.slice(text.lastIndexOf('@')) }),
    ]),
  }),
  managed('essentialcontacts.managed.allowedContactDomains', {
    summary: 'Essential contacts have e-mail addresses of the domains in allowedDomains',
    twin: 'essentialcontacts.allowedContactDomains',
    checker: allowedByParameter('google_essential_contacts_contact', 'email', 'allowedDomains', (email, domain) =>
      email.toLowerCase().endsWith(`@${domain.toLowerCase().replace(/^@/, '')}`),
    ),
  }),
  ...['allowedExportDestinations', 'allowedImportSources', 'allowEnabledServicesForExport'].map((name) =>
    list(`resourcemanager.${name}`, {
      summary: 'Projects move between organizations as listed',
      supportsUnder: true,
      allowsByDefault: false,
      undecidable: 'it is enforced when a project moves between organizations',
    }),
  ),
];
