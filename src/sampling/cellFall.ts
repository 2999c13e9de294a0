// How far the lowest cell has fallen within the last ten seconds while hardly any current flowed: an internal short shows
// like that (domain reference 3.2, T_RUNAWAY). Current starts the watch anew, because resistance moves the cells as well.

const SECONDS = 10;
const SCANS_PER_SECOND = 4;

export interface CellFall {
  /** After each scan. Millivolts fallen; 0 when the cell has not. */
  watch(lowestMillivolts: number, atLowCurrent: boolean): number;
}

export function createCellFall(): CellFall {
  return new Fall();
}

class Fall implements CellFall {
  private readonly past = new Int16Array(SECONDS);
  private kept = 0;
  private next = 0;
  private scans = 0;

  watch(lowestMillivolts: number, atLowCurrent: boolean): number {
    if (!atLowCurrent) {
      this.kept = 0;
      this.scans = 0;
      return 0;
    }
    const past = this.past;
    const scans = this.scans;
    if (scans === 0) {
      past[this.next] = lowestMillivolts;
      this.next = (this.next + 1) % SECONDS;
      if (this.kept < SECONDS) this.kept += 1;
    }
    this.scans = (scans + 1) % SCANS_PER_SECOND;
    const kept = this.kept;
    const next = this.next;
    const oldest = past[kept < SECONDS ? (next - kept + SECONDS) % SECONDS : next];
    return oldest > lowestMillivolts ? oldest - lowestMillivolts : 0;
  }
}
