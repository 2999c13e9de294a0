// What the firmware did, in order: every trip and release with its simulated time, and a running hash over everything a
// client could see, so that two runs can be compared by one number.

import { rules } from '../protection/rules';
import type { Bms } from '../src/bms';
import { RELEASED_RULE, TRIPPED_RULE } from '../src/events/eventLog';
import type { World } from './world/world';

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { imul } = Math;

export interface TimelineEntry {
  readonly seconds: number;
  readonly what: 'trip' | 'release';
  readonly fault: string;
  readonly value: number;
}

export interface Timeline {
  readonly entries: readonly TimelineEntry[];
  /** Hash of everything observed so far, as eight hexadecimal digits. */
  readonly hash: string;
  /** To be called after each firmware tick. */
  observe(): void;
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

export function createTimeline(world: World, bms: Bms): Timeline {
  const entries: TimelineEntry[] = [];
  let hash = FNV_OFFSET;
  let seen = 0;
  let lastOutputs = -1;

  function mix(value: number): void {
    hash = imul(hash ^ (value & 0xffff), FNV_PRIME);
    hash = imul(hash ^ (value >>> 16), FNV_PRIME);
  }

  function takeEvents(): void {
    const unseen = bms.events.written - seen;
    seen = bms.events.written;
    for (const event of bms.events.read().slice(-unseen)) {
      mix(event.kind);
      mix(event.subject);
      mix(event.value);
      if (event.kind !== TRIPPED_RULE && event.kind !== RELEASED_RULE) continue;
      entries.push({
        seconds: world.nowMs / 1_000,
        what: event.kind === TRIPPED_RULE ? 'trip' : 'release',
        fault: rules[event.subject].fault,
        value: event.value,
      });
    }
  }

  function observe(): void {
    const { sample, switching, estimate } = bms.facts;
    if (bms.events.written !== seen) {
      mix(world.nowMs);
      takeEvents();
    }
    if (switching.commanded !== lastOutputs) {
      lastOutputs = switching.commanded;
      mix(world.nowMs);
      mix(lastOutputs);
    }
    if (sample.current.fresh) mix(sample.current.milliamps);
    if (sample.cells.fresh) {
      mix(sample.cells.sumMillivolts);
      mix((sample.cells.lowestMillivolts << 16) | (sample.cells.highestMillivolts & 0xffff));
    }
    if (sample.temperatures.fresh) {
      mix(sample.temperatures.hottestDeciCelsius);
      mix(estimate.remainingMilliampHours);
    }
  }

  return {
    entries,
    get hash() {
      return (hash >>> 0).toString(16).padStart(8, '0');
    },
    observe,
  };
}
