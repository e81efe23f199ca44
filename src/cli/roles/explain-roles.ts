import { loadEngines } from '../../hcl/functions/load-engines.ts';
import { type DeploymentRoles, deploymentRoles } from '../../terraform/derived/deployment-roles.ts';
import { defaultProject } from '../../terraform/derived/project-of.ts';
import { evaluateModule } from '../../terraform/evaluate-module.ts';
import { noFiles, readModule } from '../../terraform/read-module.ts';
import type { ExitCode, Io, ParsedArguments } from '../command.ts';
import { prepareBundles } from '../deployments/prepare-bundles.ts';
import { textFormat } from '../deployments/text-format.ts';
import { findModuleFolders } from '../module-folders.ts';
import { providerFacts } from '../shipped-facts.ts';
import { type Findings, showReport } from '../show-report.ts';
import { type Grantee, grantCommands, rolesText } from './roles-text.ts';

/** Roles of one module or environment. */
interface Explained {
  /** Environment or module folder. */
  readonly name: string;
  readonly grantee: Grantee;
  readonly roles: DeploymentRoles;
}

/** `imprint explain roles`: what the service account of a deployment must be allowed to do. */
export async function explainRoles(selectors: readonly string[], options: ParsedArguments, io: Io): Promise<ExitCode> {
  const isAboutModules = options.texts('module').length > 0;
  const { explained, findings } = isAboutModules
    ? await ofModules(options, io)
    : await ofEnvironments({ ...options, positionals: selectors }, io);
  const faults = findings.diagnostics.filter(({ severity }) => severity === 'error');
  if (faults.length > 0)
    await showReport({ ...findings, diagnostics: faults }, textFormat(options), { ...io, stdout: io.stderr });
  if (options.text('format') === 'json') io.stdout.write(json(explained));
  else io.stdout.write(explained.map(({ name, grantee, roles }) => rolesText(name, roles, grantee)).join('\n'));
  return faults.length === 0 ? 0 : 1;
}

async function ofEnvironments(options: ParsedArguments, io: Io) {
  const { subjects, findings } = await prepareBundles(options, io);
  const explained = subjects.map(({ environment, module }): Explained => {
    const project = options.text('project') ?? environment.project;
    const account = options.text('service-account') ?? environment.deployment.serviceAccount;
    return {
      name: environment.name,
      grantee: { project, ...(account !== undefined && { account: emailOf(account) }) },
      roles: deploymentRoles(module.evaluation, project),
    };
  });
  return { explained, findings };
}

async function ofModules(options: ParsedArguments, io: Io) {
  const explained: Explained[] = [];
  const sources = new Map<string, string>();
  const findings: Findings & { diagnostics: Findings['diagnostics'][number][] } = {
    diagnostics: [],
    sources,
    checked: {},
  };
  for (const { shown, path } of await findModuleFolders(options.texts('module'), io.cwd)) {
    const { value: folder = noFiles, diagnostics } = readModule(path);
    const { files } = folder;
    const nameOf = (file: string): string => (shown === '.' ? file : `${shown}/${file}`);
    for (const [file, text] of files) sources.set(nameOf(file), text);
    const engines = await loadEngines([...files.values()]);
    const evaluated = evaluateModule({ ...folder, terraformVersion: newest, engines, facts: providerFacts(io.cwd) });
    for (const fault of [...diagnostics, ...evaluated.diagnostics]) {
      const { location } = fault;
      findings.diagnostics.push(
        location ? { ...fault, location: { ...location, file: nameOf(location.file) } } : fault,
      );
    }
    const project = options.text('project') ?? defaultProject(evaluated.value.evaluation);
    const account = options.text('service-account');
    explained.push({
      name: shown,
      grantee: {
        ...(project !== undefined && { project }),
        ...(account !== undefined && { account: emailOf(account) }),
      },
      roles: deploymentRoles(evaluated.value.evaluation, project),
    });
  }
  return { explained, findings };
}

/** Roles do not depend on the language level, so no feature shall be a fault. */
const newest = '1.11.4';

/** The address of an account that may be given by its resource name. */
function emailOf(account: string): string {
  return account.slice(account.lastIndexOf('/') + 1);
}

function json(explained: readonly Explained[]): string {
  const deployments = explained.map(({ name, grantee, roles }) => ({
    name,
    project: grantee.project ?? null,
    serviceAccount: grantee.account ?? null,
    roles: roles.roles,
    unknown: roles.unknown,
    commands: grantCommands(roles, grantee),
  }));
  return `${JSON.stringify({ formatVersion: '1', deployments }, null, 2)}\n`;
}
