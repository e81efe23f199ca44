// Adds up what the runners' own reports say (vitest's JSON, pytest's JUnit XML) and prints the one line CI reads.
import { existsSync, readFileSync } from 'node:fs';

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const file of process.argv.slice(2)) {
  // Python may be missing, and its tests with it; vitest cannot be.
  if (file.endsWith('.xml') && !existsSync(file)) {
    process.stderr.write(`skipped: there is no ${file}\n`);
    totals.skipped += 1;
    continue;
  }
  const counts = file.endsWith('.xml') ? readJunit(file) : readVitest(file);
  for (const key of Object.keys(totals)) totals[key] += counts[key];
}
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed${skipped}\n`);
if (totals.failed > 0 || totals.passed === 0) process.exitCode = 1;

function readVitest(file) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numFailedTestSuites * Number(report.numFailedTests === 0),
    skipped: report.numPendingTests,
  };
}

function readJunit(file) {
  const suite = /<testsuite [^>]*>/.exec(readFileSync(file, 'utf8'))?.[0] ?? '';
  const [tests, failures, errors, skipped] = ['tests', 'failures', 'errors', 'skipped'].map((name) => {
    const digits = new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1];
    if (digits === undefined) throw new Error(`${file} does not say how many ${name} there are`);
    return Number(digits);
  });
  return { passed: tests - failures - errors - skipped, failed: failures + errors, skipped };
}
