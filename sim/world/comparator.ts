// The short-circuit comparator with its latch: fires when the discharge current stays above the threshold for the delay,
// to the microsecond within a millisecond's exponential. It drops the coils by itself.

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { acos, exp, log, max, min } = Math;

const MILLISECOND_US = 1000;

export class Comparator {
  readonly thresholdAmps: number;
  readonly delayUs: number;
  latched = false;
  /** When it fired, microseconds since the start; -1 before the first time. */
  firedUs = -1;
  private aboveUs = 0;

  constructor(thresholdAmps: number, delayUs: number) {
    this.thresholdAmps = thresholdAmps;
    this.delayUs = delayUs;
  }

  /** Watches one millisecond from `startMs`, in which the discharge current is final + swing exp(-t / tau). */
  watch(startMs: number, final: number, swing: number, tauSeconds: number): void {
    const threshold = this.thresholdAmps;
    const tauUs = tauSeconds * 1e6;
    const decay = tauUs > 0 ? exp(-MILLISECOND_US / tauUs) : 0;
    const beginsAbove = final + (tauUs > 0 ? swing : 0) > threshold;
    const endsAbove = final + swing * decay > threshold;
    if (!beginsAbove && !endsAbove) {
      this.aboveUs = 0;
      return;
    }
    if (beginsAbove && endsAbove) {
      this.hold(startMs * MILLISECOND_US, MILLISECOND_US);
      return;
    }
    // One crossing, since the exponential only rises or only falls.
    const crossingUs = min(MILLISECOND_US, tauUs * log(swing / (threshold - final)));
    if (beginsAbove) {
      this.hold(startMs * MILLISECOND_US, crossingUs);
      this.aboveUs = 0;
    } else {
      this.aboveUs = 0;
      this.hold(startMs * MILLISECOND_US + crossingUs, MILLISECOND_US - crossingUs);
    }
  }

  /** Watches a millisecond of a steady current with sine ripple that only its peaks lift above the threshold. */
  watchRipple(startMs: number, mean: number, amplitude: number, hertz: number): void {
    const above = acos(min(1, (this.thresholdAmps - mean) / amplitude)) / (Math.PI * hertz);
    if (above * 1e6 >= this.delayUs) this.fire(startMs * MILLISECOND_US + this.delayUs);
  }

  reset(): void {
    this.latched = false;
    this.aboveUs = 0;
  }

  private hold(fromUs: number, forUs: number): void {
    if (this.aboveUs + forUs >= this.delayUs) this.fire(fromUs + max(0, this.delayUs - this.aboveUs));
    this.aboveUs += forUs;
  }

  private fire(atUs: number): void {
    if (this.latched) return;
    this.latched = true;
    this.firedUs = atUs;
  }
}
