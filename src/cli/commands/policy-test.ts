import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import picocolors from 'picocolors';
import { loadPartialCel } from '../../cel/partial/load-partial-cel.ts';
import { defaultVersion } from '../../config-api/terraform-versions.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { UsageError } from '../../errors.ts';
import { loadEngines } from '../../hcl/functions/load-engines.ts';
import type { SourceDocument } from '../../load/document.ts';
import type { PolicyTestDocument } from '../../load/policy-test.ts';
import { readDocument } from '../../load/read-document.ts';
import { type PolicyTestResult, runPolicyTests } from '../../policy/custom/run-policy-tests.ts';
import type { PolicySet } from '../../policy/model.ts';
import { locateIn } from '../../resolve/document-location.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { usage } from '../framework/parse-arguments.ts';
import { readGivenFile } from '../read-given-file.ts';
import { readPolicies } from '../read-policies.ts';
import { providerFacts } from '../shipped-facts.ts';
import { rulesToList, showReport } from '../show-report.ts';

/** `imprint policy test`: unit tests of custom constraints. */
export const policyTest: Command = {
  name: 'policy test',
  summary: 'Run unit tests of custom constraints, with the trace of each condition that did not do as expected',
  arguments: 'FILE…',
  options: [
    { name: 'verbose', summary: 'Show the trace of tests that pass too' },
    {
      name: 'format',
      value: 'FORMAT',
      choices: ['text', 'json'],
      summary: 'How the results are shown',
      default: 'text',
    },
  ],
  examples: [
    { command: 'imprint policy test policies/tests/buckets.yaml', what: 'run the tests of a file (kind: PolicyTest)' },
    {
      command: 'imprint policy test policies/tests/buckets.yaml --verbose',
      what: 'show why each constraint does or does not fire',
    },
  ],
  run,
};

interface TestedFile {
  readonly file: string;
  readonly results: readonly PolicyTestResult[];
}

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  if (options.positionals.length === 0) throw usage(policyTest, "'policy test' takes a file of tests");
  const engine = await loadPartialCel();
  const facts = providerFacts(io.cwd);
  const tested: TestedFile[] = [];
  for (const path of options.positionals) {
    const { document, policies, file, sources, diagnostics } = await readTests(path, io.cwd);
    if (document === undefined || policies === undefined || diagnostics.some(isError)) {
      const findings = { diagnostics, sources, checked: { files: sources.size } };
      return showReport(
        { ...findings, suppressed: { ignored: 0, waived: 0 }, rules: await rulesToList(options) },
        options,
        io,
      );
    }
    const engines = await loadEngines(document.spec.tests.flatMap(({ terraform }) => terraform ?? []));
    const settings = { policies, engine, facts, terraformVersion: defaultVersion, engines };
    tested.push({ file, results: runPolicyTests(document.spec.tests, settings) });
  }
  const isJson = options.text('format') === 'json';
  const shown = isJson ? showJson(tested) : showText(tested, options.isSet('verbose') === true, io.stdout.color);
  io.stdout.write(shown);
  return tested.some(({ results }) => results.some(({ passed }) => !passed)) ? 1 : 0;
}

interface ReadTests {
  readonly file: string;
  /** Absent where it cannot be read. */
  readonly document?: PolicyTestDocument;
  /** What it tests; absent where that is not there. */
  readonly policies?: PolicySet;
  readonly sources: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

async function readTests(path: string, cwd: string): Promise<ReadTests> {
  const absolute = resolve(cwd, path);
  if (!existsSync(absolute)) throw new UsageError(`there is no file '${path}'`);
  const { file, text, diagnostics: read } = readGivenFile(absolute, cwd);
  if (text === undefined) return { file, sources: new Map(), diagnostics: read };
  const { value: document, diagnostics: faults } = readDocument(text, file, 'PolicyTest');
  const own = { file, sources: new Map([[file, text]]), diagnostics: [...read, ...faults] };
  if (document === undefined) return own;
  const missing = missingPaths(document, dirname(absolute));
  if (missing.length > 0) return { ...own, diagnostics: [...own.diagnostics, ...missing] };
  const paths = document.value.spec.policies.map((policy) => join(dirname(absolute), policy));
  const { set, sources, diagnostics } = await readPolicies(paths, cwd);
  return {
    file,
    document: document.value,
    policies: set,
    sources: new Map([...sources, ...own.sources]),
    diagnostics: [...own.diagnostics, ...diagnostics],
  };
}

function missingPaths(document: SourceDocument<PolicyTestDocument>, folder: string): readonly Diagnostic[] {
  return document.value.spec.policies.flatMap((policy, index): Diagnostic[] => {
    if (existsSync(join(folder, policy))) return [];
    return [
      {
        code: 'file-unreadable',
        severity: 'error',
        message: `there is no file or folder \`${policy}\``,
        location: locateIn(document, `/spec/policies/${index}`, 'value'),
        hint: 'name it relative to this file',
        args: { path: policy },
      },
    ];
  });
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function showText(tested: readonly TestedFile[], verbose: boolean, color: boolean): string {
  const colors = picocolors.createColors(color);
  const all = tested.flatMap(({ results }) => results);
  const failed = all.filter(({ passed }) => !passed).length;
  const lines = tested.flatMap(({ file, results }) => [
    file,
    ...results.flatMap((result) => showResult(result, verbose, colors)),
    '',
  ]);
  const count = `${all.length - failed} passed${failed === 0 ? '' : `, ${failed} failed`}`;
  return [...lines, count, ''].join('\n');
}

type Colors = ReturnType<typeof picocolors.createColors>;

function showResult(result: PolicyTestResult, verbose: boolean, colors: Colors): readonly string[] {
  const { test, passed, verdict, reason, remedy, trace, notes } = result;
  const head = `  ${passed ? colors.green('ok  ') : colors.red('FAIL')}  ${test.name}`;
  if (passed && !verbose) return [head];
  const outcome = verdict === undefined ? 'could not be run' : passed ? verdict : `${verdict}, expected ${test.expect}`;
  return [
    head,
    `        ${test.constraint}: ${outcome}: ${reason}`,
    ...trace.map(({ text, value }) => `          ${text}  =>  ${value}`),
    ...notes.map((note) => `        note: ${note}`),
    ...(remedy === undefined ? [] : [`        to satisfy it: ${remedy}`]),
  ];
}

function showJson(tested: readonly TestedFile[]): string {
  const tests = tested.flatMap(({ file, results }) =>
    results.map(({ test, passed, verdict, reason, remedy, trace, notes }) => ({
      file,
      name: test.name,
      constraint: test.constraint,
      passed,
      expected: test.expect,
      verdict: verdict ?? null,
      reason,
      ...(remedy !== undefined && { remedy }),
      trace,
      notes,
    })),
  );
  const failed = tests.filter(({ passed }) => !passed).length;
  const report = { formatVersion: 1, summary: { tests: tests.length, passed: tests.length - failed, failed }, tests };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
