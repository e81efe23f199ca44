import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { InternalError } from '../errors.ts';
import { locateSetting } from '../resolve/provenance.ts';
import type { ResolvedEnvironment } from '../resolve/resolved-environment.ts';
import { formatHcl, type MappedText } from './format-text.ts';
import { describeOutputs } from './generate/output-descriptions.ts';
import { isModuleFile, mainYamlPath, moduleFolder, terraformFolder } from './hash.ts';
import type { RenderCache } from './render-cache.ts';
import { environmentScope, structuralParameters } from './template/environment-scope.ts';
import { renderTemplate } from './template/render-template.ts';
import type { Bound } from './template/scope.ts';
import { type PreparedTemplate, pathDiagnostic, type TemplateSet } from './template-set.ts';

/** A rendered template. */
export interface RenderedFile extends MappedText {
  readonly path: string;
  readonly executable: boolean;
}

/** Renders the templates whose condition holds. No files: a fault was found. */
export function renderTemplates(
  environment: ResolvedEnvironment,
  templates: TemplateSet,
  cache: RenderCache,
): { readonly files?: readonly RenderedFile[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const active = templates.entries.filter((entry) => holds(entry, environment, cache, diagnostics));
  diagnostics.push(...collisions(active, environment));
  const scopes = { terraform: environmentScope(environment, true), other: environmentScope(environment, false) };
  const structure = JSON.stringify(structuralParameters(environment));
  const files = active.map((prepared) => {
    const root = prepared.isTerraform ? scopes.terraform : scopes.other;
    const mapped = renderOne(prepared, environment, { root, structure, templates, diagnostics, cache });
    return { path: prepared.path, executable: prepared.entry.executable === true, ...mapped };
  });
  return diagnostics.length > 0 ? { diagnostics } : { files, diagnostics };
}

/** What the templates of one environment are rendered with. */
interface RenderInput {
  readonly root: Bound;
  /** All that Terraform templates can read, as a text. */
  readonly structure: string;
  readonly templates: TemplateSet;
  readonly diagnostics: Diagnostic[];
  readonly cache: RenderCache;
}

/** Most results kept of one template: more than there are shapes of an environment in practice, and a bound where there are not. */
const maximumKept = 64;

function renderOne(prepared: PreparedTemplate, environment: ResolvedEnvironment, input: RenderInput): MappedText {
  const known = prepared.isTerraform ? prepared.rendered.get(input.structure) : undefined;
  if (known !== undefined) return known;
  const { template, language, path } = prepared;
  const { text, segments, diagnostics } = renderTemplate(template, language, input.root, input.templates.partials.of);
  input.diagnostics.push(...diagnostics.map((one) => withOrigin(one, environment)));
  let mapped: MappedText = { text, segments };
  if (diagnostics.length > 0) return mapped;
  if (prepared.isTerraform && isModuleFile(path)) mapped = describeOutputs(mapped, environment.blueprint);
  if (/\.(?:tf|tfvars|hcl)$/.test(path)) mapped = formatHcl(mapped, input.cache);
  if (prepared.isTerraform) {
    if (prepared.rendered.size >= maximumKept) prepared.rendered.clear();
    prepared.rendered.set(input.structure, mapped);
  }
  return mapped;
}

/** Names the environment's line beside the template's, where a value is at fault. */
function withOrigin(diagnostic: Diagnostic, environment: ResolvedEnvironment): Diagnostic {
  const pointer = diagnostic.args?.['pointer'];
  if (pointer === undefined) return diagnostic;
  const location = locateSetting(environment, pointer, 'value');
  return { ...diagnostic, related: [{ message: 'the value is set here', location }] };
}

function holds(
  { entry, pointer }: PreparedTemplate,
  environment: ResolvedEnvironment,
  { cel }: RenderCache,
  diagnostics: Diagnostic[],
): boolean {
  if (entry.when === undefined) return true;
  if (cel === undefined)
    throw new InternalError('a template has a condition, and no expression engine was given to the render');
  const { name, shortName, project, location, parameters } = environment;
  const program = cel.compile(entry.when);
  const bindings = { parameters, environment: { name: shortName, fullName: name, project, location } };
  const result = 'error' in program ? program : program.evaluate(bindings);
  if ('value' in result && typeof result.value === 'boolean') return result.value;
  const reason = 'error' in result ? result.error : 'it gives no boolean';
  diagnostics.push(conditionFault(environment, pointer, entry.when, reason));
  return false;
}

function conditionFault(environment: ResolvedEnvironment, pointer: string, when: string, reason: string): Diagnostic {
  const { file, positions } = environment.blueprint.document;
  const at = `${pointer}/when`;
  const range = positions.get(at)?.value;
  return {
    code: 'template-condition',
    severity: 'error',
    message: `the condition \`${when}\` cannot be decided for ${environment.name}: ${reason}`,
    location: { file, pointer: at, ...(range === undefined ? {} : { range }) },
    hint: 'write a CEL expression over `parameters` and `environment` that gives true or false',
  };
}

/** Files that imprint writes into the module itself. */
const ownFiles = ['versions.tf', 'providers.tf', 'variables.tf', 'terraform.tfvars', 'backend.tf', 'gcs.tfbackend'];
const ownPaths = [mainYamlPath, ...ownFiles.flatMap((name) => [moduleFolder + name, terraformFolder + name])];

function collisions(active: readonly PreparedTemplate[], { blueprint }: ResolvedEnvironment): Diagnostic[] {
  const taken = new Map(ownPaths.map((path) => [path.toLowerCase(), 'imprint itself']));
  const faults: Diagnostic[] = [];
  for (const { path, pointer, entry } of active) {
    const paths = isModuleFile(path) ? [path, terraformFolder + path.slice(moduleFolder.length)] : [path];
    for (const one of paths.map((name) => name.toLowerCase())) {
      const other = [...taken].find(
        ([name]) => name === one || name.startsWith(`${one}/`) || one.startsWith(`${name}/`),
      )?.[1];
      if (other !== undefined) faults.push(pathDiagnostic(blueprint, pointer, path, `is taken by ${other}`));
      taken.set(one, `\`${entry.source}\``);
    }
  }
  return faults;
}
