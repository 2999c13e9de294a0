// The coulomb ledger: every microampere of every microsecond, in whole numbers, with the remainder kept.
// Reads current readings, makes the charge that went in and out. There is no dead band: a current too small to show is
// still charge, and leaving it out costs users percents a day.
//
// Numbers stay exact: 1 092 A for 1 s is 1.1e15 microampere-microseconds, and a double counts whole numbers to 9.0e15.

import { elapsed } from '../model/time';

// Bound once: a module constant is cheaper than a look-up in a global object, on XS as in the tests' sandbox.
const { trunc } = Math;

const MICROSECONDS_PER_SECOND = 1_000_000;
const MICROAMP_SECONDS_PER_MILLIAMP_HOUR = 3_600_000;
/** Longer gaps are booked in pieces, so that a product never leaves the exact range. */
const LONGEST_PIECE_US = 1_000_000;
/** The microsecond count is trusted over gaps below half its wrap; the millisecond count carries the rest. */
const LONGEST_GAP_MS = 2_000_000;

export interface Ledger {
  /** Net charge since start, in whole microampere-seconds. */
  readonly microampSeconds: number;
  /** Charge in and charge out, each for itself, in whole microampere-seconds. */
  readonly inMicroampSeconds: number;
  readonly outMicroampSeconds: number;
  /** Books `microamps` through the shunt, and `ownMicroamps` past it, for the time since the booking before. */
  book(microamps: number, ownMicroamps: number, timeUs: number, timeMs: number): void;
}

export function createLedger(): Ledger {
  return new CoulombLedger();
}

class CoulombLedger implements Ledger {
  microampSeconds = 0;
  inMicroampSeconds = 0;
  outMicroampSeconds = 0;
  /** What the whole numbers leave over, in microampere-microseconds: each less than a microampere-second in size. */
  private remainder = 0;
  private inRemainder = 0;
  private outRemainder = 0;
  private started = false;
  private lastUs = 0;
  private lastMs = 0;

  book(microamps: number, ownMicroamps: number, timeUs: number, timeMs: number): void {
    const gapMs = elapsed(this.lastMs, timeMs);
    let durationUs = gapMs < LONGEST_GAP_MS ? elapsed(this.lastUs, timeUs) : gapMs * 1_000;
    this.lastUs = timeUs;
    this.lastMs = timeMs;
    if (!this.started) {
      this.started = true;
      return;
    }
    while (durationUs > LONGEST_PIECE_US) {
      this.bookPiece(microamps, ownMicroamps, LONGEST_PIECE_US);
      durationUs -= LONGEST_PIECE_US;
    }
    if (durationUs > 0) this.bookPiece(microamps, ownMicroamps, durationUs);
  }

  private bookPiece(microamps: number, ownMicroamps: number, durationUs: number): void {
    const net = this.remainder + (microamps - ownMicroamps) * durationUs;
    const whole = trunc(net / MICROSECONDS_PER_SECOND);
    this.microampSeconds += whole;
    this.remainder = net - whole * MICROSECONDS_PER_SECOND;
    if (microamps >= 0) {
      const charged = this.inRemainder + microamps * durationUs;
      const wholeIn = trunc(charged / MICROSECONDS_PER_SECOND);
      this.inMicroampSeconds += wholeIn;
      this.inRemainder = charged - wholeIn * MICROSECONDS_PER_SECOND;
    } else {
      const discharged = this.outRemainder - microamps * durationUs;
      const wholeOut = trunc(discharged / MICROSECONDS_PER_SECOND);
      this.outMicroampSeconds += wholeOut;
      this.outRemainder = discharged - wholeOut * MICROSECONDS_PER_SECOND;
    }
  }
}

/** Whole milliampere-hours of a number of microampere-seconds, towards zero. */
export function milliampHours(microampSeconds: number): number {
  return trunc(microampSeconds / MICROAMP_SECONDS_PER_MILLIAMP_HOUR);
}

export function microampSecondsOf(milliampHours: number): number {
  return milliampHours * MICROAMP_SECONDS_PER_MILLIAMP_HOUR;
}
