// Time since start, for people: it does not wrap, and is never used to time a protection.

import { elapsed } from './time';

export interface Uptime {
  readonly seconds: number;
  /** Milliseconds within the present second. */
  readonly milliseconds: number;
  advance(nowMs: number): void;
}

export function createUptime(startMs: number): Uptime {
  let lastMs = startMs;
  const uptime = {
    seconds: 0,
    milliseconds: 0,
    advance(nowMs: number): void {
      uptime.milliseconds += elapsed(lastMs, nowMs);
      lastMs = nowMs;
      while (uptime.milliseconds >= 1_000) {
        uptime.milliseconds -= 1_000;
        uptime.seconds += 1;
      }
    },
  };
  return uptime;
}
