import { describe, expect, it } from 'vitest';
import { text } from '../../src/report/text.ts';
import { cleanReport, context, reportOn, sampleReport, waivedReport } from './sample-report.ts';

/** The frame of a single diagnostic: without its title and the closing line. */
function frame(content: string, start: number, end: number, width = 80): string {
  return `\n${text(reportOn(content, start, end), { ...context, width })
    .split('\n')
    .slice(1, -3)
    .join('\n')}\n`;
}

describe('text', () => {
  it('shows each diagnostic with its lines, related places, hint, and a closing count', () => {
    expect(`\n${text(sampleReport, context)}`).toMatchInlineSnapshot(`
      "
      error[unknown-environment]: there is no environment \`prod\`
        = hint: did you mean \`dev\`?

      error[unknown-key]: \`regoin\` is not a parameter of \`store\`
       --> environments/dev.yaml:5:5
        |
      5 |     regoin: europe-west3
        |     ^^^^^^
        = hint: did you mean \`region\`?

      warning[value-length]: a title is shorter, 100% of the time: see above
       --> environments/dev.yaml:6:12
        |
      6 |     title: "日本 👍 ü" # wide
        |            ^^^^^^^^^^^

      error[value-range]: \`days\` is 0, at least 1 is needed
       --> main.tf:3:13
        |
      3 |     location = var.region
        |                ^^^^^^^^^^
        = resource: google_storage_bucket.a
        = note: the value was set here
       --> environments/dev.yaml:7:11
        |
      7 |     days: 0
        |           -

      info[unknown-location]: a block over several lines
       --> main.tf:1:1
        |
      1 | / resource "google_storage_bucket" "a" {
      2 | |     name     = "x"
      3 | |     location = var.region
      4 | | }
        | |_^

      error[not-utf-8]: is not text
       --> a,b:c%/latin1 ä.yaml

      4 errors, 1 warning, 1 info in 1 environment, 2 modules (1 ignored)
      "
    `);
  });

  it('colours severity, marks, bars and names', () => {
    const report = { ...sampleReport, diagnostics: sampleReport.diagnostics.slice(1, 2) };
    expect(text(report, { ...context, color: true })).toMatchInlineSnapshot(`
      "[1m[31merror[unknown-key][39m[22m[1m: \`regoin\` is not a parameter of \`store\`[22m
       [34m-->[39m environments/dev.yaml:5:5
      [34m  |[39m
      [34m5 |[39m     regoin: europe-west3
      [34m  |[39m     [1m[31m^^^^^^[39m[22m
        [34m=[39m [1mhint:[22m did you mean \`region\`?

      [1m[31m1 error[39m[22m in 1 environment, 2 modules (1 ignored)
      "
    `);
  });

  it('says what was looked at when nothing was found', () => {
    expect(text(cleanReport, context)).toBe('No faults in 3 environments\n');
  });

  it.each([
    [['store/dev'], 2, 'dev.yaml', []],
    [['store/dev'], 2, 'base.yaml', ['found in store/dev']],
    [['store/dev', 'store/prod'], 2, 'base.yaml', []],
    [['a/1', 'a/2'], 5, 'base.yaml', ['found in a/1, a/2']],
    [['a/1', 'a/2', 'a/3', 'a/4', 'a/5'], 6, 'base.yaml', ['found in a/1, a/2, a/3 and 2 more environments']],
    [[], 2, 'base.yaml', []],
  ])('names environments %j of %i at %s: %j', (environments, checked, file, notes) => {
    const found = { ...reportOn('', 0, 0).diagnostics[0]!, environments, location: { file } };
    const report = { diagnostics: [found], sourceText: () => undefined, checked: { environments: checked } };
    const shown = [...text(report, context).matchAll(/= note: (.*)/g)].map((match) => match[1]);
    expect(shown).toEqual(notes);
  });

  it('expands tabs under which marks still stand', () => {
    expect(frame('\ta\tb: c\n', 3, 4)).toMatchInlineSnapshot(`
      "
       --> f.yaml:1:4
        |
      1 |     a   b: c
        |         ^
      "
    `);
  });

  it('gives wide characters two columns, combining ones none', () => {
    expect(frame('日本e\u0301👩‍👩‍👧: x', 15, 16)).toMatchInlineSnapshot(`
      "
       --> f.yaml:1:8
        |
      1 | 日本é👩‍👩‍👧: x
        |           ^
      "
    `);
  });

  it('marks an empty place and the end of a file with one caret', () => {
    expect(frame('a: 1\n', 5, 5)).toMatchInlineSnapshot(`
      "
       --> f.yaml:2:1
        |
      2 |
        | ^
      "
    `);
    expect(frame('a: ', 3, 3)).toMatchInlineSnapshot(`
      "
       --> f.yaml:1:4
        |
      1 | a:
        |    ^
      "
    `);
  });

  it('ends a range that ends in a line break on its line', () => {
    expect(frame('abc\ndef\n', 1, 4)).toMatchInlineSnapshot(`
      "
       --> f.yaml:1:2
        |
      1 | abc
        |  ^^
      "
    `);
  });

  it('shows begin and end of a long range', () => {
    const lines = Array.from({ length: 120 }, (_, index) => `line ${index + 1}`).join('\n');
    expect(frame(lines, lines.indexOf('line 98'), lines.indexOf('line 113'))).toMatchInlineSnapshot(`
      "
         --> f.yaml:98:1
          |
       98 | / line 98
       99 | | line 99
      100 | | line 100
      101 | | line 101
          : |
      111 | | line 111
      112 | | line 112
          | |_^
      "
    `);
  });

  it('cuts a long line so that the mark stays in sight', () => {
    const line = `${'abcdefghi '.repeat(50)}HERE${' jklmnopqr'.repeat(50)}`;
    expect(frame(line, 500, 504, 60)).toMatchInlineSnapshot(`
      "
       --> f.yaml:1:501
        |
      1 | …cdefghi abcdefghi HERE jklmnopqr jklmnopqr jklmnopqr …
        |                    ^^^^
      "
    `);
    expect(frame(`HERE ${line}`, 0, 4, 60)).toMatchInlineSnapshot(`
      "
       --> f.yaml:1:1
        |
      1 | HERE abcdefghi abcdefghi abcdefghi abcdefghi abcdefghi…
        | ^^^^
      "
    `);
  });

  it('is quick on a line of ten million characters', () => {
    expect(
      frame(`${'x'.repeat(5_000_000)}HERE${'y'.repeat(5_000_000)}`, 5_000_000, 5_000_004, 40),
    ).toMatchInlineSnapshot(`
      "
       --> f.yaml:1:5000001
        |
      1 | …xxxxxxxxxxxHEREyyyyyyyyyyyyyyyyyy…
        |             ^^^^
      "
    `);
  });

  it('shows characters that would steer the terminal as pictures', () => {
    expect(frame('a: \u001b[2J\u202e\u0007x', 3, 8)).toMatchInlineSnapshot(`
      "
       --> f.yaml:1:4
        |
      1 | a: ␛[2J�␇x
        |    ^^^^^
      "
    `);
  });

  it('lets neither message nor file name steer the terminal', () => {
    const report = reportOn('', 0, 0);
    const hostile = {
      ...report.diagnostics[0]!,
      message: 'a\u001b[31m\nb',
      location: { file: 'x\u001b]0;t\u0007.yaml' },
    };
    expect(text({ ...report, diagnostics: [hostile] }, context)).not.toMatch(/[\u0007\u001b]/);
  });

  it('lists applied waivers before the closing line', () => {
    expect(text(waivedReport, context).split('\n').slice(-6)).toEqual([
      'waived:',
      '  unknown-location at google_storage_bucket.* in dev: 1 finding',
      '    --> imprint.yaml:5:7 by platform until 2027-03-31: 100% agreed: see above, <1>',
      '',
      '1 warning in 1 environment, 2 modules (1 waived)',
      '',
    ]);
  });
});
