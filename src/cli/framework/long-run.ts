/**
 * Makes V8 wait longer before it optimizes code: a run over many modules lasts a second or so, and its optimizing compiler would start on
 * code that is done before it is. Measured over a hundred modules this takes a third off the time; for a single one, loading `node:v8`
 * costs more than it saves.
 */
export async function expectLongRun(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--interrupt-budget=2000000');
}
