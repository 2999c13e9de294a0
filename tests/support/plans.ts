// Random plans for property tests: a pack, settings within their presets, and what happens to it in a minute.

import fc from 'fast-check';
import type { Simulation, SimulationOptions } from '../../sim/simulation';
import type { Charger } from '../../sim/world/charger';
import type { Load } from '../../sim/world/loads';
import type { Chemistry } from '../../sim/world/world';

type Event =
  | { readonly load: Load | null }
  | { readonly charger: Omit<Charger, 'volts'> & { readonly share: number } }
  | { readonly noCharger: true }
  | { readonly ambientCelsius: number }
  | { readonly fault: string; readonly parameters: Readonly<Record<string, number | string>> }
  | { readonly mendAll: true };

interface Timed {
  readonly tick: number;
  readonly event: Event;
}

export interface Plan {
  readonly options: SimulationOptions;
  /** In firmware ticks. */
  readonly events: readonly Timed[];
}

const TICKS = 1_200;
const NOMINAL_VOLTS: Readonly<Record<Chemistry, number>> = { lfp: 3.3, nmc: 3.8, lto: 2.4 };
/** 100 V are the board's maximum, at each chemistry's overvoltage trip. */
const MOST_CELLS: Readonly<Record<Chemistry, number>> = { lfp: 25, nmc: 23, lto: 25 };

const number = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });

const settings = fc.record(
  {
    cellOvervoltageDelayMs: whole(100, 10_000),
    cellUndervoltageDelayMs: whole(100, 10_000),
    chargeOvercurrentTripMilliamps: whole(50, 1_000).map((hundreds) => hundreds * 100),
    chargeOvercurrentDelaySeconds: whole(2, 20),
    chargeOvercurrentReleaseSeconds: whole(2, 20),
    dischargeOvercurrentTripMilliamps: whole(50, 3_000).map((hundreds) => hundreds * 100),
    dischargeOvercurrentDelaySeconds: whole(2, 20),
    dischargeOvercurrentReleaseSeconds: whole(2, 20),
    shortCircuitReleaseSeconds: whole(2, 20),
    heatFromPack: whole(0, 1),
    prechargeTimeMs: whole(1_500, 6_000),
  },
  { requiredKeys: ['heatFromPack'] },
);

const loads: fc.Arbitrary<Load | null> = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant('current' as const), amps: number(-50, 700), startMs: whole(0, 3_000) }),
  fc.record({ kind: fc.constant('power' as const), watts: number(0, 20_000) }),
  fc.record({ kind: fc.constant('inverter' as const), watts: number(0, 20_000), startMs: whole(0, 3_000) }),
  fc.record({ kind: fc.constant('resistor' as const), ohms: number(0.05, 20) }),
);

const chargers = fc.record({
  share: number(0.8, 1.35),
  amps: number(0, 300),
  obeysLimits: fc.boolean(),
  port: fc.constantFrom('charge' as const, 'discharge' as const),
});

const fault = (id: string, parameters: Readonly<Record<string, fc.Arbitrary<number | string>>> = {}) =>
  fc.record(parameters).map((given): Event => ({ fault: id, parameters: given }));
const cell = whole(0, 2);
const probe = whole(0, 3);

const plantFaults: readonly fc.Arbitrary<Event>[] = [
  fault('deadShort', { milliohms: number(2, 1_000) }),
  fault('hotPowerStage', { celsius: number(60, 150) }),
  fault('heatCell', { cell: fc.constant(0), kelvinPerSecond: number(0.1, 3) }),
  fault('coilRailLow', { volts: number(0, 12) }),
  // Not the pre-charge's: a board that does not measure the load's voltage cannot tell it from a load without capacitor.
  fault('contactorStuckOpen', { which: fc.constantFrom('charge', 'discharge') }),
];

const sensorFaults: readonly fc.Arbitrary<Event>[] = [
  ...['cellMonitorSilent', 'cellMonitorFrozen', 'stackSilent', 'shuntSilent', 'shuntFrozen', 'shuntZero'].map((id) =>
    fault(id),
  ),
  ...['shuntReversed', 'thermometersSilent', 'supplySilent', 'latchStuck'].map((id) => fault(id)),
  fault('cellFrameFailure', { probability: number(0, 1) }),
  fault('cellSpike', { cell, millivolts: number(-1_000, 6_000) }),
  fault('cellOffset', { cell, millivolts: number(-2_000, 2_000) }),
  fault('cellRamp', { cell, millivoltsPerSecond: number(-500, 500) }),
  fault('cellDisconnected', { cell }),
  fault('stackOffset', { millivolts: number(-5_000, 5_000) }),
  fault('shuntOffset', { amps: number(-50, 50) }),
  fault('probeOpen', { probe }),
  fault('probeShorted', { probe }),
  fault('probeOverride', { probe, celsius: number(-40, 120) }),
  fault('probeRise', { probe, kelvinPerSecond: number(-3, 3) }),
  fault('supplyVoltage', { volts: number(0, 150) }),
  fault('readBackStuckOff', { output: fc.constantFrom('charge', 'discharge', 'precharge') }),
];

function events(withSensorFaults: boolean): fc.Arbitrary<Event> {
  return fc.oneof(
    { weight: 3, arbitrary: loads.map((load): Event => ({ load })) },
    { weight: 3, arbitrary: chargers.map((charger): Event => ({ charger })) },
    { weight: 1, arbitrary: fc.constant<Event>({ noCharger: true }) },
    { weight: 1, arbitrary: number(-40, 80).map((ambientCelsius): Event => ({ ambientCelsius })) },
    { weight: 2, arbitrary: fc.constant<Event>({ mendAll: true }) },
    { weight: 2, arbitrary: fc.oneof(...plantFaults) },
    ...(withSensorFaults ? [{ weight: 5, arbitrary: fc.oneof(...sensorFaults) }] : []),
  );
}

/** Something trips, and soon afterwards nobody can see whether it is over: rare by chance alone. */
const blindings = fc
  .record({
    tick: whole(60, 600),
    later: whole(5, 300),
    cause: fc.oneof(
      fault('cellOffset', { cell, millivolts: fc.constantFrom(-900, 600) }),
      chargers.map((charger): Event => ({ charger: { ...charger, share: 1.15, amps: 300 } })),
      fc.constant<Event>({ load: { kind: 'current', amps: 700 } }),
      fault('probeOverride', { probe, celsius: fc.constantFrom(28, 22) }),
    ),
    blindness: fc.oneof(
      fc.constant<Event>({ mendAll: true }),
      fault('shuntSilent'),
      fault('cellMonitorSilent'),
      fault('thermometersSilent'),
      fault('probeOpen', { probe }),
    ),
  })
  .map(({ tick, later, cause, blindness }): readonly Timed[] => [
    { tick, event: cause },
    { tick: tick + later, event: blindness },
  ]);

/** Most interesting near empty and near full. */
const charges = fc.oneof(number(-0.05, 0.06), number(0, 1), number(0.97, 1.02));

export function plans(withSensorFaults: boolean): fc.Arbitrary<Plan> {
  const packs = fc.constantFrom<Chemistry>('lfp', 'nmc', 'lto').chain((chemistry) =>
    fc.record({
      chemistry: fc.constant(chemistry),
      cells: whole(3, MOST_CELLS[chemistry]),
      seed: whole(1, 1_000_000),
      capacityAmpHours: number(20, 300),
      initialSoc: charges,
      spread: number(0, 2),
      ambientCelsius: number(-30, 65),
      isothermal: fc.boolean(),
      busFarads: fc.oneof(fc.constant(0), number(0.001, 0.02)),
    }),
  );
  const options = fc.record({
    pack: packs,
    settings,
    variant: withSensorFaults ? fc.constantFrom('safe' as const, 'manual' as const) : fc.constant('safe' as const),
    clockOffsetMs: fc.oneof(fc.constant(0), whole(-0x80000000, 0x7fffffff), whole(0x7fffffff - 60_000, 0x7fffffff)),
  });
  const single = fc.record({ tick: whole(0, TICKS - 1), event: events(withSensorFaults) }).map((timed) => [timed]);
  const happenings: fc.Arbitrary<readonly Timed[]> = withSensorFaults
    ? fc.oneof(single, { weight: 2, arbitrary: blindings })
    : single;
  return fc.record({ options, events: fc.array(happenings, { maxLength: 12 }).map((lists) => lists.flat()) });
}

/** Lets the plan happen; ends with the first answer of `watch`, which is asked after every tick. */
export function play(plan: Plan, simulation: Simulation, watch: () => string | undefined): string | undefined {
  const queue = [...plan.events].sort((one, other) => one.tick - other.tick);
  let next = 0;
  for (let tick = 0; tick < TICKS; tick += 1) {
    for (; next < queue.length && queue[next].tick <= tick; next += 1) happen(queue[next].event, plan, simulation);
    simulation.step();
    const answer = watch();
    if (answer !== undefined) return `${answer}, after ${tick + 1} ticks`;
  }
  return undefined;
}

function happen(event: Event, { options }: Plan, { world, faults }: Simulation): void {
  if ('load' in event) world.setLoad(event.load);
  else if ('charger' in event) {
    const { share, ...charger } = event.charger;
    world.setCharger({ ...charger, volts: world.cells * NOMINAL_VOLTS[options.pack?.chemistry ?? 'lfp'] * share });
  } else if ('noCharger' in event) world.setCharger(null);
  else if ('ambientCelsius' in event) world.setAmbient(event.ambientCelsius);
  else if ('fault' in event) {
    const refusal = faults.apply(event.fault, event.parameters);
    if (refusal !== null) throw new Error(refusal);
  } else for (const { id } of [...faults.list()]) faults.remove(id);
}
