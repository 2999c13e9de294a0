// What protection decided: which outputs are withheld, and why. Rules only withhold; nobody grants.

/** The life of one rule. */
export const IDLE = 0;
/** The condition is true; the delay runs. */
export const ALERT = 1;
/** The delay has passed; the outputs are withheld. */
export const TRIPPED = 2;
/** Still withheld; the release condition is true and its time runs. */
export const CLEARING = 3;

/** Families of over-current rules whose repeated trips lock their outputs. */
export const LOCKS_CHARGE = 0;
export const LOCKS_DISCHARGE = 1;
export const LOCKS_SHORT_CIRCUIT = 2;
export const LOCKS_REVIVAL = 3;
export const LOCK_FAMILIES = 4;

export interface Verdict {
  /** Outputs that must be off. */
  readonly withheld: number;
  /** Outputs that a running delay speaks against: on stays on, off stays off. */
  readonly doubted: number;
  /** State of each rule, in the order of the rule table. */
  readonly states: readonly number[];
  /** Rules tripped now. */
  readonly tripped: number;
  /** Rules that have to do with a short circuit wait for the hardware latches to be reset. */
  readonly rearm: boolean;
  /** The most trips of one over-current rule within the lock window, by LOCKS_… family. */
  readonly lockTrips: readonly number[];
  /** Counts every change of a rule's state between tripped and not. */
  readonly changes: number;
}
