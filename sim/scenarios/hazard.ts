// One thing that must not last: how long it has, how long it may, and what is said when it did. Counts in milliseconds.

export interface Hazard {
  /** Once it has lasted too long, a sentence; reported once. */
  readonly violation: string | undefined;
  /** The condition as it has been for the last `forMs`. */
  see(present: boolean, forMs: number, value: number): void;
}

export function createHazard(what: string, allowedMs: number): Hazard {
  let heldMs = 0;
  let elapsedMs = 0;
  let violation: string | undefined;

  return {
    get violation() {
      return violation;
    },
    see(present, forMs, value) {
      elapsedMs += forMs;
      if (!present) {
        heldMs = 0;
        return;
      }
      heldMs += forMs;
      if (heldMs <= allowedMs || violation !== undefined) return;
      violation = `${what} (${value.toPrecision(4)}) for more than ${allowedMs / 1_000} s, at ${elapsedMs / 1_000} s`;
    },
  };
}
