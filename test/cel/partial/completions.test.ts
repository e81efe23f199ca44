import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePartial } from '../../../src/cel/partial/compile-partial.ts';
import type { PartialValue } from '../../../src/cel/partial/partial-value.ts';
import { randomCondition } from './random-condition.ts';
import { type Completed, randomMessage } from './random-message.ts';
import { engineAnswer, thingSchema } from './typed-message.ts';

/** More than these few were run by hand: PARTIAL_CEL_RUNS=50000, with other seeds. */
const numRuns = Number(process.env['PARTIAL_CEL_RUNS'] ?? 400);
const seed = Number(process.env['PARTIAL_CEL_SEED'] ?? 7);

function evaluate(condition: string, { partial }: Completed): PartialValue {
  const program = compilePartial(condition, { variables: ['resource'] });
  if ('error' in program) throw new Error(`${condition}: ${program.error}`);
  if (partial === undefined) throw new Error('there is no message');
  return program.evaluate(new Map([['resource', partial]]));
}

describe('conditions on messages of which parts are not known', () => {
  it('come to what the engine says where all is known', () => {
    fc.assert(
      fc.property(randomCondition, randomMessage(thingSchema, false), (condition, message) => {
        const mine = evaluate(condition, message);
        const theirs = engineAnswer(condition)(message.completions[0] ?? {});
        expect(mine.kind === 'scalar' ? mine.value : mine.kind).toBe(theirs ?? 'error');
      }),
      { numRuns, seed },
    );
  });

  it('are decided only where every way of filling in what is not known comes to the same', () => {
    fc.assert(
      fc.property(randomCondition, randomMessage(thingSchema, true), (condition, message) => {
        const mine = evaluate(condition, message);
        if (mine.kind !== 'scalar') return;
        const answer = engineAnswer(condition);
        for (const completion of message.completions) expect(answer(completion ?? {})).toBe(mine.value);
      }),
      { numRuns, seed },
    );
  });
});
