import type { SubmitEvent, SubmitResult } from '../../submit/events.ts';

/** An event in one line of words, without its environment: of a long message the first line. */
export function firstLineOf(event: SubmitEvent): string {
  return describeEvent(event).split('\n', 1)[0] ?? '';
}

function describeEvent(event: SubmitEvent): string {
  switch (event.kind) {
    case 'planned':
      return `${event.action} ${event.deployment}${event.reasons.length === 0 ? '' : ` (${event.reasons.join(', ')})`}`;
    case 'uploaded':
      return `uploaded ${Math.ceil(event.sizeBytes / 1024)} KB to ${event.source.split('/', 3).join('/')}`;
    case 'submitted':
      return 'submitted';
    case 'step':
      return event.step;
    case 'waiting':
      return `${lastSegment(event.revision)} of this very bundle is applied already; waiting for it`;
    case 'resumed':
      return `finding out what became of ${event.method}, begun at ${event.time}`;
    case 'settled':
      return `the earlier run's submission: ${describeResult(event.result)}`;
    case 'result':
      return describeResult(event.result);
  }
}

/** How it ended, in a few words. */
export function describeResult(result: SubmitResult): string {
  switch (result.outcome) {
    case 'applied':
      return `applied ${lastSegment(result.revision)}, ${count(Object.keys(result.outputs).length, 'output')}`;
    case 'unchanged':
      return `unchanged, ${lastSegment(result.revision)} is this very bundle`;
    case 'deleted':
      return 'deleted';
    case 'absent':
      return 'was not there';
    case 'failed':
      return `failed: ${result.failure.message}${result.failure.isOpen === true ? '; `imprint resume` finds out what became of it' : ''}`;
    case 'skipped':
      return `skipped, since ${result.because} did not succeed`;
    case 'stopped':
      return `not begun, since ${count(result.failed, 'other')} failed`;
    case 'interrupted':
      return result.isOpen ? 'not watched any longer; `imprint resume` goes on with it' : 'not begun';
    case 'superseded':
    case 'not-submitted':
      return `${result.outcome}: ${result.message}`;
  }
}

function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** `1 output`, `2 outputs`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
