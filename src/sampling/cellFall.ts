// How far the lowest cell has fallen within the last ten seconds while hardly any current flowed: an internal short shows
// like that (domain reference 3.2, T_RUNAWAY). Current starts the watch anew, because resistance moves the cells as well.

const SECONDS = 10;
const SCANS_PER_SECOND = 4;

export interface CellFall {
  /** After each scan. Millivolts fallen; 0 when the cell has not. */
  watch(lowestMillivolts: number, atLowCurrent: boolean): number;
}

export function createCellFall(): CellFall {
  const past = new Int16Array(SECONDS);
  let kept = 0;
  let next = 0;
  let scans = 0;

  function watch(lowestMillivolts: number, atLowCurrent: boolean): number {
    if (!atLowCurrent) {
      kept = 0;
      scans = 0;
      return 0;
    }
    if (scans === 0) {
      past[next] = lowestMillivolts;
      next = (next + 1) % SECONDS;
      if (kept < SECONDS) kept += 1;
    }
    scans = (scans + 1) % SCANS_PER_SECOND;
    const oldest = past[kept < SECONDS ? (next - kept + SECONDS) % SECONDS : next];
    return oldest > lowestMillivolts ? oldest - lowestMillivolts : 0;
  }

  return { watch };
}
