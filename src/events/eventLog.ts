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
const WORDS = 10;

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
  const ring = new Int32Array(CAPACITY * WORDS);
  let written = 0;

  function event(number: number): Event {
    const at = ((number - 1) % CAPACITY) * WORDS;
    return {
      number,
      uptimeMs: ring[at] * 1_000 + ring[at + 1],
      kind: ring[at + 2] >> 16,
      subject: ring[at + 2] & 0xffff,
      value: ring[at + 3],
      packMilliamps: ring[at + 4],
      lowestMillivolts: ring[at + 5] >> 16,
      highestMillivolts: (ring[at + 5] << 16) >> 16,
      hottestDeciCelsius: ring[at + 6],
      outputs: ring[at + 7],
      socPermille: ring[at + 8],
      before: ring[at + 9],
    };
  }

  return {
    get written() {
      return written;
    },
    write(kind, subject, value, before, facts, uptimeSeconds, uptimeMs) {
      const at = (written % CAPACITY) * WORDS;
      const { cells, current, temperatures } = facts.sample;
      ring[at] = uptimeSeconds;
      ring[at + 1] = uptimeMs;
      ring[at + 2] = (kind << 16) | subject;
      ring[at + 3] = value;
      ring[at + 4] = current.milliamps;
      ring[at + 5] = (cells.lowestMillivolts << 16) | (cells.highestMillivolts & 0xffff);
      ring[at + 6] = temperatures.hottestDeciCelsius;
      ring[at + 7] = facts.switching.commanded;
      ring[at + 8] = facts.estimate.socPermille;
      ring[at + 9] = before;
      written += 1;
    },
    read() {
      const events: Event[] = [];
      for (let number = Math.max(1, written - CAPACITY + 1); number <= written; number += 1) events.push(event(number));
      return events;
    },
  };
}
