// The physics oracle: watches what is really so in the plant, under every scenario, and says what no firmware may let
// happen. Its limits are cell makers' and contactor makers' practice and stand here alone: it shares no number, table or
// curve with the firmware it judges, and never looks at it.

import { createHazard, type Hazard } from './hazard';
import type { Chemistry, World } from '../world/world';

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;

interface CellLimits {
  readonly chargeVolts: number;
  readonly dischargeVolts: number;
  /** Charging a cell that was lower than this is a fire risk: dissolved copper (graphite cells). */
  readonly deadVolts: number;
  readonly chargeColdCelsius: number;
}

/** Beyond these a cell is harmed at once. LFP and NMC: the usual data-sheet limits (3.65/2.5, 4.2/2.75 V) with the 150 mV that
 *  makers' over-charge tests tolerate; LTO: 2.8/1.5 V in the same way. Graphite takes no charge below freezing; for LTO -40
 *  degC is an assumption, as makers print it. */
const CELL_LIMITS: Readonly<Record<Chemistry, CellLimits>> = {
  lfp: { chargeVolts: 3.8, dischargeVolts: 2.0, deadVolts: 1.5, chargeColdCelsius: 0 },
  nmc: { chargeVolts: 4.35, dischargeVolts: 2.5, deadVolts: 1.5, chargeColdCelsius: 0 },
  lto: { chargeVolts: 2.9, dischargeVolts: 1.5, deadVolts: 1.0, chargeColdCelsius: -40 },
};
/** Separators of every chemistry stand 80 degC and more; no maker allows current there. */
const HOT_CELSIUS = 75;

/** What the manual's 500 A shunt and its contactors carry for good, and what the comparator must never let pass. */
const CONTINUOUS_AMPS = 500;
const SHORT_AMPS = 1_000;

/** Less is not "current flowing": bleeders, sensors, bus capacitors. */
const HARMFUL_AMPS = 0.5;
/** A probe's own class error at 0 and at 75 degC. */
const PROBE_ERROR_CELSIUS = 1;

// How long the firmware may take (domain reference 3.1), with 50 ms of a tick and 15 ms of a contactor.
/** 300 ms and a scan late: a cell beyond its critical level. */
const CELL_MS = 900;
/** 3 s until the other path opens as well, when current flows past the open one (domain reference 3.3). */
const STRAY_MS = 3_000 + CELL_MS;
const DEAD_MS = 2_600;
/** 30 s of delay and a reading. */
const CONTINUOUS_MS = 31_000;
const SHORT_MS = 100;
/** The probe's lag three times over, then 2 s of delay and 2 s of reading. */
const TEMPERATURE_MS = 3 * 30_000 + 4_000;

const SCAN_MS = 250;
const SCANS_PER_SECOND = 4;

export interface Oracle {
  readonly violations: readonly string[];
  /** To be called after the world has advanced by `forMs`, a divisor of a quarter of a second. */
  observe(forMs: number): void;
}

export function createOracle(world: World): Oracle {
  const { truth } = world;
  const limits = CELL_LIMITS[truth.chemistry];
  const overcharge = createHazard('a cell above its absolute voltage was charged', CELL_MS);
  const strayCharge = createHazard('a cell above its absolute voltage was charged past the charge path', STRAY_MS);
  const overdischarge = createHazard('a cell below its absolute voltage was discharged', CELL_MS);
  const deadCharge = createHazard('a dead cell was charged', DEAD_MS);
  const cold = createHazard('a cell too cold was charged', TEMPERATURE_MS);
  const hot = createHazard('a cell too hot carried current', TEMPERATURE_MS);
  const overload = createHazard('more current flowed than the board carries', CONTINUOUS_MS);
  const short = createHazard('a short-circuit current flowed', SHORT_MS);
  const hazards: readonly Hazard[] = [overcharge, strayCharge, overdischarge, deadCharge, cold, hot, overload, short];
  let sinceScanMs = 0;
  let scans = 0;

  function watchVoltages(amps: number): void {
    const volts = truth.cellVolts;
    let lowest = POSITIVE_INFINITY;
    let highest = NEGATIVE_INFINITY;
    for (let cell = 0; cell < volts.length; cell += 1) {
      const own = volts[cell];
      if (own < lowest) lowest = own;
      if (own > highest) highest = own;
    }
    const charging = amps > HARMFUL_AMPS;
    const over = charging && highest > limits.chargeVolts;
    // Which path it is matters only in this rare case, and asking makes an object.
    const stray = over && !truth.contactors.charge;
    overcharge.see(over && !stray, SCAN_MS, highest);
    strayCharge.see(stray, SCAN_MS, highest);
    overdischarge.see(amps < -HARMFUL_AMPS && lowest < limits.dischargeVolts, SCAN_MS, lowest);
    deadCharge.see(charging && lowest < limits.deadVolts, SCAN_MS, lowest);
  }

  function watchTemperatures(amps: number): void {
    const celsius = truth.cellCelsius;
    let coldest = POSITIVE_INFINITY;
    let hottest = NEGATIVE_INFINITY;
    for (let cell = 0; cell < celsius.length; cell += 1) {
      const own = celsius[cell];
      if (own < coldest) coldest = own;
      if (own > hottest) hottest = own;
    }
    const forMs = SCAN_MS * SCANS_PER_SECOND;
    const flowing = amps > HARMFUL_AMPS || amps < -HARMFUL_AMPS;
    cold.see(amps > HARMFUL_AMPS && coldest < limits.chargeColdCelsius - PROBE_ERROR_CELSIUS, forMs, coldest);
    hot.see(flowing && hottest > HOT_CELSIUS + PROBE_ERROR_CELSIUS, forMs, hottest);
  }

  return {
    get violations() {
      const found = hazards.flatMap(({ violation }) => (violation === undefined ? [] : [violation]));
      if (truth.closedOntoFault > 0)
        found.push(`the discharge contactor closed onto a short ${truth.closedOntoFault} times`);
      if (truth.closedOntoVoltage > 0) {
        found.push(`the discharge contactor closed onto a voltage difference ${truth.closedOntoVoltage} times`);
      }
      if (truth.weldedByClosing > 0) found.push('a contactor welded by closing onto a current');
      return found;
    },
    observe(forMs) {
      const amps = truth.packAmps;
      const magnitude = amps < 0 ? -amps : amps;
      overload.see(magnitude > CONTINUOUS_AMPS, forMs, magnitude);
      short.see(magnitude > SHORT_AMPS, forMs, magnitude);
      sinceScanMs += forMs;
      if (sinceScanMs < SCAN_MS) return;
      sinceScanMs = 0;
      watchVoltages(amps);
      scans += 1;
      if (scans % SCANS_PER_SECOND === 0) watchTemperatures(amps);
    },
  };
}
