import { invalidArgument, StorageError } from './storage-error.ts';

/** What a condition is checked against; generation 0 stands for "there is none". */
export interface Conditioned {
  readonly generation: string;
  readonly metageneration: number;
}

/**
 * Checks `ifGenerationMatch` and its siblings (9.6), or `ifSourceGenerationMatch` and its own.
 * @throws StorageError 412, or 304 for a read whose "not match" is not met; 400 for a condition that is no number.
 * @see https://docs.cloud.google.com/storage/docs/request-preconditions
 */
export function checkPreconditions(
  query: URLSearchParams,
  current: Conditioned | undefined,
  isRead: boolean,
  prefix: 'if' | 'ifSource' = 'if',
): void {
  const generation = current?.generation ?? '0';
  const metageneration = String(current?.metageneration ?? 0);
  const checks: readonly (readonly [name: string, actual: string, wantsEqual: boolean])[] = [
    [`${prefix}GenerationMatch`, generation, true],
    [`${prefix}GenerationNotMatch`, generation, false],
    [`${prefix}MetagenerationMatch`, metageneration, true],
    [`${prefix}MetagenerationNotMatch`, metageneration, false],
  ];
  for (const [name, actual, wantsEqual] of checks) {
    const wanted = query.get(name);
    if (wanted === null) continue;
    if (!/^\d{1,19}$/.test(wanted)) throw invalidArgument(`Invalid value for ${name}: '${wanted}'`);
    if ((BigInt(wanted) === BigInt(actual)) === wantsEqual) continue;
    if (isRead && !wantsEqual) throw new StorageError(304, 'notModified', 'Not Modified');
    throw new StorageError(412, 'conditionNotMet', 'At least one of the pre-conditions you specified did not hold.');
  }
}
