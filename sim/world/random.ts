// Repeatable randomness: independent streams from one seed, so that a new consumer does not shift the others. Normal
// deviates come from a table of quantiles, which costs one look-up each.

/** Small fast counter generator (sfc32): four 32-bit words of state, the last one a counter. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(seed: number, stream: string) {
    // FNV-1a over the stream's name, so that streams differ in more than the seed's low bits.
    let hash = 0x811c9dc5 | 0;
    for (let at = 0; at < stream.length; at += 1) hash = Math.imul(hash ^ stream.charCodeAt(at), 0x01000193);
    this.a = seed | 0;
    this.b = Math.floor(seed / 4_294_967_296) ^ 0x9e3779b9;
    this.c = hash;
    for (let round = 0; round < 15; round += 1) this.bits();
  }

  /** 32 random bits as a signed integer. */
  bits(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum;
  }

  /** 0 up to, not including, 1. */
  unit(): number {
    return (this.bits() >>> 0) / 4_294_967_296;
  }

  /** Evenly between -1 and 1. */
  balanced(): number {
    return this.unit() * 2 - 1;
  }

  /** Mean 0, deviation 1; never beyond 3.7. */
  normal(): number {
    return QUANTILES[this.bits() & QUANTILE_MASK];
  }
}

const QUANTILE_COUNT = 4096;
const QUANTILE_MASK = QUANTILE_COUNT - 1;
const QUANTILES = normalQuantiles(QUANTILE_COUNT);

/** Quantiles of the normal distribution at the middles of `count` equal shares. */
function normalQuantiles(count: number): Float64Array {
  const quantiles = new Float64Array(count);
  for (let index = 0; index < count / 2; index += 1) {
    const quantile = lowerQuantile((index + 0.5) / count);
    quantiles[index] = quantile;
    quantiles[count - 1 - index] = -quantile;
  }
  return quantiles;
}

/** By bisection on the distribution function: run once, so that exactness is cheaper than a fitted formula. */
function lowerQuantile(share: number): number {
  let low = -6;
  let high = 0;
  for (let round = 0; round < 50; round += 1) {
    const middle = (low + high) / 2;
    if (lowerTail(-middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Chance of a normal deviate above `x`, x >= 0: a Taylor series near 0, a continued fraction further out. */
function lowerTail(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x > 3) {
    let fraction = x;
    for (let term = 60; term >= 1; term -= 1) fraction = x + term / fraction;
    return density / fraction;
  }
  let sum = x;
  let power = x;
  for (let odd = 3; odd < 120; odd += 2) {
    power *= (x * x) / odd;
    sum += power;
  }
  return 0.5 - density * sum;
}
