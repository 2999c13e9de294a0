// The probes T1..T3 on the first, the middle and the last cell, which follow with 30 s of lag, and the power stage's own.

import type { Cells } from './cells';

const LAG_SECONDS = 30;
export const CELL_PROBES = 3;

export class Probes {
  /** T1..T3, then the power stage. */
  readonly celsius: Float64Array;
  readonly fitted: readonly boolean[];
  private readonly on: readonly number[];
  private readonly cells: Cells;
  private readonly share = 1 - Math.exp(-1 / LAG_SECONDS);

  constructor(cells: Cells, ambientCelsius: number, fitted: readonly boolean[]) {
    this.cells = cells;
    this.on = [0, Math.floor(cells.count / 2), cells.count - 1];
    this.celsius = new Float64Array(CELL_PROBES + 1).fill(ambientCelsius);
    this.fitted = this.on.map((_, probe) => fitted[probe] ?? true);
  }

  stepSecond(stageCelsius: number): void {
    for (let probe = 0; probe < CELL_PROBES; probe += 1) {
      const felt = this.celsius[probe];
      const cell = this.cells.celsius[this.on[probe]];
      this.celsius[probe] = felt + (cell - felt) * this.share;
    }
    this.celsius[CELL_PROBES] = stageCelsius;
  }
}
