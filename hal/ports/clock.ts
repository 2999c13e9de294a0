// Time, from whatever the platform counts.

export interface Clock {
  /** Milliseconds as a signed 32-bit count that wraps. */
  milliseconds(): number;
  /** Microseconds as a signed 32-bit count that wraps every 71 minutes. */
  microseconds(): number;
  /** Milliseconds from an earlier `milliseconds()` to now; right across the wrap, up to 24 days. */
  since(startMs: number): number;
}
