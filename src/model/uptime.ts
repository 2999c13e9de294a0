// Time since start, for people: it does not wrap, and is never used to time a protection.

import { elapsed } from './time';

export interface Uptime {
  readonly seconds: number;
  /** Milliseconds within the present second. */
  readonly milliseconds: number;
  advance(nowMs: number): void;
}

export function createUptime(startMs: number): Uptime {
  return new Counter(startMs);
}

class Counter implements Uptime {
  seconds = 0;
  milliseconds = 0;
  private lastMs: number;

  constructor(startMs: number) {
    this.lastMs = startMs;
  }

  advance(nowMs: number): void {
    let milliseconds = this.milliseconds + elapsed(this.lastMs, nowMs);
    this.lastMs = nowMs;
    while (milliseconds >= 1_000) {
      milliseconds -= 1_000;
      this.seconds += 1;
    }
    this.milliseconds = milliseconds;
  }
}
