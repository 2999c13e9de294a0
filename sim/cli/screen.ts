// Shows what runs on a terminal, redrawn in place, or as a line now and then where nobody watches. It puts the terminal
// back as it was when it ends.

import type { Terminal } from './terminal';
import type { Running } from '../running';
import { viewLines } from '../terminalView';

const REDRAW_MS = 250;
const LINE_MS = 10_000;

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const HOME = '\u001b[H';
const CLEAR_LINE_END = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';
const CLEAR_SCREEN = '\u001b[2J';

export interface Screen {
  end(): void;
}

export function showView(running: Running, addresses: readonly string[], terminal: Terminal): Screen {
  let size = '';
  const draw = () => {
    const { columns, rows } = terminal;
    const resized = size !== `${columns}x${rows}`;
    size = `${columns}x${rows}`;
    const lines = viewLines(running, addresses, terminal).map((line) => `${line}${CLEAR_LINE_END}`);
    terminal.out(`${resized ? CLEAR_SCREEN : ''}${HOME}${lines.join('\n')}\n${CLEAR_BELOW}`);
  };
  terminal.out(HIDE_CURSOR);
  draw();
  const timer = setInterval(draw, REDRAW_MS);
  return {
    end() {
      clearInterval(timer);
      draw();
      terminal.out(SHOW_CURSOR);
    },
  };
}

/** What `line` makes, every ten seconds. */
export function showLines(line: () => string, terminal: Terminal): Screen {
  const timer = setInterval(() => terminal.out(`${line()}\n`), LINE_MS);
  return { end: () => clearInterval(timer) };
}

/** The same for programs: one JSON document. */
export function statusJson({ session: { simulation }, pacer }: Running): string {
  const { world, bms } = simulation;
  return JSON.stringify({
    simulatedSeconds: world.nowMs / 1_000,
    effectiveSpeed: Math.round(pacer.effectiveFactor * 100) / 100,
    ticks: simulation.ticks,
    packVolts: Math.round(world.truth.packVolts * 1_000) / 1_000,
    packAmps: Math.round(world.truth.packAmps * 1_000) / 1_000,
    faultCount: bms.facts.verdict.tripped,
    hash: simulation.timeline.hash,
  });
}
