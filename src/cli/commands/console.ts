import { resolve } from 'node:path';
import { defaultVersion } from '../../config-api/terraform-versions.ts';
import { loadEngines } from '../../hcl/functions/load-engines.ts';
import { consoleFile, type ModuleConsole, openConsole } from '../../terraform/console.ts';
import { noFiles, readModule } from '../../terraform/read-module.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { usage } from '../framework/parse-arguments.ts';
import { showReport } from '../show-report.ts';

/** `imprint console`: values of expressions in a module, as the real `terraform console` prints them. */
export const consoleCommand: Command = {
  name: 'console',
  summary: 'Evaluate expressions in a Terraform module, offline',
  arguments: '',
  options: [
    { name: 'module', value: 'DIR', summary: 'The module', default: 'the working directory' },
    { name: 'terraform-version', value: 'VERSION', summary: 'Language level', default: defaultVersion },
  ],
  examples: [
    { command: "echo 'local.subnets' | imprint console --module infra", what: 'the value of a local' },
    { command: 'imprint console --module infra < expressions.txt', what: 'one expression a line' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const terraformVersion = options.text('terraform-version') ?? defaultVersion;
  if (!/^\d+\.\d+\.\d+$/.test(terraformVersion))
    throw usage(
      consoleCommand,
      `--terraform-version is an exact version such as ${defaultVersion}, not '${terraformVersion}'`,
    );
  const directory = resolve(io.cwd, options.text('module') ?? '.');
  const { value: folder = noFiles, diagnostics } = readModule(directory);
  const { files } = folder;
  const lines = (await io.readStdin()).split(/\r?\n/).map((line) => line.trim());
  const engines = await loadEngines([...files.values(), ...lines]);
  const session = openConsole({ ...folder, terraformVersion, engines });
  const onStderr = { ...io, stdout: io.stderr };
  const faults = [
    ...diagnostics.filter(({ code }) => files.size === 0 || code !== 'module-unreadable'),
    ...session.diagnostics,
  ];
  let exitCode: ExitCode = 0;
  if (faults.some(({ severity }) => severity === 'error')) {
    exitCode = await showReport(
      { diagnostics: faults, sources: files, root: directory, checked: {} },
      options,
      onStderr,
    );
  }
  for (const line of lines) {
    if (line === 'exit') break;
    if (line !== '' && !(await answer(line, session, options, io))) exitCode = 1;
  }
  return exitCode;
}

async function answer(line: string, session: ModuleConsole, options: ParsedArguments, io: Io): Promise<boolean> {
  const { text, diagnostics } = session.evaluate(line);
  if (text === undefined) {
    const findings = { diagnostics, sources: new Map([[consoleFile, line]]), root: io.cwd, checked: {} };
    await showReport(findings, options, { ...io, stdout: io.stderr });
    return false;
  }
  io.stdout.write(`${text}\n`);
  return true;
}
