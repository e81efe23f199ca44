import { fc } from '../../properties.ts';
import { type Trouble, type TroubleKind, troubleKinds } from './troubles.ts';

/** What happens to one fleet, from its first deploy to the end. */
export interface Schedule {
  /** Of each environment, the numbers of earlier ones it depends on. */
  readonly dependsOn: readonly (readonly number[])[];
  readonly maxConcurrent: number;
  /** How much faster than the documented times Terraform runs: a run of a small module may end before a request is sent again. */
  readonly speed: number;
  /** What is deployed, one after the other; the last one may be followed by a delete. */
  readonly rounds: readonly Round[];
  /** How the fleet, or the part of it with these numbers, is deleted in the end; undefined: it stays. */
  readonly removal: { readonly numbers: readonly number[]; readonly attempts: readonly Attempt[] } | undefined;
}

/** New contents for some environments, and the runs that try to deploy them before one without trouble. */
export interface Round {
  /** Which environments have new content; in the first round all have. */
  readonly changed: readonly number[];
  /** Environments whose Terraform run fails, once each. */
  readonly failing: readonly number[];
  readonly attempts: readonly Attempt[];
}

/** A run with what happens in it, and the time that passes after it. */
export interface Attempt {
  readonly command: 'submit' | 'resume';
  readonly troubles: readonly Trouble[];
  readonly pauseMs: number;
}

/** Requests of the deploy of one environment, when little is looked at: troubles are spread over that many. */
const requestsEach = 12;

/** Fleets of 1 to 50 environments, most of them small, with whatever may happen to them. */
export const schedules: fc.Arbitrary<Schedule> = fc
  .oneof(
    { weight: 12, arbitrary: fc.integer({ min: 1, max: 6 }) },
    { weight: 1, arbitrary: fc.integer({ min: 7, max: 50 }) },
  )
  .chain((size) => {
    const numbers = fc.uniqueArray(fc.nat(size - 1), { maxLength: size });
    const round = fc.record({
      changed: numbers,
      failing: fc.uniqueArray(fc.nat(size - 1), { maxLength: 2 }),
      attempts: fc.array(attempt(size), { maxLength: 3 }),
    });
    return fc.record({
      dependsOn: fc
        .array(fc.array(fc.nat(size), { maxLength: 2 }), { minLength: size, maxLength: size })
        .map((rows) =>
          rows.map((row, index) => (index === 0 ? [] : [...new Set(row.map((number) => number % index))])),
        ),
      maxConcurrent: fc.integer({ min: 1, max: 50 }),
      speed: fc.constantFrom(4, 400),
      rounds: fc.array(round, { minLength: 1, maxLength: 2 }),
      removal: fc.option(fc.record({ numbers, attempts: fc.array(attempt(size), { maxLength: 2 }) }), {
        nil: undefined,
        freq: 2,
      }),
    });
  });

function attempt(size: number): fc.Arbitrary<Attempt> {
  return fc.record({
    command: fc.constantFrom('submit' as const, 'submit' as const, 'resume' as const),
    troubles: fc.array(trouble(size), { minLength: 1, maxLength: 6 }),
    pauseMs: fc.constantFrom(0, 0, 5_000, 90_000, 3_000_000, 3_700_000),
  });
}

function trouble(size: number): fc.Arbitrary<Trouble> {
  return fc.constantFrom(...troubleKinds).chain((kind: TroubleKind) =>
    fc.record({
      kind: fc.constant(kind),
      at: fc.nat(kind === 'kill while the journal is written' ? 3 * size : requestsEach * size),
    }),
  );
}
