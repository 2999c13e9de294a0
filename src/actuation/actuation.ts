// Actuation: the only file that moves switches. Reads the Verdict and the user's switches, drives the outputs, reads them
// back, and reports what disobeys. An output is on only if the user wants it and no rule withholds it; it is closed from
// open only if no delay is running against it and it has been off long enough.

import type { Board } from '../../hal/ports/board';
import type { Ports } from '../../hal/ports/ports';
import type { Facts } from '../model/facts';
import type { Mutable } from '../model/mutable';
import { CHARGE, DISCHARGE, HEATER, NO_OUTPUT, POWER_PATHS, PRECHARGE } from '../model/outputs';
import { SILENCE_CEILING_MS, type CurrentGroup } from '../model/sample';
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
  return new Drive(ports, board.prechargeMilliohms > 0, initial);
}

class Drive implements Actuation {
  readonly switching: Mutable<Switching> = {
    commanded: NO_OUTPUT,
    readBack: NO_OUTPUT,
    disobedient: NO_OUTPUT,
    openMs: 0,
    prechargeFailures: 0,
    precharging: false,
  };
  private readonly ports: Ports;
  private readonly input: PrechargeInput;
  private values: Readonly<SettingValues>;
  private precharge: PrechargeState = OPEN;
  private stateSinceMs: number;
  private settledSinceMs = 0;
  private settled = false;
  private chargeOpenedMs = 0;
  private dischargeOpenedMs = 0;
  /** Outputs whose off-time still runs. */
  private resting: number = NO_OUTPUT;
  private heaterOn = false;
  private lastMs: number;
  private differsMs = 0;

  constructor(ports: Ports, fitted: boolean, values: Readonly<SettingValues>) {
    const nowMs = ports.clock.milliseconds();
    this.ports = ports;
    this.input = {
      wanted: false,
      mayClose: false,
      fitted,
      inStateMs: 0,
      settledMs: 0,
      timeoutMs: values.prechargeTimeMs,
    };
    this.values = values;
    this.stateSinceMs = nowMs;
    this.lastMs = nowMs;
  }

  configure(values: Readonly<SettingValues>): void {
    this.values = values;
    this.input.timeoutMs = values.prechargeTimeMs;
  }

  drive(facts: Facts, nowMs: number): void {
    const ports = this.ports;
    const values = this.values;
    const verdict = facts.verdict;
    const withheld = verdict.withheld;
    const doubted = verdict.doubted;
    this.readBack(nowMs);
    this.watchOffTimes(withheld, nowMs);
    if (verdict.rearm) {
      ports.shortCircuitLatch.reset();
      ports.shuntMonitor.clearAlerts();
    }
    this.movePrecharge(facts, nowMs);
    this.heaterOn = this.permitted(HEATER, heaterWanted(this.heaterOn, facts, values), withheld, doubted);
    const charging = this.permitted(CHARGE, values.chargeSwitch === 1, withheld | this.resting, doubted);

    const precharge = this.precharge;
    let outputs: number = loadOutputs(precharge);
    if (precharge !== FILLING) {
      if (charging) outputs |= CHARGE;
      if (this.heaterOn) outputs |= HEATER;
    }
    const switching = this.switching;
    switching.commanded = outputs;
    switching.precharging = precharge === FILLING;
    ports.switches.drive(outputs);
  }

  openEverything(): void {
    this.switching.commanded = NO_OUTPUT;
    this.ports.switches.drive(NO_OUTPUT);
  }

  private readBack(nowMs: number): void {
    const switching = this.switching;
    const commanded = switching.commanded;
    const sinceMs = elapsed(this.lastMs, nowMs);
    this.lastMs = nowMs;
    const readBack = this.ports.switches.readBack();
    switching.readBack = readBack;
    const differs = (readBack ^ commanded) & POWER_PATHS;
    // A latched short circuit takes the coils away by itself: that is obedience to something stronger.
    this.differsMs = differs === NO_OUTPUT ? 0 : this.differsMs + sinceMs;
    switching.disobedient = this.differsMs > OBEDIENCE_MS ? differs : NO_OUTPUT;
    if (((readBack | commanded) & POWER_PATHS) !== 0) switching.openMs = 0;
    else if (switching.openMs < SILENCE_CEILING_MS) switching.openMs += sinceMs;
  }

  /** Remembers when a rule opened a contactor, and forgets it after its off-time. */
  private watchOffTimes(withheld: number, nowMs: number): void {
    const opened = this.switching.commanded & withheld & (CHARGE | DISCHARGE);
    let resting = this.resting | opened;
    if (resting === NO_OUTPUT) return;
    if ((opened & CHARGE) !== 0) this.chargeOpenedMs = nowMs;
    if ((opened & DISCHARGE) !== 0) this.dischargeOpenedMs = nowMs;
    if ((resting & CHARGE) !== 0 && elapsed(this.chargeOpenedMs, nowMs) >= LEAST_OFF_MS) resting &= ~CHARGE;
    if ((resting & DISCHARGE) !== 0 && elapsed(this.dischargeOpenedMs, nowMs) >= LEAST_OFF_MS) resting &= ~DISCHARGE;
    this.resting = resting;
  }

  private movePrecharge(facts: Facts, nowMs: number): void {
    const switching = this.switching;
    const input = this.input;
    const precharge = this.precharge;
    const verdict = facts.verdict;
    const withheld = verdict.withheld & LOAD;
    input.inStateMs = elapsed(this.stateSinceMs, nowMs);
    input.wanted = this.values.dischargeSwitch === 1 && withheld === 0;
    input.mayClose = ((verdict.doubted | this.resting) & LOAD) === 0;
    if (precharge === FILLING) this.watchSettling(facts.sample.current, nowMs);
    const next = nextPrecharge(precharge, input);
    if (next !== precharge) {
      if (next === RESTING) switching.prechargeFailures += 1;
      else if (next === CLOSED) switching.prechargeFailures = 0;
      this.precharge = next;
      this.stateSinceMs = nowMs;
      this.settled = false;
    }
    // Once a rule has taken the load away, the attempts begin anew.
    if (withheld !== 0) switching.prechargeFailures = 0;
  }

  /** While the resistor fills the load it is alone: the pack current is its own, and not masked by a charger's. */
  private watchSettling(current: CurrentGroup, nowMs: number): void {
    const input = this.input;
    // A reading is a mean since the one before: the first after closing still tells of the time when nothing flowed.
    // A current into the pack, from a load that stands higher or by a reversed shunt, is no more settled than one out.
    const quiet =
      current.valid && input.inStateMs > OBEDIENCE_MS && abs(current.milliamps) < this.values.prechargeSettledMilliamps;
    if (quiet && !this.settled) this.settledSinceMs = nowMs;
    this.settled = quiet;
    input.settledMs = quiet ? elapsed(this.settledSinceMs, nowMs) : 0;
  }

  /** On stays on; off becomes on only when nothing speaks against it. */
  private permitted(output: number, wanted: boolean, blocked: number, doubted: number): boolean {
    if (!wanted || (blocked & output) !== 0) return false;
    return (this.switching.commanded & output) !== 0 || (doubted & output) === 0;
  }
}

function loadOutputs(precharge: PrechargeState): number {
  if (precharge === FILLING) return PRECHARGE;
  if (precharge === HANDOVER) return PRECHARGE | DISCHARGE;
  return precharge === CLOSED ? DISCHARGE : NO_OUTPUT;
}
