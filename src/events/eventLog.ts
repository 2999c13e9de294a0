// What happened: a ring of the latest events in RAM, each with the readings of its moment.
// Writing is a few numbers into a typed array, so the tick may do it; reading makes objects, for whoever asks.

import type { Facts } from '../model/facts';

/** Kinds of event. */
/** Subject: why the device started (hal/ports/restart); value: the detail. */
export const BOOTED = 1;
/** Subject: the rule's place in the table; value: the number it watched. */
export const TRIPPED_RULE = 2;
export const RELEASED_RULE = 3;
/** Subject: the setting's id; value: the new value. */
export const CHANGED_SETTING = 4;
export const CLEARED_BY_HAND = 5;
/** The firmware caught a failure of its own and opened everything. */
export const FAILED = 6;

const CAPACITY = 64;
const WORDS = 7;

export interface Event {
  /** Counts from 1 since start; gaps tell that older events were overwritten. */
  readonly number: number;
  readonly uptimeMs: number;
  readonly kind: number;
  readonly subject: number;
  readonly value: number;
  /** The value a setting had before; 0 for other kinds. */
  readonly before: number;
  readonly packMilliamps: number;
  readonly lowestMillivolts: number;
  readonly highestMillivolts: number;
  readonly hottestDeciCelsius: number;
  readonly outputs: number;
  readonly socPermille: number;
}

export interface EventLog {
  /** Events written since start. */
  readonly written: number;
  write(
    kind: number,
    subject: number,
    value: number,
    before: number,
    facts: Facts,
    uptimeSeconds: number,
    uptimeMs: number,
  ): void;
  /** The events still kept, oldest first. */
  read(): Event[];
}

export function createEventLog(): EventLog {
  return new Ring();
}

class Ring implements EventLog {
  written = 0;
  /**
   * For each event: seconds | milliseconds (10 bits), kind (6), subject (16) | value | before | milliamps |
   * lowest (16), highest (16) | hottest (16), outputs (6), soc (10).
   */
  private readonly words = new Int32Array(CAPACITY * WORDS);

  write(
    kind: number,
    subject: number,
    value: number,
    before: number,
    facts: Facts,
    uptimeSeconds: number,
    uptimeMs: number,
  ): void {
    const { words } = this;
    const at = (this.written % CAPACITY) * WORDS;
    const { cells, current, temperatures } = facts.sample;
    words[at] = uptimeSeconds;
    words[at + 1] = (uptimeMs << 22) | (kind << 16) | (subject & 0xffff);
    words[at + 2] = value;
    words[at + 3] = before;
    words[at + 4] = current.milliamps;
    words[at + 5] = (cells.lowestMillivolts << 16) | (cells.highestMillivolts & 0xffff);
    words[at + 6] =
      (temperatures.hottestDeciCelsius << 16) | (facts.switching.commanded << 10) | facts.estimate.socPermille;
    this.written += 1;
  }

  read(): Event[] {
    const { written } = this;
    const events: Event[] = [];
    for (let number = Math.max(1, written - CAPACITY + 1); number <= written; number += 1) {
      events.push(this.event(number));
    }
    return events;
  }

  private event(number: number): Event {
    const { words } = this;
    const at = ((number - 1) % CAPACITY) * WORDS;
    const what = words[at + 1];
    const cells = words[at + 5];
    const rest = words[at + 6];
    return {
      number,
      uptimeMs: words[at] * 1_000 + (what >>> 22),
      kind: (what >> 16) & 0x3f,
      subject: what & 0xffff,
      value: words[at + 2],
      packMilliamps: words[at + 4],
      lowestMillivolts: cells >> 16,
      highestMillivolts: (cells << 16) >> 16,
      hottestDeciCelsius: rest >> 16,
      outputs: (rest >> 10) & 0x3f,
      socPermille: rest & 0x3ff,
      before: words[at + 3],
    };
  }
}
