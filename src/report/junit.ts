import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Report, Reporter } from './reporter.ts';
import { createSpans, type Span } from './source-index.ts';
import { countSeverities, countWords } from './summary.ts';

const runSuite = 'imprint';

/**
 * JUnit XML, as CI systems read it: a suite for each file with diagnostics, a case for each diagnostic. Errors are failures;
 * warnings and infos are passed cases that say so in `system-out`. A run without diagnostics is one passed case.
 */
export const junit: Reporter = (report) => {
  const spans = createSpans(report);
  const suites = [...groupByFile(report.diagnostics)].flatMap(([file, diagnostics]) =>
    suite(file, diagnostics, (one) => spans(one.location)),
  );
  const { errors } = countSeverities(report.diagnostics);
  const tests = Math.max(report.diagnostics.length, 1);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="imprint" tests="${tests}" failures="${errors}" errors="0">`,
    ...(suites.length === 0 ? cleanSuite(report) : suites),
    '</testsuites>',
    '',
  ].join('\n');
};

/** A text as a quoted XML attribute value; characters XML cannot hold become U+FFFD. */
export function xmlAttribute(text: string): string {
  return `"${escapeXml(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;').replaceAll('\r', '&#13;')}"`;
}

function groupByFile(diagnostics: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const file = diagnostic.location?.file ?? runSuite;
    const group = groups.get(file);
    if (group === undefined) groups.set(file, [diagnostic]);
    else group.push(diagnostic);
  }
  return groups;
}

function suite(
  file: string,
  diagnostics: readonly Diagnostic[],
  spanOf: (diagnostic: Diagnostic) => Span | undefined,
): string[] {
  const { errors } = countSeverities(diagnostics);
  return [
    `  <testsuite name=${xmlAttribute(file)} tests="${diagnostics.length}" failures="${errors}" errors="0">`,
    ...diagnostics.flatMap((diagnostic) => testCase(file, diagnostic, spanOf(diagnostic))),
    '  </testsuite>',
  ];
}

function testCase(file: string, diagnostic: Diagnostic, span: Span | undefined): string[] {
  const { code, severity, message, hint, address } = diagnostic;
  const place = span === undefined ? '' : `:${span.start.line}:${span.start.column}`;
  const name = `${code}${place === '' ? '' : ` (${place.slice(1)})`}`;
  const details = escapeXml(
    [
      `${file}${place}: ${message}`,
      ...(address === undefined ? [] : [`address: ${address}`]),
      ...(hint === undefined ? [] : [`hint: ${hint}`]),
    ].join('\n'),
  );
  const body =
    severity === 'error'
      ? `<failure type=${xmlAttribute(code)} message=${xmlAttribute(message)}>${details}</failure>`
      : `<system-out>${severity}: ${details}</system-out>`;
  return [
    `    <testcase name=${xmlAttribute(name)} classname=${xmlAttribute(file)}>`,
    `      ${body}`,
    '    </testcase>',
  ];
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
