import { describe, expect, it } from 'vitest';
import { junit } from '../../src/report/junit.ts';
import { cleanReport, context, reportOn, sampleReport, waivedReport } from './sample-report.ts';

describe('junit', () => {
  it('has a suite a file and a case a diagnostic; only errors are failures', () => {
    expect(`\n${junit(sampleReport, context)}`).toMatchInlineSnapshot(`
      "
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="imprint" tests="6" failures="4" errors="0">
        <testsuite name="imprint" tests="1" failures="1" errors="0">
          <testcase name="unknown-environment" classname="imprint">
            <failure type="unknown-environment" message="there is no environment \`prod\`">imprint: there is no environment \`prod\`
      hint: did you mean \`dev\`?</failure>
          </testcase>
        </testsuite>
        <testsuite name="environments/dev.yaml" tests="2" failures="1" errors="0">
          <testcase name="unknown-key (5:5)" classname="environments/dev.yaml">
            <failure type="unknown-key" message="\`regoin\` is not a parameter of \`store\`">environments/dev.yaml:5:5: \`regoin\` is not a parameter of \`store\`
      hint: did you mean \`region\`?</failure>
          </testcase>
          <testcase name="value-length (6:12)" classname="environments/dev.yaml">
            <system-out>warning: environments/dev.yaml:6:12: a title is shorter, 100% of the time: see above</system-out>
          </testcase>
        </testsuite>
        <testsuite name="main.tf" tests="2" failures="1" errors="0">
          <testcase name="value-range (3:13)" classname="main.tf">
            <failure type="value-range" message="\`days\` is 0, at least 1 is needed">main.tf:3:13: \`days\` is 0, at least 1 is needed
      address: google_storage_bucket.a</failure>
          </testcase>
          <testcase name="unknown-location (1:1)" classname="main.tf">
            <system-out>info: main.tf:1:1: a block over several lines</system-out>
          </testcase>
        </testsuite>
        <testsuite name="a,b:c%/latin1 ä.yaml" tests="1" failures="1" errors="0">
          <testcase name="not-utf-8" classname="a,b:c%/latin1 ä.yaml">
            <failure type="not-utf-8" message="is not text">a,b:c%/latin1 ä.yaml: is not text</failure>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('is one passed case when nothing was found', () => {
    expect(`\n${junit(cleanReport, context)}`).toMatchInlineSnapshot(`
      "
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="imprint" tests="1" failures="0" errors="0">
        <testsuite name="imprint" tests="1" failures="0" errors="0">
          <testcase name="no faults in 3 environments" classname="imprint"/>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('escapes what XML cannot hold', () => {
    const report = reportOn('', 0, 0);
    const hostile = { ...report.diagnostics[0]!, message: '<a b="c">&\u0000\ud800\n]]>' };
    expect(junit({ ...report, diagnostics: [hostile] }, context)).toContain(
      'message="&lt;a b=&quot;c&quot;&gt;&amp;\ufffd\ufffd&#10;]]&gt;"',
    );
  });

  it('shows what is waived as skipped, with who accepted it and why', () => {
    const text = junit(waivedReport, context);
    expect(text).toContain('<testsuites name="imprint" tests="2" failures="0" errors="0">');
    expect(text).toContain('<testsuite name="main.tf" tests="1" failures="0" errors="0" skipped="1">');
    expect(text).toContain(
      '<skipped message="waived by platform until 2027-03-31: 100% agreed: see above, &lt;1&gt;"/><system-out>error: main.tf:3:2',
    );
    expect(text).not.toContain('<failure');
  });
});
