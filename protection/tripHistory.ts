// How often each rule has tripped lately: what the over-current locks and the anti-chatter rule ask.
// Keeps the times of the last trips, counted in seconds since start, for an hour.

/** As many as the largest lock count a setting allows. */
const REMEMBERED = 20;
const FORGOTTEN_AFTER_SECONDS = 3_600;

export class TripHistory {
  /** Trips remembered, of all rules together: while there are none, nothing grows old. */
  remembered = 0;
  // Sixteen bits of seconds last 18 hours, and nothing here grows older than one.
  private readonly seconds: Uint16Array;
  private readonly counts: Uint8Array;
  private now = 0;

  constructor(ruleCount: number) {
    this.seconds = new Uint16Array(ruleCount * REMEMBERED);
    this.counts = new Uint8Array(ruleCount);
  }

  /** Called once a second: time passes, old trips are forgotten. */
  second(): void {
    this.now = (this.now + 1) & 0xffff;
    if (this.remembered === 0) return;
    const { counts } = this;
    for (let rule = 0; rule < counts.length; rule += 1) {
      if (counts[rule] !== 0 && this.ageOf(rule * REMEMBERED) >= FORGOTTEN_AFTER_SECONDS) this.dropOldest(rule);
    }
  }

  remember(rule: number): void {
    if (this.counts[rule] === REMEMBERED) this.dropOldest(rule);
    this.seconds[rule * REMEMBERED + this.counts[rule]] = this.now;
    this.counts[rule] += 1;
    this.remembered += 1;
  }

  /** Trips of one rule within the last `window` seconds, 3 600 at most; counts up to 20. */
  countWithin(rule: number, window: number): number {
    let found = 0;
    for (let entry = 0; entry < this.counts[rule]; entry += 1) {
      if (this.ageOf(rule * REMEMBERED + entry) < window) found += 1;
    }
    return found;
  }

  forget(rule: number): void {
    this.remembered -= this.counts[rule];
    this.counts[rule] = 0;
  }

  private ageOf(entry: number): number {
    return (this.now - this.seconds[entry]) & 0xffff;
  }

  private dropOldest(rule: number): void {
    const first = rule * REMEMBERED;
    this.seconds.copyWithin(first, first + 1, first + this.counts[rule]);
    this.counts[rule] -= 1;
    this.remembered -= 1;
  }
}
