import { rules } from '../../check/all-rules.generated.ts';
import { findPage, shortPage } from '../../check/rule-page.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import { UsageError } from '../../errors.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { usage } from '../framework/parse-arguments.ts';
import { readPackageFile } from '../package-files.ts';

/** `imprint explain`: the page of one rule, or the list of all. */
export const explain: Command = {
  name: 'explain',
  summary: 'Explain a diagnostic code: what is wrong, why it matters, an example',
  arguments: '[CODE]',
  options: [],
  examples: [
    { command: 'imprint explain', what: 'list all codes' },
    { command: 'imprint explain yaml-syntax', what: 'show the page of one' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const [code, ...others] = options.positionals;
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
