import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { default as Ajv04 } from 'ajv-draft-04';
import { describe, expect, it } from 'vitest';
import { failureReporters } from '../../src/report/failure-reporters.ts';
import type { Report } from '../../src/report/reporter.ts';
import { sarif } from '../../src/report/sarif.ts';
import { cleanReport, context, reportOn, sampleReport, waivedReport } from './sample-report.ts';

const require = createRequire(import.meta.url);
const matchers = dirname(require.resolve('@microsoft/jest-sarif'));
const schema = JSON.parse(readFileSync(join(matchers, 'schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
// The schema's patterns are not valid with the `u` flag; formats are annotations here.
const validate = new Ajv04.default({
  allErrors: true,
  strict: false,
  unicodeRegExp: false,
  validateFormats: false,
}).compile(schema);

function faultsOf(text: string): unknown {
  validate(JSON.parse(text));
  return validate.errors;
}

const runOf = (text: string) => JSON.parse(text).runs[0];

describe('sarif', () => {
  it('fits the official schema', () => {
    expect(faultsOf(sarif(sampleReport, context))).toBeNull();
    expect(faultsOf(sarif(cleanReport, context))).toBeNull();
    expect(faultsOf(failureReporters['sarif']!({ code: 'usage', message: 'm' }, '1.0.0'))).toBeNull();
    expect(faultsOf('{"version": "2.1.0", "runs": [{}]}')).not.toBeNull();
  });

  it('lists the rules it speaks of, with help', () => {
    const { tool, results } = runOf(sarif(sampleReport, context));
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['unknown-key', 'value-range']);
    expect(tool.driver.rules[0]).toMatchInlineSnapshot(`
      {
        "defaultConfiguration": {
          "level": "error",
        },
        "fullDescription": {
          "text": "It has no effect.",
        },
        "help": {
          "markdown": "It has no effect.

      Source: https://example.com/a",
          "text": "It has no effect.

      Source: https://example.com/a",
        },
        "id": "unknown-key",
        "shortDescription": {
          "text": "A key nobody knows",
        },
      }
    `);
    expect(results[1]).toMatchObject({ ruleId: 'unknown-key', ruleIndex: 0, level: 'error' });
    expect(results[3]).toMatchObject({ ruleId: 'value-range', ruleIndex: 1 });
  });

  it('places a result in UTF-16 columns of a file relative to SRCROOT', () => {
    const { results, columnKind } = runOf(sarif(sampleReport, context));
    expect(columnKind).toBe('utf16CodeUnits');
    expect(results[2].locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'environments/dev.yaml', uriBaseId: 'SRCROOT' },
          region: { startLine: 6, startColumn: 12, endLine: 6, endColumn: 21 },
        },
      },
    ]);
    expect(results[3].locations[0].logicalLocations).toEqual([
      { fullyQualifiedName: 'google_storage_bucket.a', kind: 'resource' },
    ]);
    expect(results[3].relatedLocations[0].message.text).toBe('the value was set here');
    expect(results[4].level).toBe('note');
  });

  it('writes file names as relative URIs', () => {
    const { results } = runOf(sarif(sampleReport, context));
    expect(results[5].locations[0].physicalLocation.artifactLocation.uri).toBe('./a%2Cb%3Ac%25/latin1%20%C3%A4.yaml');
  });

  it('keeps a fingerprint when lines move, and tells equal lines apart', () => {
    const fingerprints = (text: string, ...starts: number[]) => {
      const report = reportOn(text, 0, 1);
      const found = starts.map((start) => ({
        ...report.diagnostics[0]!,
        location: { file: 'f', range: { start, end: start + 1 } },
      }));
      return runOf(sarif({ ...report, diagnostics: found }, context)).results.map(
        (result: { partialFingerprints: { primaryLocationLineHash: string } }) =>
          result.partialFingerprints.primaryLocationLineHash,
      );
    };
    expect(fingerprints('a: 1\n', 0)).toEqual(fingerprints('# new\n\na: 1\n', 7));
    expect(fingerprints('a: 1\n', 0)).not.toEqual(fingerprints('a: 2\n', 0));
    expect(new Set(fingerprints('a: 1\na: 1\n', 0, 5)).size).toBe(2);
  });

  it('shows what is waived as suppressed, with the place of the waiver, and says of the rest that it is not', () => {
    const { results } = runOf(sarif(waivedReport, context));
    expect(faultsOf(sarif(waivedReport, context))).toBeNull();
    const suppressions = results.map((one: { ruleId: string; suppressions: unknown }) => [
      one.ruleId,
      one.suppressions,
    ]);
    expect(suppressions).toEqual([
      ['value-length', []],
      [
        'unknown-location',
        [
          {
            kind: 'external',
            status: 'accepted',
            justification: 'by platform until 2027-03-31: 100% agreed: see above, <1>',
            location: {
              physicalLocation: {
                artifactLocation: { uri: 'imprint.yaml', uriBaseId: 'SRCROOT' },
                region: { startLine: 5, startColumn: 7, endLine: 6, endColumn: 22 },
              },
            },
          },
        ],
      ],
    ]);
  });

  it('gives a finding the same fingerprint whether it is waived or not', () => {
    const [waiver] = waivedReport.waivers ?? [];
    const finding = waiver?.findings[0];
    const twin = finding && { ...finding, message: 'another at the same line' };
    const prints = (report: Report) =>
      runOf(sarif(report, context)).results.map((one: { message: object; partialFingerprints: object }) => [
        one.message,
        one.partialFingerprints,
      ]);
    const all = [twin, finding].flatMap((one) => one ?? []);
    const waived = { ...waivedReport, diagnostics: all.slice(0, 1) };
    expect(prints(waived)).toEqual(prints({ ...waivedReport, diagnostics: all, waivers: [] }));
  });
});
