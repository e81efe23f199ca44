import { defaultVersion } from '../config-api/terraform-versions.ts';
import type { Command, Io, Option, ParsedArguments } from './command.ts';
import { usage } from './framework/parse-arguments.ts';
import { environmentsToCheck, modulesToCheck, type PolicySubjects } from './policy-subjects.ts';
import { variableOptions } from './variable-sources.ts';
import { overrideOptions, workspaceOption } from './workspace-options.ts';

/** Options that say what policies are held against, and which. */
export function subjectOptions(versionDefault: string): readonly Option[] {
  return [
    {
      name: 'module',
      value: 'DIR',
      repeatable: true,
      summary: 'Check a Terraform module, or all that a glob matches, instead of environments',
    },
    {
      name: 'policies',
      value: 'DIR',
      summary: 'Folder with policies, custom constraints and the hierarchy',
      default: 'what an environment names; policies for modules',
    },
    {
      name: 'project',
      value: 'projects/ID',
      summary: 'Project of resources that name none, nor their provider',
      default: 'that of the environment',
    },
    ...variableOptions,
    { name: 'terraform-version', value: 'VERSION', summary: 'Language level', default: versionDefault },
    ...overrideOptions,
    workspaceOption,
  ];
}

/**
 * What a command line selects, planned.
 * @throws UsageError for options that do not go together
 */
export async function policySubjects(
  command: Command,
  options: ParsedArguments,
  io: Io,
  selectors: readonly string[] = options.positionals,
): Promise<PolicySubjects> {
  const modules = options.texts('module');
  const version = readVersion(command, options.text('terraform-version'));
  const isGiven = (name: string): boolean => options.text(name) !== undefined || options.texts(name).length > 0;
  const misplaced = (modules.length > 0 ? ['set', 'values-file', 'workspace'] : ['var', 'var-file']).find(isGiven);
  if (misplaced !== undefined) {
    const [own, other] = modules.length > 0 ? ['environments', '--module'] : ['--module', 'environments'];
    throw usage(command, `--${misplaced} belongs to ${own}, this is about ${other}`);
  }
  if (modules.length === 0) return environmentsToCheck(selectors, version, options, io);
  if (selectors.length > 0) throw usage(command, 'give either environments or --module');
  return modulesToCheck(modules, version ?? defaultVersion, options, io);
}

/** `--project` as policies name it. */
export function readProject(command: Command, options: ParsedArguments): string | undefined {
  const text = options.text('project');
  if (text === undefined || /^projects\/[^/]+$/.test(text)) return text;
  throw usage(command, `--project is projects/ID, not '${text}'`);
}

function readVersion(command: Command, text: string | undefined): string | undefined {
  if (text === undefined || /^\d+\.\d+\.\d+$/.test(text)) return text;
  throw usage(command, `--terraform-version is an exact version such as ${defaultVersion}, not '${text}'`);
}
