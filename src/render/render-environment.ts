import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { LoadedBlueprint } from '../load/blueprint.ts';
import type { ResolvedEnvironment } from '../resolve/resolved-environment.ts';
import type { Bundle, BundleFile } from './bundle.ts';
import { outputFaults } from './check-outputs.ts';
import { formatHcl, type MappedText } from './format-text.ts';
import { generateBackend } from './generate/backend.ts';
import { generateMainYaml, submissionOf } from './generate/main-yaml.ts';
import { generateTfvars } from './generate/tfvars.ts';
import { type BuiltInVariable, builtInVariables, generateVariables, variableParameters } from './generate/variables.ts';
import { configuredProviders, generateProviders, generateVersions } from './generate/versions.ts';
import { contentHashOf, isModuleFile, moduleFolder, moduleHashOf, terraformFolder, textHash } from './hash.ts';
import { createRenderCache, type RenderCache } from './render-cache.ts';
import { renderTemplates } from './render-templates.ts';
import type { GeneratedFile, TemplateSet } from './template-set.ts';

/**
 * Renders one environment: its templates, the files made from the blueprint itself, and the copy for plain Terraform. Pure: the same
 * environment gives the same bytes. Absent value: the templates have faults, or a value cannot be written where it stands.
 *
 * @param cache shared by renders of several environments
 */
export function renderEnvironment(
  environment: ResolvedEnvironment,
  cache: RenderCache = createRenderCache(),
): Outcome<Bundle> {
  const { blueprint } = environment;
  const templates = cache.templatesOf(blueprint);
  const blueprintFaults = [...templates.diagnostics, ...outputFaults(blueprint)];
  if (blueprintFaults.length > 0) return { diagnostics: blueprintFaults };
  const rendered = renderTemplates(environment, templates, cache);
  const { diagnostics } = rendered;
  if (rendered.files === undefined) return { diagnostics };
  return { value: toBundle(environment, withGenerated(environment, templates, rendered.files, cache)), diagnostics };
}

function withGenerated(
  environment: ResolvedEnvironment,
  templates: TemplateSet,
  rendered: readonly GeneratedFile[],
  cache: RenderCache,
): GeneratedFile[] {
  const parameters = variableParameters(environment.blueprint);
  const code = rendered.filter(({ path }) => path.endsWith('.tf')).map(({ text }) => text);
  const builtIns = builtInVariables.filter(
    ({ name, always }) => !parameters.includes(name) && (always || code.some((text) => readsVariable(text, name))),
  );
  const shared = blueprintFiles(environment.blueprint, templates, builtIns, code, cache);
  const tfvars = file('terraform.tfvars', generateTfvars(environment, builtIns));
  const module = [...rendered.filter(({ path }) => isModuleFile(path)), ...shared, tfvars];
  const copy = module.map((one) => ({ ...one, path: terraformFolder + one.path.slice(moduleFolder.length) }));
  const mainYaml = generateMainYaml(environment, submissionOf(environment));
  const others = rendered.filter(({ path }) => !isModuleFile(path));
  return [...module, ...copy, ...generateBackend(environment), ...others, file('main.yaml', mainYaml)];
}

/** The files that only the blueprint decides, made once for all environments that agree on the rest. */
function blueprintFiles(
  blueprint: LoadedBlueprint,
  { generated }: TemplateSet,
  builtIns: readonly BuiltInVariable[],
  code: readonly string[],
  cache: RenderCache,
): readonly GeneratedFile[] {
  const configured = code.flatMap(configuredProviders);
  const key = JSON.stringify([builtIns.map(({ name }) => name), configured]);
  const known = generated.get(key);
  if (known !== undefined) return known;
  const variables = [...variableParameters(blueprint), ...builtIns.map(({ name }) => name)];
  const files = [
    file('versions.tf', generateVersions(blueprint)),
    file('providers.tf', generateProviders(blueprint, variables, configured)),
    file('variables.tf', generateVariables(blueprint, builtIns)),
  ]
    .filter(({ text }) => text !== '')
    .map((one) => ({ ...one, ...formatHcl(one, cache) }));
  generated.set(key, files);
  return files;
}

function readsVariable(text: string, name: string): boolean {
  return new RegExp(`\\bvar\\.${name}\\b`).test(text);
}

function file(name: string, { text, segments }: MappedText): GeneratedFile {
  return { path: moduleFolder + name, text, segments, executable: false };
}

function toBundle(environment: ResolvedEnvironment, newFiles: readonly GeneratedFile[]): Bundle {
  const files: BundleFile[] = newFiles
    .map(({ path, text, executable, segments }) => ({ path, text, executable, sourceMap: segments }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const hashed = files.map(({ path, text, executable }) => ({ path, executable, sha256: textHash(text) }));
  const { name, version } = environment.blueprint.document.value.metadata;
  return {
    formatVersion: 1,
    environment: environment.name,
    blueprint: { name, version },
    submission: submissionOf(environment),
    files,
    moduleHash: moduleHashOf(hashed),
    contentHash: contentHashOf(hashed),
  };
}
