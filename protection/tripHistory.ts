// How often each rule has tripped lately: what the over-current locks and the anti-chatter rule ask.
// Keeps the times of the last trips, counted in seconds since start, for an hour.

/** As many as the largest lock count a setting allows. */
const REMEMBERED = 20;
const FORGOTTEN_AFTER_SECONDS = 3_600;

export interface TripHistory {
  /** Called once a second: time passes, old trips are forgotten. */
  second(): void;
  remember(rule: number): void;
  /** Trips of one rule within the last `seconds`, 3 600 at most; counts up to 20. */
  countWithin(rule: number, seconds: number): number;
  forget(rule: number): void;
}

export function createTripHistory(ruleCount: number): TripHistory {
  // Sixteen bits of seconds last 18 hours, and nothing here grows older than one.
  const seconds = new Uint16Array(ruleCount * REMEMBERED);
  const counts = new Uint8Array(ruleCount);
  let now = 0;

  function ageOf(entry: number): number {
    return (now - seconds[entry]) & 0xffff;
  }

  function dropOldest(rule: number): void {
    const first = rule * REMEMBERED;
    seconds.copyWithin(first, first + 1, first + counts[rule]);
    counts[rule] -= 1;
  }

  function second(): void {
    now = (now + 1) & 0xffff;
    for (let rule = 0; rule < ruleCount; rule += 1) {
      if (counts[rule] !== 0 && ageOf(rule * REMEMBERED) >= FORGOTTEN_AFTER_SECONDS) dropOldest(rule);
    }
  }

  function remember(rule: number): void {
    if (counts[rule] === REMEMBERED) dropOldest(rule);
    seconds[rule * REMEMBERED + counts[rule]] = now;
    counts[rule] += 1;
  }

  function countWithin(rule: number, window: number): number {
    let found = 0;
    for (let entry = 0; entry < counts[rule]; entry += 1) {
      if (ageOf(rule * REMEMBERED + entry) < window) found += 1;
    }
    return found;
  }

  function forget(rule: number): void {
    counts[rule] = 0;
  }

  return { second, remember, countWithin, forget };
}
