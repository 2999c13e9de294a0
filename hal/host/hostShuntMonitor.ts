// The shunt monitor: the mean over the time since the reading before, in the chip's codes of 2.0833 mA (312.5 nV on
// 150 micro-ohm), with the errors of domain reference 5. Its alerts follow fast peaks and stay until cleared.

import { CHARGE_ALERT, DISCHARGE_ALERT } from '../ports/shuntMonitor';
import type { CurrentReading, ShuntMonitor } from '../ports/shuntMonitor';
import type { Clock } from '../ports/clock';
import { Random } from '../../sim/world/random';
import type { World } from '../../sim/world/world';
import type { SensorFaults } from './sensorFaults';

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { max, min, round } = Math;

const AMPS_PER_CODE = 1 / 480;
const MICROAMPS_PER_CODE = 6250 / 3;
const MOST_CODES = 524_287;
/** Shunt class and chip together. */
const GAIN_ERROR = 0.0055;
/** 1 microvolt. */
const OFFSET_AMPS = 0.0067;
/** 10 nanovolt per kelvin away from 25 degC. */
const OFFSET_AMPS_PER_KELVIN = 67e-6;
/** What is left of the noise after 1024 conversions. */
const NOISE_AMPS = 0.0018;

export class HostShuntMonitor implements ShuntMonitor {
  private readonly world: World;
  private readonly clock: Clock;
  private readonly faults: SensorFaults;
  private readonly errors: number;
  private readonly chance: Random;
  private readonly gain: number;
  private readonly offset: number;
  private readonly drift: number;
  private chargeBefore = 0;
  private timeBefore = -1;
  private held = 0;

  constructor(world: World, clock: Clock, faults: SensorFaults, errors: number) {
    const build = new Random(world.seed, 'shunt errors');
    this.world = world;
    this.clock = clock;
    this.faults = faults;
    this.errors = errors;
    this.chance = new Random(world.seed, 'shunt noise');
    this.gain = 1 + GAIN_ERROR * errors * build.balanced();
    this.offset = OFFSET_AMPS * errors * build.balanced();
    this.drift = OFFSET_AMPS_PER_KELVIN * errors * build.balanced();
  }

  sample(into: CurrentReading): boolean {
    const { faults } = this;
    if (faults.shuntSilent) return false;
    if (!faults.shuntFrozen) this.convert();
    into.microamps = faults.shuntZero ? 0 : this.held;
    into.timeUs = this.clock.microseconds();
    return true;
  }

  alerts(): number {
    const { world, faults } = this;
    if (faults.shuntSilent) return 0;
    const discharge = faults.shuntReversed ? world.chargeAlert : world.dischargeAlert;
    const charge = faults.shuntReversed ? world.dischargeAlert : world.chargeAlert;
    return (discharge ? DISCHARGE_ALERT : 0) | (charge ? CHARGE_ALERT : 0);
  }

  clearAlerts(): boolean {
    if (this.faults.shuntSilent) return false;
    this.world.clearAlerts();
    return true;
  }

  private convert(): void {
    const { world, faults } = this;
    const nowMs = world.nowMs;
    if (nowMs === this.timeBefore) return;
    const charge = world.shuntChargeNow();
    // Before the first reading there is no window: it shows the current of that moment.
    const mean = this.timeBefore < 0 ? world.truth.packAmps : (charge - this.chargeBefore) / (nowMs - this.timeBefore);
    this.chargeBefore = charge;
    this.timeBefore = nowMs;
    const drift = this.drift * (world.truth.boardCelsius - 25);
    const seen = (faults.shuntReversed ? -mean : mean) + faults.shuntOffsetAmps;
    const amps = seen * this.gain + this.offset + drift + NOISE_AMPS * this.errors * this.chance.normal();
    const codes = max(-MOST_CODES, min(MOST_CODES, round(amps / AMPS_PER_CODE)));
    this.held = round(codes * MICROAMPS_PER_CODE);
  }
}
