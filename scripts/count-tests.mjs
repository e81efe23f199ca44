// Adds up what vitest's own JSON reports say and prints the one line CI reads.
import { readFileSync } from 'node:fs';

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const file of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  totals.passed += report.numPassedTests;
  totals.failed += report.numFailedTests + report.numFailedTestSuites * Number(report.numFailedTests === 0);
  totals.skipped += report.numPendingTests;
}
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed${skipped}\n`);
if (totals.failed > 0 || totals.passed === 0) process.exitCode = 1;
