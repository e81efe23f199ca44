/**
 * What all of some work came to, in its order. Where some failed, the first failure is thrown, but not before everything has ended: what
 * the others have to put back when the user interrupts, they have put back by then.
 */
export async function settleAll<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}
