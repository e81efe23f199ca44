import { createLogUpdate } from 'log-update';
import colors from 'picocolors';
import type { Stream } from '../command.ts';
import { drawRows, frameMs, takeEvent, waitingRows } from './fleet-rows.ts';
import type { SubmitView } from './submit-view.ts';

/** A table redrawn in place: one row an environment with its step and the seconds it takes. */
export function liveView(environments: readonly string[], stream: Stream): SubmitView {
  const paint = colors.createColors(stream.color);
  const rows = waitingRows(environments);
  // Cast: log-update asks for a writable stream and uses its `write` and `columns` only.
  const update = createLogUpdate(stream as unknown as NodeJS.WriteStream, { showCursor: true });
  const draw = (): void => update(drawRows(rows, Date.now(), paint));
  const timer = setInterval(draw, frameMs);
  return {
    listen(event) {
      takeEvent(rows, event, Date.now());
      draw();
    },
    close() {
      clearInterval(timer);
      draw();
      update.done();
    },
  };
}
