// Actuation: the only file that moves switches. Reads the Verdict and the user's switches, drives the outputs, reads them
// back, and reports what disobeys. An output is on only if the user wants it and no rule withholds it; it is closed from
// open only if no delay is running against it and it has been off long enough.

import type { Board } from '../../hal/ports/board';
import type { Ports } from '../../hal/ports/ports';
import type { Facts } from '../model/facts';
import type { Mutable } from '../model/mutable';
import { CHARGE, DISCHARGE, HEATER, NO_OUTPUT, POWER_PATHS, PRECHARGE } from '../model/outputs';
import { SILENCE_CEILING_MS } from '../model/sample';
import type { Switching } from '../model/switching';
import { elapsed } from '../model/time';
import type { SettingValues } from '../settings/registry';
import { heaterWanted } from './heater';
import {
  CLOSED,
  FILLING,
  HANDOVER,
  nextPrecharge,
  OPEN,
  RESTING,
  type PrechargeInput,
  type PrechargeState,
} from './precharge';

// Bound once: a module constant is cheaper than a look-up in a global object, on XS as in the tests' sandbox.
const { abs } = Math;

/** A contactor opened by a rule stays open for at least this long (domain reference 3.3, anti-chatter). */
const LEAST_OFF_MS = 5_000;
/** A driver needs less than this to follow its command. */
const OBEDIENCE_MS = 100;

const LOAD = DISCHARGE | PRECHARGE;

export interface Actuation {
  readonly switching: Switching;
  configure(values: Readonly<SettingValues>): void;
  drive(facts: Facts, nowMs: number): void;
  /** Everything off, whatever anybody wants: for the firmware's own failure. */
  openEverything(): void;
}

export function createActuation(ports: Ports, board: Board, initial: Readonly<SettingValues>): Actuation {
  let values = initial;
  let precharge: PrechargeState = OPEN;
  let stateSinceMs = ports.clock.milliseconds();
  let settledSinceMs = 0;
  let settled = false;
  let chargeOpenedMs = 0;
  let dischargeOpenedMs = 0;
  /** Outputs whose off-time still runs. */
  let resting: number = NO_OUTPUT;
  let heaterOn = false;
  let lastMs = ports.clock.milliseconds();
  let differsMs = 0;

  const switching: Mutable<Switching> = {
    commanded: NO_OUTPUT,
    readBack: NO_OUTPUT,
    disobedient: NO_OUTPUT,
    openMs: 0,
    prechargeFailures: 0,
    precharging: false,
  };

  const input: PrechargeInput = {
    wanted: false,
    mayClose: false,
    fitted: board.prechargeMilliohms > 0,
    inStateMs: 0,
    settledMs: 0,
    timeoutMs: 0,
  };

  function configure(changed: Readonly<SettingValues>): void {
    values = changed;
  }

  /** Remembers when a rule opened a contactor, and forgets it after its off-time. */
  function watchOffTimes(withheld: number, nowMs: number): void {
    const opened = switching.commanded & withheld;
    if ((opened & CHARGE) !== 0) chargeOpenedMs = nowMs;
    if ((opened & DISCHARGE) !== 0) dischargeOpenedMs = nowMs;
    resting |= opened & (CHARGE | DISCHARGE);
    if ((resting & CHARGE) !== 0 && elapsed(chargeOpenedMs, nowMs) >= LEAST_OFF_MS) resting &= ~CHARGE;
    if ((resting & DISCHARGE) !== 0 && elapsed(dischargeOpenedMs, nowMs) >= LEAST_OFF_MS) resting &= ~DISCHARGE;
  }

  /** On stays on; off becomes on only when nothing speaks against it. */
  function permitted(output: number, wanted: boolean, blocked: number, doubted: number): boolean {
    if (!wanted || (blocked & output) !== 0) return false;
    return (switching.commanded & output) !== 0 || (doubted & output) === 0;
  }

  /** While the resistor fills the load it is alone: the pack current is its own, and not masked by a charger's. */
  function watchSettling(facts: Facts, nowMs: number): void {
    if (precharge !== FILLING) {
      settled = false;
      return;
    }
    const current = facts.sample.current;
    // A reading is a mean since the one before: the first after closing still tells of the time when nothing flowed.
    // A current into the pack, from a load that stands higher or by a reversed shunt, is no more settled than one out.
    const quiet =
      current.valid && input.inStateMs > OBEDIENCE_MS && abs(current.milliamps) < values.prechargeSettledMilliamps;
    if (quiet && !settled) settledSinceMs = nowMs;
    settled = quiet;
  }

  function movePrecharge(facts: Facts, nowMs: number): void {
    const withheld = facts.verdict.withheld & LOAD;
    input.inStateMs = elapsed(stateSinceMs, nowMs);
    watchSettling(facts, nowMs);
    input.wanted = values.dischargeSwitch === 1 && withheld === 0;
    input.mayClose = ((facts.verdict.doubted | resting) & LOAD) === 0;
    input.settledMs = settled ? elapsed(settledSinceMs, nowMs) : 0;
    input.timeoutMs = values.prechargeTimeMs;
    const next = nextPrecharge(precharge, input);
    if (next !== precharge) {
      if (next === RESTING) switching.prechargeFailures += 1;
      else if (next === CLOSED) switching.prechargeFailures = 0;
      precharge = next;
      stateSinceMs = nowMs;
    }
    // Once a rule has taken the load away, the attempts begin anew.
    if (withheld !== 0) switching.prechargeFailures = 0;
  }

  function loadOutputs(): number {
    if (precharge === FILLING) return PRECHARGE;
    if (precharge === HANDOVER) return PRECHARGE | DISCHARGE;
    return precharge === CLOSED ? DISCHARGE : NO_OUTPUT;
  }

  function readBack(nowMs: number): void {
    const sinceMs = elapsed(lastMs, nowMs);
    lastMs = nowMs;
    switching.readBack = ports.switches.readBack();
    const differs = (switching.readBack ^ switching.commanded) & POWER_PATHS;
    // A latched short circuit takes the coils away by itself: that is obedience to something stronger.
    differsMs = differs === NO_OUTPUT ? 0 : differsMs + sinceMs;
    switching.disobedient = differsMs > OBEDIENCE_MS ? differs : NO_OUTPUT;
    if (((switching.readBack | switching.commanded) & POWER_PATHS) !== 0) switching.openMs = 0;
    else if (switching.openMs < SILENCE_CEILING_MS) switching.openMs += sinceMs;
  }

  function drive(facts: Facts, nowMs: number): void {
    const { verdict } = facts;
    readBack(nowMs);
    watchOffTimes(verdict.withheld, nowMs);
    if (verdict.rearm) {
      ports.shortCircuitLatch.reset();
      ports.shuntMonitor.clearAlerts();
    }
    movePrecharge(facts, nowMs);
    heaterOn = permitted(HEATER, heaterWanted(heaterOn, facts, values), verdict.withheld, verdict.doubted);
    const charging = permitted(CHARGE, values.chargeSwitch === 1, verdict.withheld | resting, verdict.doubted);

    let outputs: number = loadOutputs();
    if (precharge !== FILLING) {
      if (charging) outputs |= CHARGE;
      if (heaterOn) outputs |= HEATER;
    }
    switching.commanded = outputs;
    switching.precharging = precharge === FILLING;
    ports.switches.drive(outputs);
  }

  function openEverything(): void {
    switching.commanded = NO_OUTPUT;
    ports.switches.drive(NO_OUTPUT);
  }

  return { switching, configure, drive, openEverything };
}
