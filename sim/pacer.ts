// Lets firmware ticks happen at a chosen multiple of real time, in short slices, so that the process stays responsive at
// any speed. What a suspended or slow machine could not do in time is dropped, not caught up; the effective speed tells.

import { performance } from 'node:perf_hooks';
import { BASE_PERIOD_MS } from '../src/bms';

/** As fast as the machine can. */
export const MAXIMUM_SPEED = Infinity;

/** Real time after which a slice lets others have their turn. */
const SLICE_MS = 10;
/** Looking at the clock is dear against a tick. */
const TICKS_PER_LOOK = 16;
/** At most this much real time is ever caught up with. */
const CATCH_UP_MS = 250;
const MEASURED_OVER_MS = 1_000;
const SHORTEST_SLEEP_MS = 1;
const LONGEST_SLEEP_MS = 50;

export interface PacerClock {
  nowMs(): number;
  /** Calls back once, never from within; 0 means as soon as everybody else has had a turn. */
  later(milliseconds: number, callBack: () => void): void;
}

export interface PacerOptions {
  /** One tick; false ends the pacing for good. */
  readonly step: () => boolean;
  /** A tick has thrown: the pacing has stopped. */
  readonly onFailure: (error: unknown) => void;
  readonly factor: number;
  readonly clock?: PacerClock;
}

export interface Pacer {
  /** Simulated seconds wanted per real second; 0 is paused. */
  readonly factor: number;
  /** Simulated seconds per real second that there really were lately. */
  readonly effectiveFactor: number;
  readonly paused: boolean;
  /** Ticks of `advance` are still to be done. */
  readonly advancing: boolean;
  setFactor(factor: number): void;
  /** While paused: this many ticks as fast as possible. */
  advance(ticks: number): Promise<void>;
  start(): void;
  stop(): void;
}

const realClock: PacerClock = {
  nowMs: () => performance.now(),
  later: (milliseconds, callBack) => {
    if (milliseconds <= 0) setImmediate(callBack);
    else setTimeout(callBack, milliseconds);
  },
};

export function createPacer(options: PacerOptions): Pacer {
  const clock = options.clock ?? realClock;
  let { factor } = options;
  let running = false;
  let scheduled = false;
  /** Whole and part ticks that should have happened by now. */
  let owedTicks = 0;
  let lastMs = 0;
  let measuredSinceMs = 0;
  let measuredTicks = 0;
  let effectiveFactor = 0;
  let advanceTicks = 0;
  let onAdvanced: (() => void) | undefined;

  const paused = () => factor === 0;
  const idle = () => paused() && advanceTicks === 0;

  function schedule(milliseconds: number): void {
    if (scheduled || !running || idle()) return;
    scheduled = true;
    clock.later(milliseconds, slice);
  }

  function slice(): void {
    scheduled = false;
    if (!running || idle()) return;
    const startMs = clock.nowMs();
    measure(startMs);
    owe(startMs);
    try {
      work(startMs);
    } catch (error) {
      stop();
      options.onFailure(error);
      return;
    }
    schedule(owedTicks >= 1 ? 0 : sleepMs());
  }

  /** Until the next tick is due; never so short that the clock may stand still meanwhile. */
  function sleepMs(): number {
    const dueMs = ((1 - owedTicks) * BASE_PERIOD_MS) / factor;
    return Math.min(LONGEST_SLEEP_MS, Math.max(SHORTEST_SLEEP_MS, dueMs));
  }

  function owe(nowMs: number): void {
    if (advanceTicks > 0) owedTicks = advanceTicks;
    else if (factor === MAXIMUM_SPEED) owedTicks = Infinity;
    else {
      const most = Math.max(1, (CATCH_UP_MS * factor) / BASE_PERIOD_MS);
      owedTicks = Math.min(most, owedTicks + ((nowMs - lastMs) * factor) / BASE_PERIOD_MS);
    }
    lastMs = nowMs;
  }

  function work(startMs: number): void {
    for (let done = 1; owedTicks >= 1; done += 1) {
      const more = options.step();
      owedTicks -= 1;
      measuredTicks += 1;
      if (advanceTicks > 0) advanceTicks -= 1;
      if (!more) {
        stop();
        return;
      }
      if (done % TICKS_PER_LOOK === 0 && clock.nowMs() - startMs >= SLICE_MS) break;
    }
    if (advanceTicks === 0) finishAdvance();
  }

  function finishAdvance(): void {
    const done = onAdvanced;
    onAdvanced = undefined;
    done?.();
  }

  function measure(nowMs: number): void {
    const elapsedMs = nowMs - measuredSinceMs;
    if (elapsedMs < MEASURED_OVER_MS) return;
    effectiveFactor = (measuredTicks * BASE_PERIOD_MS) / elapsedMs;
    restartMeasuring(nowMs);
  }

  function restartMeasuring(nowMs: number): void {
    measuredSinceMs = nowMs;
    measuredTicks = 0;
  }

  function restart(): void {
    const nowMs = clock.nowMs();
    owedTicks = 0;
    lastMs = nowMs;
    effectiveFactor = factor === MAXIMUM_SPEED ? 0 : factor;
    restartMeasuring(nowMs);
  }

  function stop(): void {
    running = false;
    advanceTicks = 0;
    effectiveFactor = 0;
    finishAdvance();
  }

  return {
    get factor() {
      return factor;
    },
    get effectiveFactor() {
      return paused() ? 0 : effectiveFactor;
    },
    get paused() {
      return paused();
    },
    get advancing() {
      return advanceTicks > 0;
    },
    setFactor(wanted) {
      if (!(wanted >= 0)) throw new RangeError(`a speed must be 0 or more, not ${wanted}`);
      factor = wanted;
      restart();
      schedule(0);
    },
    advance(ticks) {
      if (!paused() || advanceTicks > 0) throw new Error('only a paused simulation can be advanced, once at a time');
      if (!running) return Promise.resolve();
      advanceTicks = ticks;
      owedTicks = 0;
      return new Promise((resolve) => {
        onAdvanced = resolve;
        schedule(0);
      });
    },
    start() {
      running = true;
      restart();
      schedule(0);
    },
    stop,
  };
}
