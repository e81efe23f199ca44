import type { Origin, Value } from '../../hcl/value.ts';
import { credentialForm, isSecretVersion, namedCredential } from '../../resolve/credential-text.ts';
import type { AttributeFacts, BlockFacts } from '../../terraform/facts/facts.ts';
import { writtenMembers } from '../../terraform/facts/written-members.ts';
import type { Finding, ModuleSubject, Rule } from '../rule.ts';

/** A secret is written in the module. */
export const secretInModule: Rule = {
  code: 'secret-in-module',
  severity: 'warning',
  scope: 'module',
  summary: 'A secret is written in the module or its tfvars',
  why: 'Configuration and inputs are uploaded, kept with every revision and readable by everyone who may view the deployment, and they are in the history of the repository for ever. A secret belongs in Secret Manager; the configuration names its version.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/terraform#constraints',
  check: (subject, report) => {
    const told = new Set<string>();
    const tell = (message: string, origin: Origin | undefined): void => {
      const place = placeOf(origin);
      if (place === undefined || told.has(JSON.stringify(place))) return;
      told.add(JSON.stringify(place));
      report({
        message,
        at: place,
        hint: 'store it in Secret Manager and read it from there, or let the provider make it up',
      });
    };
    checkVariables(subject, tell);
    for (const { configuration, facts } of subject.evaluation.resources) {
      if (facts !== undefined) checkBlock(configuration, facts, tell);
    }
  },
};

type Tell = (message: string, origin: Origin | undefined) => void;

function placeOf(origin: Origin | undefined): Finding['at'] | undefined {
  const [source] = origin?.sources ?? [];
  if (source !== undefined) return { kind: 'range', ...source };
  return origin === undefined ? undefined : { kind: 'range', file: origin.file, range: origin.range };
}

function checkVariables({ evaluation }: ModuleSubject, tell: Tell): void {
  for (const [name, value] of evaluation.variables) {
    if (value.kind !== 'string' || value.value === '') continue;
    const isSensitive = value.sensitive === true;
    const fault = isSensitive ? 'is declared sensitive and has a literal value' : variableFault(name, value.value);
    if (fault !== undefined) tell(`\`var.${name}\` ${fault}`, value.origin);
  }
}

function variableFault(name: string, text: string): string | undefined {
  return isSecretVersion(text) ? undefined : (credentialForm(text) ?? namedCredential(name, text));
}

/** Arguments that the provider hides from plans although what they hold is usually no secret. */
const publicNames: ReadonlySet<string> = new Set([
  'access_key_id',
  'additional_authenticated_data',
  'ca_certificate',
  'certificate',
  'certificate_pem',
  'client_certificate',
  'client_id',
  'content',
  'disk_encryption_key_rsa',
  'parameter_data',
  'pem_certificate',
  'refresh_uri',
  'rsa_encrypted_key',
  'secret_manager_stored_client_key',
  'ssl_certificate',
  'tenant_id',
]);

function faultOf(name: string, text: string): string | undefined {
  return publicNames.has(name) ? credentialForm(text) : 'is a secret for the provider, and a literal value here';
}

/** Arguments that the provider calls sensitive, and whose whole value is known before anything is applied. */
function checkBlock(value: Value, facts: BlockFacts, tell: Tell): void {
  if (value.kind === 'list' || value.kind === 'set' || value.kind === 'tuple') {
    for (const item of value.items) checkBlock(item, facts, tell);
    return;
  }
  if (value.kind !== 'object') return;
  for (const [name, member] of writtenMembers(value)) {
    const attribute: AttributeFacts | undefined = facts.attributes?.[name];
    if (attribute?.sensitive === true && member.kind === 'string' && member.value !== '') {
      const fault = faultOf(name, member.value);
      if (fault !== undefined) tell(`\`${name}\` ${fault}`, member.origin);
    }
    const nested = facts.blocks?.[name];
    if (nested !== undefined) checkBlock(member, nested, tell);
  }
}
