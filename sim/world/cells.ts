// The cells in series: charge, open-circuit voltage, hysteresis, resistance and slow polarisation (domain reference
// 9.1-9.3). One array per quantity; a step takes the charge that passed and solves each equation exactly for its mean.

import { CELL_MODELS, HYSTERESIS_RATE, lowChargeFactor } from './chemistry';
import type { CellModel } from './chemistry';
import { curveOf, segmentAt, socAt, voltsAt } from './openCircuitVoltage';
import type { Curve } from './openCircuitVoltage';
import { Random } from './random';
import type { WorldOptions } from './world';

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { abs, exp, max, min } = Math;

/** The step of the cells. Nothing in them is faster than 30 s. */
export const CELL_STEP_MS = 250;
const STEP_SECONDS = CELL_STEP_MS / 1000;

/** Beyond these a cell holds no more and gives no more: keeps a mishandled pack finite. */
const LOWEST_SOC = -0.2;
const HIGHEST_SOC = 1.2;

const MONTH_SECONDS = 30 * 86_400;

export class Cells {
  readonly count: number;
  readonly model: CellModel;
  readonly soc: Float64Array;
  readonly capacityAmpHours: Float64Array;
  readonly celsius: Float64Array;
  /** Open-circuit voltage, hysteresis and polarisation together: the terminal voltage without current. */
  readonly emf: Float64Array;
  /** At the cell's present temperature and charge. */
  readonly ohmic: Float64Array;
  readonly polarisationOhms: Float64Array;
  readonly hysteresis: Float64Array;
  readonly polarisation: Float64Array;
  /** Currents inside a cell that no terminal sees. */
  readonly softShortAmps: Float64Array;
  readonly selfDischargeAmps: Float64Array;
  balancedCell = -1;
  balanceAmps = 0;
  emfSum = 0;
  ohmicSum = 0;

  private readonly curve: Curve;
  private readonly segment: Int32Array;
  private readonly perAmpSecond: Float64Array;
  private readonly ohmicAt25: Float64Array;
  private readonly polarisationAt25: Float64Array;
  private readonly selfDischargeAt25: Float64Array;
  private readonly decay: number;
  private readonly efficiency: number;

  constructor(options: WorldOptions, count: number, seed: number) {
    const chemistry = options.chemistry ?? 'lfp';
    const meanAmpHours = options.capacityAmpHours ?? 280;
    const spread = options.spread ?? 1;
    const capacities = new Random(seed, 'capacity');
    const resistances = new Random(seed, 'resistance');
    const leaks = new Random(seed, 'self-discharge');
    this.count = count;
    this.model = CELL_MODELS[chemistry];
    this.curve = curveOf(chemistry);
    this.soc = initialSoc(options, count, seed, this.curve);
    this.capacityAmpHours = new Float64Array(count);
    this.perAmpSecond = new Float64Array(count);
    this.celsius = new Float64Array(count).fill(options.ambientCelsius ?? 25);
    this.emf = new Float64Array(count);
    this.segment = new Int32Array(count);
    this.ohmic = new Float64Array(count);
    this.ohmicAt25 = new Float64Array(count);
    this.polarisationOhms = new Float64Array(count);
    this.polarisationAt25 = new Float64Array(count);
    this.hysteresis = new Float64Array(count);
    this.polarisation = new Float64Array(count);
    this.softShortAmps = new Float64Array(count);
    this.selfDischargeAmps = new Float64Array(count);
    this.selfDischargeAt25 = new Float64Array(count);
    this.decay = exp(-STEP_SECONDS / this.model.polarisationSeconds);
    this.efficiency = options.coulombicEfficiency ?? 1;
    for (let cell = 0; cell < count; cell += 1) {
      const ampHours = meanAmpHours * (1 + 0.01 * spread * capacities.normal());
      const resistance = (1 + 0.08 * spread * resistances.normal()) / meanAmpHours;
      const leak = max(0, 1 + 0.4 * spread * leaks.normal());
      this.capacityAmpHours[cell] = ampHours;
      this.perAmpSecond[cell] = 1 / (ampHours * 3600);
      this.ohmicAt25[cell] = this.model.ohmicOhmAmpHours * resistance;
      this.polarisationAt25[cell] = this.model.polarisationOhmAmpHours * resistance;
      this.selfDischargeAt25[cell] = (leak * this.model.selfDischargePerMonth * ampHours * 3600) / MONTH_SECONDS;
    }
  }

  /** Lets CELL_STEP_MS pass, in which `ampSeconds` went into every cell of the string. */
  step(ampSeconds: number): void {
    const { soc, hysteresis, polarisation, curve, segment, emf, decay, model } = this;
    const knots = curve.soc;
    const lags = model.hysteresisVolts > 0;
    let sum = 0;
    for (let cell = 0; cell < this.count; cell += 1) {
      let passed = ampSeconds;
      if (cell === this.balancedCell) passed += this.balanceAmps * STEP_SECONDS;
      const perAmpSecond = this.perAmpSecond[cell];
      const stored = passed > 0 ? passed * this.efficiency : passed;
      const lost = (this.selfDischargeAmps[cell] + this.softShortAmps[cell]) * STEP_SECONDS;
      let charge = soc[cell] + (stored - lost) * perAmpSecond;
      if (charge < LOWEST_SOC) charge = LOWEST_SOC;
      else if (charge > HIGHEST_SOC) charge = HIGHEST_SOC;
      soc[cell] = charge;

      const settled = this.polarisationOhms[cell] * (passed / STEP_SECONDS);
      const slow = settled + (polarisation[cell] - settled) * decay;
      polarisation[cell] = slow;

      let at = segment[cell];
      if (charge > knots[at + 1] || charge < knots[at]) {
        at = segmentAt(curve, charge, at);
        segment[cell] = at;
      }
      let volts = curve.base[at] + curve.slope[at] * charge + slow;
      if (lags) {
        const target = passed > 0 ? model.hysteresisVolts : -model.hysteresisVolts;
        const moved = HYSTERESIS_RATE * abs(passed) * perAmpSecond;
        const lag = target + (hysteresis[cell] - target) * decayOf(moved);
        hysteresis[cell] = lag;
        volts += lag;
      }
      emf[cell] = volts;
      sum += volts;
    }
    this.emfSum = sum;
  }

  /** Takes over the cells' temperatures and charge into their resistances and self-discharge. */
  refresh(resistanceFactor: (celsius: number) => number, selfDischargeFactor: (celsius: number) => number): void {
    let sum = 0;
    for (let cell = 0; cell < this.count; cell += 1) {
      const celsius = this.celsius[cell];
      const factor = resistanceFactor(celsius) * lowChargeFactor(this.soc[cell]);
      const ohmic = this.ohmicAt25[cell] * factor;
      this.ohmic[cell] = ohmic;
      sum += ohmic;
      this.polarisationOhms[cell] = this.polarisationAt25[cell] * factor;
      this.selfDischargeAmps[cell] = this.selfDischargeAt25[cell] * selfDischargeFactor(celsius);
    }
    this.ohmicSum = sum;
  }

  /** Voltages before the first step. */
  settle(): void {
    this.emfSum = 0;
    for (let cell = 0; cell < this.count; cell += 1) {
      const charge = this.soc[cell];
      this.segment[cell] = segmentAt(this.curve, charge, 0);
      this.emf[cell] = voltsAt(this.curve, charge);
      this.emfSum += this.emf[cell];
    }
  }

  /** What `cell` shows at its terminals while `amps` go into the string. */
  terminalVolts(cell: number, amps: number): number {
    const own = cell === this.balancedCell ? amps + this.balanceAmps : amps;
    return this.emf[cell] + this.ohmic[cell] * own;
  }
}

/** exp(-x) for x >= 0; a step moves x by some 1e-3, where four terms are exact to 1e-13. */
function decayOf(x: number): number {
  return x < 0.01 ? 1 - x * (1 - x * (0.5 - x * (1 / 6 - x / 24))) : exp(-x);
}

function initialSoc(options: WorldOptions, count: number, seed: number, curve: Curve): Float64Array {
  const charges = new Random(seed, 'charge');
  const given = options.initialSoc ?? 0.5;
  const volts = options.initialCellVolts;
  const soc = new Float64Array(count);
  for (let cell = 0; cell < count; cell += 1) {
    const deviation = 0.01 * (options.spread ?? 1) * charges.normal();
    if (volts !== undefined) soc[cell] = socAt(curve, volts[cell]);
    else soc[cell] = typeof given === 'number' ? given + deviation : given[cell];
    soc[cell] = min(HIGHEST_SOC, max(LOWEST_SOC, soc[cell]));
  }
  return soc;
}
