// How old a group of readings is. A source that stays silent makes its group invalid, and its silence is counted.

import type { Mutable } from '../model/mutable';
import { SILENCE_CEILING_MS, type Group } from '../model/sample';
import { elapsed } from '../model/time';

/** Called when the source has just answered. */
export function refresh(group: Mutable<Group>, nowMs: number): void {
  group.valid = true;
  group.fresh = true;
  group.timeMs = nowMs;
  group.silentMs = 0;
}

/** Called at the start of each tick: the reading is a tick older, and stale beyond `staleMs`. */
export function age(group: Mutable<Group>, nowMs: number, staleMs: number): void {
  group.fresh = false;
  // Once at the ceiling the count no longer follows the clock, which would wrap.
  if (group.silentMs < SILENCE_CEILING_MS) {
    group.silentMs = elapsed(group.timeMs, nowMs);
    if (group.silentMs > staleMs) group.valid = false;
  }
}
