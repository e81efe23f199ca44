import { rules } from '../../check/all-rules.generated.ts';
import { findPage, shortPage } from '../../check/rule-page.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import { UsageError } from '../../errors.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { usage } from '../framework/parse-arguments.ts';
import { readPackageFile } from '../package-files.ts';
import { overrideOptions, workspaceOption } from '../workspace-options.ts';

/** `imprint explain`: the page of one rule, the list of all, or the roles a deployment needs. */
export const explain: Command = {
  name: 'explain',
  summary: 'Explain a diagnostic code, or the roles that a deployment needs',
  arguments: '[CODE | roles [ENV…]]',
  options: [
    {
      name: 'module',
      value: 'DIR',
      repeatable: true,
      summary: 'With roles: a plain Terraform module, or a glob over such folders, in place of environments',
    },
    {
      name: 'project',
      value: 'ID',
      summary: 'With roles: project of the deployment',
      default: 'as the environment or the provider block says',
    },
    {
      name: 'service-account',
      value: 'EMAIL',
      summary: 'With roles: who gets them',
      default: 'as the environment says',
    },
    {
      name: 'format',
      value: 'FORMAT',
      choices: ['text', 'json'],
      summary: 'With roles: how they are shown',
      default: 'text',
    },
    ...overrideOptions,
    workspaceOption,
  ],
  examples: [
    { command: 'imprint explain', what: 'list all codes' },
    { command: 'imprint explain yaml-syntax', what: 'show the page of one' },
    { command: 'imprint explain roles prod', what: 'roles that the service account of a deployment needs, and why' },
    { command: 'imprint explain roles --module infra', what: 'the same for a module nobody renders' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const [code, ...others] = options.positionals;
  if (code === 'roles') {
    if (others.length > 0 && options.texts('module').length > 0)
      throw usage(explain, 'give either environments or --module');
    const { explainRoles } = await import('../roles/explain-roles.ts');
    return explainRoles(others, options, io);
  }
  const misplaced = ['module', 'project', 'service-account', 'format', 'set', 'values-file', 'workspace'].find(
    (name) => options.text(name) !== undefined,
  );
  if (misplaced !== undefined) throw usage(explain, `--${misplaced} goes with 'explain roles' only`);
  if (others.length > 0) throw usage(explain, `'explain' takes one code, but was given ${options.positionals.length}`);
  if (code === undefined) {
    const longest = Math.max(...rules.map((rule) => rule.code.length));
    for (const rule of rules)
      io.stdout.write(`${rule.code.padEnd(longest)}  ${rule.severity.padEnd(7)}  ${rule.summary}\n`);
    return 0;
  }
  const rule = rules.find((candidate) => candidate.code === code);
  if (rule === undefined) {
    const near = suggest(
      code,
      rules.map((candidate) => candidate.code),
    );
    const hint = near === undefined ? '' : `; did you mean '${near}'?`;
    throw new UsageError(`unknown code '${code}'${hint}\nRun 'imprint explain' for the list`);
  }
  io.stdout.write(findPage(readPackageFile('docs/checks.md') ?? '', rule.code) ?? shortPage(rule));
  return 0;
}
