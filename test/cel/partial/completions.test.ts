import { describe, expect, it } from 'vitest';
import { compilePartial } from '../../../src/cel/partial/compile-partial.ts';
import type { PartialValue } from '../../../src/cel/partial/partial-value.ts';
import { fc } from '../../properties.ts';
import { randomCondition } from './random-condition.ts';
import { type Completed, randomMessage } from './random-message.ts';
import { engineAnswer, thingSchema } from './typed-message.ts';

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
      { numRuns: 400 },
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
      { numRuns: 400 },
    );
  });
});
