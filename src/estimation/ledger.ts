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

/** Whole microampere-seconds of one account, and what is left over. */
interface Account {
  whole: number;
  /** In microampere-microseconds, always less than one microampere-second in size. */
  remainder: number;
}

function add(account: Account, microamps: number, durationUs: number): void {
  const total = account.remainder + microamps * durationUs;
  const whole = trunc(total / MICROSECONDS_PER_SECOND);
  account.whole += whole;
  account.remainder = total - whole * MICROSECONDS_PER_SECOND;
}

export function createLedger(): Ledger {
  const net: Account = { whole: 0, remainder: 0 };
  const charged: Account = { whole: 0, remainder: 0 };
  const discharged: Account = { whole: 0, remainder: 0 };
  let started = false;
  let lastUs = 0;
  let lastMs = 0;

  function bookPiece(microamps: number, ownMicroamps: number, durationUs: number): void {
    add(net, microamps - ownMicroamps, durationUs);
    if (microamps >= 0) add(charged, microamps, durationUs);
    else add(discharged, -microamps, durationUs);
  }

  return {
    get microampSeconds() {
      return net.whole;
    },
    get inMicroampSeconds() {
      return charged.whole;
    },
    get outMicroampSeconds() {
      return discharged.whole;
    },
    book(microamps, ownMicroamps, timeUs, timeMs) {
      const gapMs = elapsed(lastMs, timeMs);
      let durationUs = gapMs < LONGEST_GAP_MS ? elapsed(lastUs, timeUs) : gapMs * 1_000;
      lastUs = timeUs;
      lastMs = timeMs;
      if (!started) {
        started = true;
        return;
      }
      while (durationUs > LONGEST_PIECE_US) {
        bookPiece(microamps, ownMicroamps, LONGEST_PIECE_US);
        durationUs -= LONGEST_PIECE_US;
      }
      if (durationUs > 0) bookPiece(microamps, ownMicroamps, durationUs);
    },
  };
}

/** Whole milliampere-hours of a number of microampere-seconds, towards zero. */
export function milliampHours(microampSeconds: number): number {
  return trunc(microampSeconds / MICROAMP_SECONDS_PER_MILLIAMP_HOUR);
}

export function microampSecondsOf(milliampHours: number): number {
  return milliampHours * MICROAMP_SECONDS_PER_MILLIAMP_HOUR;
}
