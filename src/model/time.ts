// Time on this device is a millisecond count in 32 bits that wraps every 49.7 days (Moddable's Time.ticks).
// Two readings are therefore never compared with < or >; only the distance between them means something.

/** Milliseconds (or microseconds) from one reading of a wrapping 32-bit count to a later one; right up to 2^31 apart. */
export function elapsed(from: number, to: number): number {
  return (to - from) | 0;
}
