import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SettingsError, UsageError } from '../../errors.ts';
import { writeFileAtomically } from '../../files/write-file.ts';
import { findWorkspaceRoot } from '../../load/find-workspace.ts';
import { lockedVersions } from '../../terraform/facts/lock-versions.ts';
import { type ProviderSchema, readSchema } from '../../terraform/facts/read-schema.ts';
import { writeFacts } from '../../terraform/facts/write-facts.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { usage } from '../framework/parse-arguments.ts';
import { showReport } from '../show-report.ts';
import { shownPath } from '../shown-path.ts';

/** `imprint schema import`: facts about any provider, from what Terraform prints of it. */
export const schemaImport: Command = {
  name: 'schema import',
  summary: 'Take facts about more providers from the output of `terraform providers schema -json`',
  arguments: 'FILE',
  options: [
    {
      name: 'out',
      value: 'DIR',
      summary: 'Folder the facts are kept in',
      default: 'schemas/providers of the workspace, or of the working directory',
    },
    {
      name: 'version',
      value: '[PROVIDER=]VERSION',
      repeatable: true,
      summary:
        'Version of the provider, which the schema does not tell; needed once for each where there is no lock file',
      default: 'as in .terraform.lock.hcl beside FILE',
    },
  ],
  examples: [
    { command: 'imprint schema import schema.json', what: 'all providers of a module, versions from its lock file' },
    { command: 'imprint schema import aws.json --version 6.2.0', what: 'one provider, without a lock file' },
    { command: 'terraform providers schema -json | imprint schema import -', what: 'from standard input' },
  ],
  run,
};

/** What Terraform brings itself and the lock file never lists: we ship facts about it. */
const builtIn = 'terraform.io/builtin/terraform';

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const [file, ...others] = options.positionals;
  if (file === undefined || others.length > 0) throw usage(schemaImport, "'schema import' takes one file");
  const isStdin = file === '-';
  const shown = isStdin ? '<stdin>' : shownPath(resolve(io.cwd, file), io.cwd);
  const text = isStdin ? await io.readStdin() : read(resolve(io.cwd, file));
  const { value = [], diagnostics } = readSchema(text, shown);
  if (diagnostics.length > 0) {
    const findings = { diagnostics, sources: new Map<string, string>(), root: io.cwd, checked: {} };
    const exitCode = await showReport(findings, options, io);
    io.stderr.write('nothing was stored\n');
    return exitCode;
  }
  const versions = versionsOf(value, options, isStdin ? io.cwd : dirname(resolve(io.cwd, file)));
  const folder = outFolder(options, io);
  for (const schema of value) {
    const version = versions.get(schema.source);
    if (version === undefined) io.stdout.write(`${schema.source}: left out, imprint has facts about it\n`);
    else io.stdout.write(store(schema, version, folder, io));
  }
  return 0;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new SettingsError(`cannot read ${path}`, { cause });
  }
}

function outFolder(options: ParsedArguments, { cwd }: Io): string {
  const out = options.text('out');
  return out === undefined ? join(findWorkspaceRoot(cwd) ?? cwd, 'schemas/providers') : resolve(cwd, out);
}

function store({ source, types }: ProviderSchema, version: string, folder: string, io: Io): string {
  const { lines, index } = writeFacts(source, version, types);
  const path = join(folder, source, version);
  mkdirSync(dirname(path), { recursive: true });
  // The index is what makes the facts visible, so it comes last.
  writeFileAtomically(`${path}.jsonl`, lines);
  writeFileAtomically(`${path}.index`, index);
  const count = (mode: string): number => types.filter((type) => type.mode === mode).length;
  const kinds = `${count('managed')} resource types, ${count('data')} data sources`;
  return `${source} ${version}: ${kinds}, in ${shownPath(`${path}.jsonl`, io.cwd)}\n`;
}

/** Version of each provider by source; the one built into Terraform has none unless it is given. */
function versionsOf(
  schemas: readonly ProviderSchema[],
  options: ParsedArguments,
  folder: string,
): ReadonlyMap<string, string> {
  const given = givenVersions(schemas, options);
  const lockFile = join(folder, '.terraform.lock.hcl');
  const locked = existsSync(lockFile) ? lockedVersions(read(lockFile)) : new Map<string, string>();
  const versions = new Map<string, string>();
  const missing: string[] = [];
  for (const { address, source } of schemas) {
    const version = given.get(source) ?? locked.get(address);
    if (version !== undefined) versions.set(source, version);
    else if (address !== builtIn) missing.push(source);
  }
  if (missing.length === 0) return versions;
  throw new UsageError(
    `the schema does not tell the version of ${missing.join(', ')}, and there is no lock file beside it that does\n` +
      `Give it: ${missing.map((source) => `--version ${schemas.length === 1 ? '' : `${source}=`}VERSION`).join(' ')}`,
  );
}

function givenVersions(schemas: readonly ProviderSchema[], options: ParsedArguments): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const text of options.texts('version')) {
    const [version = '', name] = text.split('=', 2).reverse();
    if (!/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/.test(version))
      throw usage(schemaImport, `--version is a version such as 7.45.0, not '${version}'`);
    const named = schemas.filter(({ source, address }) => name === undefined || [source, address].includes(name));
    const [only] = named;
    if (only === undefined) throw usage(schemaImport, `the schema is not about '${name}'`);
    if (named.length > 1)
      throw usage(schemaImport, `the schema is about several providers: write --version ${only.source}=${version}`);
    versions.set(only.source, version);
  }
  return versions;
}
