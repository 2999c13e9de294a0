// The simulator as one object: a pack, its board, the real firmware on it, and everything one can do to them.
// It advances by whole firmware ticks on the virtual clock; how fast that is in real time is the caller's business.

import { simulated } from '../hal/boards/simulated';
import { createHostPorts, type HostPorts } from '../hal/host/hostPorts';
import type { Ports } from '../hal/ports/ports';
import type { TableRow } from '../protection/rule';
import { BASE_PERIOD_MS, createBms, type Bms } from '../src/bms';
import type { Refusal } from '../src/settings/refusal';
import { chemistries } from '../src/settings/row';
import { createSettings, type Settings } from '../src/settings/store';
import { chargeCurrentLimitMilliamps, chargeVoltageLimitMillivolts } from '../src/telemetry/chargeLimits';
import { createFaultSet, type FaultSet } from './faults';
import { createTimeline, type Timeline } from './timeline';
import { createWorld, type World, type WorldOptions } from './world/world';

export interface SimulationOptions {
  readonly pack?: WorldOptions;
  /** As from the factory: no chemistry chosen, everything off. */
  readonly factory?: boolean;
  readonly variant?: 'safe' | 'manual';
  /** Settings changed after the preset, as the local operator would. */
  readonly settings?: Readonly<Record<string, number>>;
  /** What the store hands to the firmware at the start, instead of an installer's choices; nonsense included. */
  readonly storedSettings?: unknown;
  /** What the firmware's millisecond count shows at the start. */
  readonly clockOffsetMs?: number;
  /** Scales every error of the sensors: 1 as in life, 0 for perfect ones. */
  readonly sensorErrors?: number;
  /** Stands between the board's ports and the firmware, to see what is read. */
  readonly tap?: (ports: Ports) => Ports;
  /** Another rule table for the firmware, to prove what a row is for. */
  readonly rules?: readonly TableRow[];
}

export interface Simulation {
  readonly world: World;
  readonly ports: HostPorts;
  readonly settings: Settings;
  readonly bms: Bms;
  readonly faults: FaultSet;
  readonly timeline: Timeline;
  /** Firmware ticks executed. */
  readonly ticks: number;
  /** One firmware tick, then one base period of the world. */
  step(): void;
  /** The installer comes: the pack's figures, the preset of its chemistry, everything on. */
  commission(variant: 'safe' | 'manual'): void;
}

const TICKS_PER_SECOND = 1_000 / BASE_PERIOD_MS;

export function createSimulation(options: SimulationOptions = {}): Simulation {
  const world = createWorld(options.pack ?? {});
  const ports = createHostPorts(world, {
    clockOffsetMs: options.clockOffsetMs ?? 0,
    sensorErrors: options.sensorErrors ?? 1,
  });
  const settings = createSettings(simulated);
  const stored = options.storedSettings !== undefined;
  if (stored) settings.restore(options.storedSettings);
  else if (options.factory !== true) commission(settings, world, options);
  const bms = createBms(options.tap?.(ports) ?? ports, simulated, settings, options.rules);
  if (!stored && options.factory !== true) bms.setRemaining(trueRemaining(world));
  const faults = createFaultSet({ world, sensorFaults: ports.sensorFaults });
  const timeline = createTimeline(world, bms);
  let ticks = 0;

  function step(): void {
    bms.tick();
    timeline.observe();
    if (ticks % TICKS_PER_SECOND === 0) publishLimits();
    ticks += 1;
    world.advance(BASE_PERIOD_MS);
  }

  function publishLimits(): void {
    world.setChargeLimits({
      volts: chargeVoltageLimitMillivolts(settings.values) / 1_000,
      amps: chargeCurrentLimitMilliamps(bms.facts, settings.values) / 1_000,
    });
  }

  return {
    world,
    ports,
    settings,
    bms,
    faults,
    timeline,
    get ticks() {
      return ticks;
    },
    step,
    commission(variant) {
      commission(settings, world, { ...options, variant });
      bms.setRemaining(trueRemaining(world));
    },
  };
}

/** What an installer does: tell the BMS what pack it has, choose the preset, switch on. */
function commission(settings: Settings, world: World, options: SimulationOptions): void {
  const { chemistry, cellCapacityAmpHours } = world.truth;
  const capacityMilliampHours = Math.round(mean(cellCapacityAmpHours) * 10) * 100;
  accept(settings.write({ cellCount: world.cells, capacityMilliampHours }, 'operate'));
  accept(
    settings.applyPreset(chemistry, options.variant ?? 'safe', { acknowledgeColdCharge: options.variant === 'manual' }),
  );
  accept(settings.write({ chargeSwitch: 1, dischargeSwitch: 1, balanceSwitch: 1 }, 'operate'));
  if (options.settings !== undefined) accept(settings.write(options.settings, 'operate'));
  if (settings.values.chemistry !== chemistries[chemistry])
    throw new Error(`the preset left chemistry ${settings.values.chemistry}`);
}

/** The options of a simulation come from a command line or a scenario: a refusal goes back to whoever wrote them. */
export class SettingRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

function accept(refusal: Refusal | undefined): void {
  if (refusal !== undefined) throw new SettingRefused(refusal);
}

function trueRemaining(world: World): number {
  const { cellSoc, cellCapacityAmpHours } = world.truth;
  let least = Infinity;
  for (let cell = 0; cell < world.cells; cell += 1) least = Math.min(least, cellSoc[cell] * cellCapacityAmpHours[cell]);
  return Math.max(0, Math.round(least * 1_000));
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
