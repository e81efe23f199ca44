import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { TreeFile } from '../../files/replace-tree.ts';
import { loadEngines } from '../../hcl/functions/load-engines.ts';
import type { JsonObject } from '../../load/document.ts';
import { moduleFolder } from '../../render/hash.ts';
import { folderOf, tfvarsPaths } from '../../terraform/config/module-paths.ts';
import { type ModuleRun, runModule } from '../../terraform/evaluate-module.ts';
import { openModule } from '../../terraform/open-module.ts';
import { documentText, type KeyComment } from './documents.ts';
import { templatesOfModule } from './module-templates.ts';
import { valuesOfModule } from './module-values.ts';
import { environmentFiles } from './new-blueprint.ts';
import { parameterOfVariable, type VariableParameter } from './parameter-of-variable.ts';
import { type BlueprintPlan, type StarterChoices, textFile } from './plan.ts';
import { type Requirements, readRequirements } from './provider-requirements.ts';
import { schemaPath } from './workspace-files.ts';

/** A blueprint made of a module, or the faults that keep it from being made. */
export interface ModuleConversion {
  readonly plan?: BlueprintPlan;
  /** Files named as in the module. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Version of Terraform that Infrastructure Manager runs unless told otherwise. */
const languageLevel = '1.5.7';

/**
 * Turns a Terraform root module into a blueprint: its variables into parameters, its version constraints into `spec.terraform`, its tfvars
 * files into the parameters of `dev`, and its other files into templates that render to what they were.
 *
 * @param files the module, as `readModule` gives it
 * @param folder the blueprint's folder, relative to the workspace
 * @param choices with a project only where one was asked for: else the module's `project_id` says it
 */
export async function blueprintOfModule(
  files: ReadonlyMap<string, string>,
  folder: string,
  choices: StarterChoices & { readonly isProjectChosen: boolean },
): Promise<ModuleConversion> {
  const engines = await loadEngines(files.values());
  const input = { terraformVersion: languageLevel, engines };
  const run = (texts: ReadonlyMap<string, string>) => runModule(openModule({ files: texts, ...input }), {});
  const given = run(files);
  const faults = given.faults.filter(isFatal);
  const json = [...files.keys()].filter((path) => path.endsWith('.tf.json') && folderOf(path) === '');
  if (faults.length > 0 || json.length > 0) return { diagnostics: [...faults, ...json.map(jsonFault)] };
  const values = new Set(tfvarsPaths(files));
  const bare = run(new Map([...files].filter(([path]) => !values.has(path))));
  const requirements = readRequirements(given.module.tree.root.config);
  const parameters = parametersOf(given, bare, files);
  const templates = templatesOfModule(given.module.tree, files, requirements.keepsProviders);
  if (templates.diagnostics.length > 0) return { diagnostics: templates.diagnostics };
  const projectVariable = isProjectVariable('project_id', given) ? 'project_id' : undefined;
  const settings = valuesOfModule(given, files, parameters, projectVariable);
  const project = choices.isProjectChosen ? choices.project : (settings.project ?? choices.project);
  const serviceAccount = choices.serviceAccount.replace(`@${choices.project}.`, `@${project}.`);
  const comment = parameters.flatMap(({ name, isRequired, schema }) =>
    isRequired && !Object.hasOwn(settings.parameters, name) ? [`to be set: ${name} (${shownType(schema)})`] : [],
  );
  const text = blueprintText(folder, choices.blueprint, parameters, requirements, templates.files);
  return {
    diagnostics: [],
    plan: {
      files: [
        textFile('blueprint.yaml', text),
        ...templates.files.map((file) => ({ ...file, path: `templates/${file.path}` })),
        ...environmentFiles(
          folder,
          { ...choices, project, serviceAccount },
          {},
          { parameters: settings.parameters, comment },
        ),
      ],
      notes: [
        ...parameters.flatMap(({ notes }) => notes),
        ...requirementNotes(requirements),
        ...templates.notes,
        ...settings.notes,
        ...comment,
      ],
    },
  };
}

/** Faults after which the rest cannot be understood; all others are left to `imprint validate`. */
function isFatal({ code, severity }: Diagnostic): boolean {
  const codes = ['invalid-declaration', 'duplicate-declaration', 'module-not-found', 'module-unreadable'];
  return severity === 'error' && (code.startsWith('hcl-') || codes.includes(code));
}

function jsonFault(file: string): Diagnostic {
  return {
    code: 'module-unreadable',
    severity: 'error',
    message: 'Terraform in JSON syntax cannot be turned into a blueprint',
    location: { file },
    hint: 'write it in the native syntax',
  };
}

/** The variable that every module of imprint has: the environment's project. */
function isProjectVariable(name: string, { module }: ModuleRun): boolean {
  const variable = module.tree.root.config.variables.get(name);
  return name === 'project_id' && variable?.type.kind === 'string' && variable.default === undefined;
}

function parametersOf(given: ModuleRun, bare: ModuleRun, files: ReadonlyMap<string, string>): VariableParameter[] {
  return [...given.module.tree.root.config.variables.values()]
    .filter(({ name }) => !isProjectVariable(name, given))
    .map((variable) =>
      parameterOfVariable(variable, bare.root.variables.get(variable.name), files.get(variable.file) ?? ''),
    );
}

function requirementNotes({ keepsProviders }: Requirements): string[] {
  if (!keepsProviders) return [];
  return ["the module's Google provider blocks say more than those imprint writes, so they stay as they are"];
}

function blueprintText(
  folder: string,
  name: string,
  parameters: readonly VariableParameter[],
  { terraform }: Requirements,
  templates: readonly TreeFile[],
): string {
  const required = parameters.filter(({ isRequired }) => isRequired).map((parameter) => parameter.name);
  const properties = Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.schema]));
  const value: JsonObject = {
    apiVersion: 'imprint/v1',
    kind: 'Blueprint',
    metadata: { name, version: '0.1.0' },
    spec: {
      terraform,
      parameters: { ...(required.length > 0 && { required }), properties },
      templates: templates.map(({ path }) => ({
        source: path,
        // Of a template's name the ending .hbs is dropped.
        ...(path.endsWith('.hbs') && { output: moduleFolder + path }),
      })),
    },
  };
  const comments = parameters.map((parameter): KeyComment => {
    return { path: ['spec', 'parameters', 'properties', parameter.name], lines: parameter.comments };
  });
  return documentText(`${folder}/blueprint.yaml`, schemaPath('blueprint'), value, comments);
}

function shownType({ type }: JsonObject): string {
  return typeof type === 'string' ? type : 'any value';
}
