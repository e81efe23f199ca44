import colors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { drawRows, takeEvent, waitingRows } from '../../src/cli/deployments/fleet-rows.ts';
import type { SubmitResult } from '../../src/submit/events.ts';

const plain = colors.createColors(false);
const failed: SubmitResult = { outcome: 'failed', failure: { message: 'no such luck', tfErrors: [] } };

describe('drawRows', () => {
  it('has a row for each environment of a small fleet, with what it does and for how long', () => {
    const rows = waitingRows(['shop/dev', 'shop/production', 'till', 'bank']);
    takeEvent(rows, { kind: 'step', environment: 'shop/dev', step: 'RUNNING_TF_PLAN' }, 1_000);
    takeEvent(rows, { kind: 'step', environment: 'shop/dev', step: 'RUNNING_TF_APPLY' }, 3_000);
    takeEvent(rows, { kind: 'submitted', environment: 'till', operation: 'o' }, 1_000);
    takeEvent(rows, { kind: 'result', environment: 'till', result: failed }, 6_000);
    takeEvent(rows, { kind: 'result', environment: 'bank', result: { outcome: 'skipped', because: 'till' } }, 6_000);
    expect(`\n${drawRows(rows, 8_000, plain)}\n`).toMatchInlineSnapshot(`
      "
      ⠋ shop/dev         RUNNING_TF_APPLY  7 s
      · shop/production  waiting
      ✖ till             failed: no such luck  5 s
      · bank             skipped, since till did not succeed  0 s
      "
    `);
  });

  it('shows what failed and what runs of a large fleet, and counts the others', () => {
    const rows = waitingRows(Array.from({ length: 500 }, (_, index) => `e${index}`));
    for (let index = 0; index < 400; index += 1) {
      takeEvent(rows, { kind: 'result', environment: `e${index}`, result: { outcome: 'deleted' } }, 0);
    }
    takeEvent(rows, { kind: 'result', environment: 'e7', result: failed }, 0);
    takeEvent(rows, { kind: 'submitted', environment: 'e400', operation: 'o' }, 0);
    expect(`\n${drawRows(rows, 0, plain)}\n`).toMatchInlineSnapshot(`
      "
      ✖ e7    failed: no such luck  0 s
      ⠋ e400  submitted  0 s
      99 waiting, 1 running, 399 done, 1 failed
      "
    `);
  });

  it('never has more lines than fit on a screen', () => {
    const rows = waitingRows(Array.from({ length: 100 }, (_, index) => `e${index}`));
    for (const environment of rows.keys()) takeEvent(rows, { kind: 'result', environment, result: failed }, 0);
    expect(drawRows(rows, 0, plain).split('\n')).toHaveLength(21);
  });
});
