import type { RunEvent } from '../runner.js';
import { defuseLine, escapeValue } from '../escape.js';
import { ellipsis, paint, plural } from './layout.js';

/** Where progress is written: `process.stderr`, or what looks like it. */
export interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface Progress {
  /** Takes the events of a run. */
  onEvent(event: RunEvent): void;
  /** Removes the live line. Nothing is written afterwards. */
  stop(): void;
}

/** Redrawing more often than this tells nobody more. */
const redrawEveryMs = 80;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Shows a run while it is under way: one line that is redrawn on a terminal, elsewhere a line for each tenth of the
 * checks. Colour only on a terminal, and only when `colour` allows it.
 */
export function createProgress(
  stream: ProgressStream,
  options: { readonly colour?: boolean } = {},
): Progress {
  const live = stream.isTTY === true;
  const colours = paint(live && (options.colour ?? true));
  let checks = 0;
  let failed = 0;
  let errors = 0;
  let tried = 0;
  let operations = 0;
  let drawnAt = 0;
  let frame = 0;
  let tenth = 0;
  let shown = false;
  let stopped = false;

  function draw(text: string, now = performance.now()): void {
    if (stopped || now - drawnAt < redrawEveryMs) return;
    drawnAt = now;
    frame = (frame + 1) % frames.length;
    const line = ellipsis(defuseLine(text), Math.max(20, (stream.columns ?? 80) - 3));
    stream.write(`\r\u001b[2K${colours.dim(frames[frame] ?? '')} ${line}`);
    shown = true;
  }

  function say(text: string): void {
    if (!stopped) stream.write(`${defuseLine(text)}\n`);
  }

  function status(done: number, total: number, requests: number): string {
    const bad = errors === 0 ? `${failed} failed` : `${failed} failed, ${errors} in error`;
    return `${done} of ${plural(total, 'check')}, ${bad}, ${plural(requests, 'request')}`;
  }

  return {
    onEvent(event) {
      switch (event.kind) {
        case 'started':
          ({ checks, operations } = event);
          if (!live)
            say(`${plural(checks, 'check')} of ${plural(operations, 'operation')}, seed ${event.seed}`);
          return;
        case 'operation':
          tried += 1;
          if (live) draw(`trying out ${plural(operations, 'operation')}: ${tried} answered`);
          return;
        case 'check':
          if (event.verdict === 'fail') failed += 1;
          if (event.verdict === 'error') errors += 1;
          if (live) {
            draw(`${status(event.done, event.total, event.requests)}  ${escapeValue(event.id)}`);
          } else if (Math.floor((event.done * 10) / event.total) > tenth) {
            tenth = Math.floor((event.done * 10) / event.total);
            say(status(event.done, event.total, event.requests));
          }
          return;
        case 'finished':
          return;
      }
    },
    stop() {
      if (shown && !stopped) stream.write('\r\u001b[2K');
      stopped = true;
    },
  };
}
