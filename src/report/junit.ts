import type { AppliedWaiver } from '../check/waivers.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Report, Reporter } from './reporter.ts';
import { createSpans, type Span } from './source-index.ts';
import { countSeverities, countWords } from './summary.ts';
import { waiverReason } from './waiver-text.ts';

const runSuite = 'imprint';

/**
 * JUnit XML, as CI systems read it: a suite for each file with diagnostics, a case for each diagnostic. Errors are failures;
 * warnings and infos are passed cases that say so in `system-out`, and what a waiver covers is a skipped case. A run without any is
 * one passed case.
 */
export const junit: Reporter = (report) => {
  const spans = createSpans(report);
  const cases = casesOf(report);
  const suites = [...groupByFile(cases)].flatMap(([file, own]) => suite(file, own, (one) => spans(one.location)));
  const { errors } = countSeverities(report.diagnostics);
  const tests = Math.max(cases.length, 1);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="imprint" tests="${tests}" failures="${errors}" errors="0">`,
    ...(suites.length === 0 ? cleanSuite(report) : suites),
    '</testsuites>',
    '',
  ].join('\n');
};

/** A finding, with the waiver that covers it. */
interface Case {
  readonly diagnostic: Diagnostic;
  readonly waiver?: AppliedWaiver;
}

function casesOf({ diagnostics, waivers = [] }: Report): readonly Case[] {
  return [
    ...diagnostics.map((diagnostic) => ({ diagnostic })),
    ...waivers.flatMap((waiver) => waiver.findings.map((diagnostic) => ({ diagnostic, waiver }))),
  ];
}

/** A text as a quoted XML attribute value; characters XML cannot hold become U+FFFD. */
export function xmlAttribute(text: string): string {
  return `"${escapeXml(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;').replaceAll('\r', '&#13;')}"`;
}

function groupByFile(cases: readonly Case[]): Map<string, Case[]> {
  const groups = new Map<string, Case[]>();
  for (const one of cases) {
    const file = one.diagnostic.location?.file ?? runSuite;
    const group = groups.get(file);
    if (group === undefined) groups.set(file, [one]);
    else group.push(one);
  }
  return groups;
}

function suite(file: string, cases: readonly Case[], spanOf: (diagnostic: Diagnostic) => Span | undefined): string[] {
  const counted = cases.filter(({ waiver }) => waiver === undefined);
  const { errors } = countSeverities(counted.map(({ diagnostic }) => diagnostic));
  const skipped = cases.length - counted.length;
  return [
    `  <testsuite name=${xmlAttribute(file)} tests="${cases.length}" failures="${errors}" errors="0"${skipped === 0 ? '' : ` skipped="${skipped}"`}>`,
    ...cases.flatMap((one) => testCase(file, one, spanOf(one.diagnostic))),
    '  </testsuite>',
  ];
}

function testCase(file: string, one: Case, span: Span | undefined): string[] {
  const { code, message, hint, address } = one.diagnostic;
  const place = span === undefined ? '' : `:${span.start.line}:${span.start.column}`;
  const name = `${code}${place === '' ? '' : ` (${place.slice(1)})`}`;
  const details = escapeXml(
    [
      `${file}${place}: ${message}`,
      ...(address === undefined ? [] : [`address: ${address}`]),
      ...(hint === undefined ? [] : [`hint: ${hint}`]),
    ].join('\n'),
  );
  return [
    `    <testcase name=${xmlAttribute(name)} classname=${xmlAttribute(file)}>`,
    `      ${outcome(one, details)}`,
    '    </testcase>',
  ];
}

function outcome({ diagnostic: { code, severity, message }, waiver }: Case, details: string): string {
  if (waiver !== undefined) {
    const accepted = xmlAttribute(`waived ${waiverReason(waiver)}`);
    return `<skipped message=${accepted}/><system-out>${severity}: ${details}</system-out>`;
  }
  if (severity !== 'error') return `<system-out>${severity}: ${details}</system-out>`;
  return `<failure type=${xmlAttribute(code)} message=${xmlAttribute(message)}>${details}</failure>`;
}

function cleanSuite({ checked }: Report): string[] {
  const looked = countWords(checked);
  return [
    `  <testsuite name="${runSuite}" tests="1" failures="0" errors="0">`,
    `    <testcase name=${xmlAttribute(looked === '' ? 'nothing to check' : `no faults in ${looked}`)} classname="${runSuite}"/>`,
    '  </testsuite>',
  ];
}

function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
