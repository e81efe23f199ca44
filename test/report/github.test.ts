import { describe, expect, it } from 'vitest';
import { github } from '../../src/report/github.ts';
import { cleanReport, context, reportOn, sampleReport, waivedReport } from './sample-report.ts';

describe('github', () => {
  it('writes one workflow command a diagnostic', () => {
    expect(`\n${github(sampleReport, context)}`).toMatchInlineSnapshot(`
      "
      ::error title=unknown-environment::there is no environment \`prod\`%0Ahint: did you mean \`dev\`?
      ::error file=environments/dev.yaml,line=5,endLine=5,col=5,endColumn=10,title=unknown-key::\`regoin\` is not a parameter of \`store\`%0Ahint: did you mean \`region\`?
      ::warning file=environments/dev.yaml,line=6,endLine=6,col=12,endColumn=19,title=value-length::a title is shorter, 100%25 of the time: see above
      ::error file=main.tf,line=3,endLine=3,col=13,endColumn=22,title=value-range::\`days\` is 0, at least 1 is needed (google_storage_bucket.a)
      ::notice file=main.tf,line=1,endLine=4,title=unknown-location::a block over several lines
      ::error file=a%2Cb%3Ac%25/latin1 ä.yaml,title=not-utf-8::is not text
      "
    `);
  });

  it('writes nothing when nothing was found', () => {
    expect(github(cleanReport, context)).toBe('');
  });

  it('escapes what would end a message or property, so that no document can write commands of its own', () => {
    const report = reportOn('', 0, 0);
    const hostile = {
      ...report.diagnostics[0]!,
      message: '100%\r\n::error::forged',
      location: { file: 'a,line=9::b%0A:c.yaml' },
    };
    expect(github({ ...report, diagnostics: [hostile] }, context)).toBe(
      '::error file=a%2Cline=9%3A%3Ab%250A%3Ac.yaml,title=yaml-syntax::100%25%0D%0A::error::forged\n',
    );
  });

  it('leaves columns out of ranges over several lines, which GitHub would refuse', () => {
    expect(github(reportOn('ab\ncd\nef', 1, 7), context)).toContain('line=1,endLine=3,title');
  });

  it('gives one notice for a waiver, at its place, and none for the lines it covers', () => {
    const lines = github(waivedReport, context).trimEnd().split('\n');
    expect(lines.slice(1)).toEqual([
      '::notice file=imprint.yaml,line=5,endLine=6,title=waiver::unknown-location at google_storage_bucket.* in dev: 1 finding waived by platform until 2027-03-31: 100%25 agreed: see above, <1>',
    ]);
    expect(lines[0]).toContain('::warning file=environments/dev.yaml');
  });
});
