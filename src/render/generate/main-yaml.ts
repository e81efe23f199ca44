import type { JsonValue } from '../../load/document.ts';
import { isJsonList, isJsonObject } from '../../load/json-values.ts';
import { joinPointer } from '../../load/pointer.ts';
import { locateSetting } from '../../resolve/provenance.ts';
import type { ResolvedEnvironment } from '../../resolve/resolved-environment.ts';
import type { Submission } from '../bundle.ts';
import { TextBuilder } from '../text-builder.ts';

/** The deployment as submitted: settings of the environment in the service's words. */
export function submissionOf(environment: ResolvedEnvironment): Submission {
  const { project, location, deployment, dependsOn, inputsFrom } = environment;
  const { serviceAccount, labels, annotations, workerPool, artifactsBucket, quotaValidation } = deployment;
  return {
    project,
    location,
    deploymentId: deployment.id,
    deployment: {
      ...(serviceAccount !== undefined && { serviceAccount: accountName(serviceAccount, project) }),
      tfVersionConstraint: `=${deployment.terraformVersion}`,
      ...(labels !== undefined && { labels }),
      ...(annotations !== undefined && { annotations }),
      ...(workerPool !== undefined && { workerPool }),
      ...(artifactsBucket !== undefined && { artifactsGcsBucket: artifactsBucket }),
      ...(quotaValidation !== undefined && { quotaValidation }),
      ...(deployment.providerSource !== undefined && { providerConfig: { sourceType: deployment.providerSource } }),
      ...(deployment.importExisting !== undefined && { importExistingResources: deployment.importExisting }),
    },
    dependsOn,
    externalValues: inputsFrom,
  };
}

/** The account's full name; its project is told from the address where that names one. */
function accountName(email: string, project: string): string {
  if (email.startsWith('projects/')) return email;
  const owner = /@([^.]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1] ?? project;
  return `projects/${owner}/serviceAccounts/${email}`;
}

/** Which setting of the environment each field of the submission shows. */
const pointers: Readonly<Record<string, string>> = {
  '/project': '/project',
  '/location': '/location',
  '/deploymentId': '/deployment/id',
  '/deployment': '/deployment',
  '/deployment/serviceAccount': '/deployment/serviceAccount',
  '/deployment/tfVersionConstraint': '/deployment/terraformVersion',
  '/deployment/labels': '/deployment/labels',
  '/deployment/annotations': '/deployment/annotations',
  '/deployment/workerPool': '/deployment/workerPool',
  '/deployment/artifactsGcsBucket': '/deployment/artifactsBucket',
  '/deployment/quotaValidation': '/deployment/quotaValidation',
  '/deployment/providerConfig': '/deployment/providerSource',
  '/deployment/importExistingResources': '/deployment/importExisting',
  '/dependsOn': '/dependsOn',
  '/externalValues': '/inputsFrom',
};

/** `main.yaml`: the submission, each value mapped to the line that set it. */
export function generateMainYaml(environment: ResolvedEnvironment, submission: Submission): TextBuilder {
  const builder = new TextBuilder();
  builder.add(
    `# ${environment.name} as submitted to Infrastructure Manager; the module's source is added when it is uploaded.\n`,
  );
  // A submission is a JSON value through and through.
  writeMap(builder, environment, submission as unknown as { readonly [key: string]: JsonValue }, '', '');
  return builder;
}

function writeMap(
  builder: TextBuilder,
  environment: ResolvedEnvironment,
  map: { readonly [key: string]: JsonValue },
  parent: string,
  indent: string,
): void {
  for (const [key, value] of Object.entries(map)) {
    const at = joinPointer(parent, key);
    const pointer = settingOf(at);
    builder.add(indent).add(`${yamlScalar(key)}:`, { source: locateSetting(environment, pointer, 'key'), pointer });
    if (isJsonObject(value) && Object.keys(value).length > 0) {
      builder.add('\n');
      writeMap(builder, environment, value, at, `${indent}  `);
    } else if (isJsonList(value) && value.length > 0) {
      for (const [index, item] of value.entries()) {
        builder.add(`\n${indent}  - `);
        writeScalar(builder, environment, item, joinPointer(at, index));
      }
      builder.add('\n');
    } else {
      builder.add(' ');
      writeScalar(builder, environment, value, at);
      builder.add('\n');
    }
  }
}

function writeScalar(builder: TextBuilder, environment: ResolvedEnvironment, value: JsonValue, at: string): void {
  const pointer = settingOf(at);
  const text = typeof value === 'string' ? yamlScalar(value) : JSON.stringify(value);
  builder.add(text, { source: locateSetting(environment, pointer, 'value'), pointer });
}

/** The setting behind a field: the table's entry for the longest beginning of its pointer. */
function settingOf(pointer: string): string {
  const known = Object.keys(pointers).filter((field) => pointer === field || pointer.startsWith(`${field}/`));
  const field = known.toSorted((a, b) => b.length - a.length)[0];
  if (field === undefined) return pointer;
  return field === '/deployment/providerConfig'
    ? '/deployment/providerSource'
    : `${pointers[field]}${pointer.slice(field.length)}`;
}

/** A plain scalar where every YAML reader takes it for this text, else a quoted one. */
function yamlScalar(text: string): string {
  const isPlain = /^[A-Za-z][A-Za-z0-9_./@-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain ? text : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, escapeUnicode);
}

function escapeUnicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
