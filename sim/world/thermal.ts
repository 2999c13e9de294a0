// Warmth: the cells among each other and against the air, and the power stage (domain reference 9.3). One step a second;
// the fastest time constant, some minutes, leaves an explicit step exact to a tenth of a per cent.

import type { Cells } from './cells';
import { resistanceFactor, selfDischargeFactor } from './chemistry';

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { exp, floor, max } = Math;

const JOULES_PER_KILOGRAM_KELVIN = 1050;
const KILOGRAMS_PER_AMP_HOUR = 5.4 / 280;
const KELVIN_PER_WATT_TO_AIR = 3;
const WATTS_PER_KELVIN_TO_NEIGHBOUR = 1;

/** Shunt, contactors and busbars on the board's side: some 25 K at 400 A, within minutes. */
const STAGE_KELVIN_PER_AMP_SQUARED = 1.5e-4;
const STAGE_SECONDS = 120;

/** A cell is kept between these: far outside anything a rule or a sensor tells apart. */
const COLDEST_CELSIUS = -80;
const HOTTEST_CELSIUS = 400;

const FACTOR_STEPS_PER_KELVIN = 4;

export class Thermal {
  readonly cellHeatCapacity: number;
  /** Heat put into single cells from inside. */
  readonly injectedWatts: Float64Array;
  ambientCelsius: number;
  stageCelsius: number;
  /** The stage is held at least this hot; -Infinity for not at all. */
  stageHeldCelsius = -Infinity;
  private readonly cells: Cells;
  private readonly isothermal: boolean;
  private readonly stageShare = 1 - exp(-1 / STAGE_SECONDS);

  constructor(cells: Cells, ambientCelsius: number, meanAmpHours: number, isothermal: boolean) {
    this.cells = cells;
    this.ambientCelsius = ambientCelsius;
    this.stageCelsius = ambientCelsius;
    this.isothermal = isothermal;
    this.cellHeatCapacity = JOULES_PER_KILOGRAM_KELVIN * KILOGRAMS_PER_AMP_HOUR * meanAmpHours;
    this.injectedWatts = new Float64Array(cells.count);
    cells.refresh(resistanceAt, selfDischargeAt);
  }

  /** Lets a second pass with this integral of the squared pack current and this heater power. */
  stepSecond(ampsSquaredSeconds: number, heaterWatts: number): void {
    const { cells, ambientCelsius } = this;
    const stageTarget = ambientCelsius + STAGE_KELVIN_PER_AMP_SQUARED * ampsSquaredSeconds;
    this.stageCelsius += (stageTarget - this.stageCelsius) * this.stageShare;
    if (this.stageCelsius < this.stageHeldCelsius) this.stageCelsius = this.stageHeldCelsius;
    if (this.stageCelsius > HOTTEST_CELSIUS) this.stageCelsius = HOTTEST_CELSIUS;
    if (this.isothermal) cells.celsius.fill(ambientCelsius);
    else this.warmCells(ampsSquaredSeconds, heaterWatts / cells.count);
    cells.refresh(resistanceAt, selfDischargeAt);
  }

  private warmCells(ampsSquaredSeconds: number, heaterShare: number): void {
    const { cells, ambientCelsius, cellHeatCapacity } = this;
    const { celsius, count } = cells;
    let below = celsius[0];
    for (let cell = 0; cell < count; cell += 1) {
      const own = celsius[cell];
      const above = cell + 1 < count ? celsius[cell + 1] : own;
      const ohms = cells.ohmic[cell] + cells.polarisationOhms[cell];
      let joules = ampsSquaredSeconds * ohms + heaterShare + this.injectedWatts[cell];
      joules += cells.softShortAmps[cell] * max(0, cells.emf[cell]);
      joules += (ambientCelsius - own) / KELVIN_PER_WATT_TO_AIR;
      joules += (below - own + (above - own)) * WATTS_PER_KELVIN_TO_NEIGHBOUR;
      let next = own + joules / cellHeatCapacity;
      if (next < COLDEST_CELSIUS) next = COLDEST_CELSIUS;
      else if (next > HOTTEST_CELSIUS) next = HOTTEST_CELSIUS;
      celsius[cell] = next;
      below = own;
    }
  }
}

// Both factors by table: straight lines a quarter kelvin apart are right to 1e-5 and spare two exponentials per cell.
const RESISTANCE = tabulate(resistanceFactor);
const SELF_DISCHARGE = tabulate(selfDischargeFactor);

export function resistanceAt(celsius: number): number {
  return lookUp(RESISTANCE, celsius);
}

export function selfDischargeAt(celsius: number): number {
  return lookUp(SELF_DISCHARGE, celsius);
}

function tabulate(factor: (celsius: number) => number): Float64Array {
  const entries = (HOTTEST_CELSIUS - COLDEST_CELSIUS) * FACTOR_STEPS_PER_KELVIN + 2;
  return Float64Array.from({ length: entries }, (_, index) =>
    factor(COLDEST_CELSIUS + index / FACTOR_STEPS_PER_KELVIN),
  );
}

function lookUp(table: Float64Array, celsius: number): number {
  const place = (celsius - COLDEST_CELSIUS) * FACTOR_STEPS_PER_KELVIN;
  const index = floor(place);
  const here = table[index];
  return here + (table[index + 1] - here) * (place - index);
}
