// The sense wires between cells and board: without current they do nothing; the balancer's current makes them lie
// (domain reference 4.4).

import type { Cells } from './cells';
import { Random } from './random';

const MEAN_OHMS = 0.025;
const DEVIATION_OHMS = 0.01;
const LEAST_OHMS = 0.003;

export class Wires {
  /** From B- upwards, one more than cells. */
  readonly ohms: Float64Array;
  private readonly cells: Cells;

  constructor(cells: Cells, seed: number, spread: number, given: readonly number[] | undefined) {
    const chance = new Random(seed, 'wires');
    const count = cells.count + 1;
    this.cells = cells;
    this.ohms = new Float64Array(count);
    for (let wire = 0; wire < count; wire += 1) {
      const drawn = Math.max(LEAST_OHMS, MEAN_OHMS + DEVIATION_OHMS * spread * chance.normal());
      const told = given?.length === cells.count ? given[Math.max(0, wire - 1)] : given?.[wire];
      this.ohms[wire] = told ?? drawn;
    }
  }

  /** Voltages between neighbouring wires on the board's side while `amps` go into the string. */
  read(into: Float64Array, amps: number): void {
    const { emf, ohmic, count, balancedCell, balanceAmps } = this.cells;
    for (let cell = 0; cell < count; cell += 1) {
      into[cell] = emf[cell] + ohmic[cell] * amps;
    }
    if (balancedCell < 0) return;
    const lower = balanceAmps * this.ohms[balancedCell];
    const upper = balanceAmps * this.ohms[balancedCell + 1];
    into[balancedCell] = this.cells.terminalVolts(balancedCell, amps) + lower + upper;
    if (balancedCell > 0) into[balancedCell - 1] = into[balancedCell - 1] - lower;
    if (balancedCell + 1 < count) into[balancedCell + 1] = into[balancedCell + 1] - upper;
  }
}
