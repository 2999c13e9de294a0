// What each route does when it is asked properly.

import { expect, it, jest } from '@jest/globals';
import { FAULTS } from '../../../sim/faults';
import { scenarios } from '../../../sim/scenarios/scenarios';
import { COMMANDS } from '../../../sim/server/commands';
import { rules } from '../../../protection/rules';
import { registry, textRegistry } from '../../../src/settings/registry';
import { createSimulator } from '../../support/simulator';

// Much simulated time, on a machine that may be busy.
jest.setTimeout(30_000);

it('HOST-004 a load discharges and a charger charges, as truth and firmware both say; 0 takes them away', async () => {
  const simulator = createSimulator();
  const { session, clock } = simulator;
  const amps = () => session.simulation.world.truth.packAmps;
  expect(await simulator.ask('POST', 'load', { amps: 20 })).toMatchObject({ status: 200 });
  clock.pass(10_000);
  expect(amps()).toBeCloseTo(-20, 1);
  expect(session.simulation.bms.facts.sample.current.milliamps).toBeLessThan(-19_000);
  await simulator.ask('POST', 'load', { watts: 1_000 });
  clock.pass(10_000);
  expect(amps() * session.simulation.world.truth.loadVolts).toBeCloseTo(-1_000, 0);
  await simulator.ask('POST', 'load', { watts: 0 });
  clock.pass(10_000);
  expect(amps()).toBeCloseTo(0, 1);
  await simulator.ask('POST', 'charger', { volts: 58, amps: 30, obeysLimits: false });
  clock.pass(10_000);
  expect(amps()).toBeGreaterThan(25);
  await simulator.ask('POST', 'charger', { amps: 0 });
  clock.pass(10_000);
  expect(amps()).toBeCloseTo(0, 1);
});

it('HOST-005 the temperature around the pack can be set, and cools the cells in time', async () => {
  const simulator = createSimulator();
  expect(await simulator.ask('POST', 'ambient', { celsius: -20 })).toMatchObject({
    status: 200,
    body: { celsius: -20 },
  });
  simulator.clock.pass(600_000);
  expect(simulator.session.simulation.world.truth.probeCelsius[0]).toBeLessThan(24);
});

it('HOST-006 the speed can be set; paused, the simulation goes on only step by step, and exactly so', async () => {
  const simulator = createSimulator();
  await simulator.ask('POST', 'speed', { factor: 10 });
  simulator.clock.pass(1_000);
  expect(simulator.seconds()).toBeCloseTo(10, 0);
  expect(await simulator.ask('POST', 'step', { seconds: 1 })).toMatchObject({
    status: 409,
    body: { error: { code: 'running' } },
  });
  await simulator.ask('POST', 'speed', { factor: 0 });
  const pausedAt = simulator.seconds();
  simulator.clock.pass(60_000);
  expect(simulator.seconds()).toBe(pausedAt);
  const answer = simulator.ask('POST', 'step', { seconds: 90 });
  const again = simulator.ask('POST', 'step', { seconds: 90 });
  await simulator.pacerWaits();
  expect(await again).toMatchObject({ status: 409, body: { error: { code: 'advancing' } } });
  for (const [path, body] of [
    ['speed', { factor: 1 }],
    ['reset', {}],
    ['scenario', { name: 'rest' }],
  ] as const) {
    expect(await simulator.ask('POST', path, body)).toMatchObject({ status: 409 });
  }
  simulator.clock.pass(0);
  expect(await answer).toMatchObject({ status: 200, body: { simulatedSeconds: pausedAt + 90 } });
  simulator.clock.pass(60_000);
  expect(simulator.seconds()).toBe(pausedAt + 90);
  expect(await simulator.ask('POST', 'speed', { factor: 'max' })).toMatchObject({ body: { factor: 'max' } });
});

it('HOST-007 scenarios are listed and started, with a seed, and tell when they are done', async () => {
  const simulator = createSimulator();
  const listed = (await simulator.ask('GET', 'scenarios')).body as { scenarios: { id: string }[]; running: unknown };
  expect(listed.scenarios.map((scenario) => scenario.id)).toEqual(scenarios.map((scenario) => scenario.id));
  expect(listed.running).toBeNull();
  const started = await simulator.ask('POST', 'scenario', { name: 'occ-manual', seed: 7 });
  expect(started).toMatchObject({ status: 200, body: { scenario: { id: 'occ-manual', done: false } } });
  expect(simulator.session.simulation.world.seed).toBe(7);
  expect(simulator.seconds()).toBe(0);
  simulator.clock.pass(200_000);
  const { running } = (await simulator.ask('GET', 'scenarios')).body as typeof listed;
  expect(running).toEqual({ id: 'occ-manual', done: true, holds: true, violations: [] });
  expect(simulator.seconds()).toBeGreaterThan(190);
});

it('HOST-008 faults are listed with their parameters, break something, and are mended', async () => {
  const simulator = createSimulator();
  simulator.clock.pass(2_000);
  const { faults } = (await simulator.ask('GET', 'faults')).body as { faults: { id: string }[] };
  expect(faults.map((fault) => fault.id)).toEqual(FAULTS.map((fault) => fault.id));
  expect(await simulator.ask('POST', 'faults', { id: 'cellOverride', cell: 3, millivolts: 3_900 })).toMatchObject({
    status: 200,
    body: { active: [{ id: 'cellOverride', parameters: { cell: 3, millivolts: 3_900 } }] },
  });
  simulator.clock.pass(20_000);
  const { faults: tripped } = (await simulator.ask('GET', 'state')).body as { faults: string[] };
  expect(tripped.length).toBeGreaterThan(0);
  expect(await simulator.ask('DELETE', 'faults/cellOverride')).toMatchObject({ status: 200, body: { active: [] } });
  expect(await simulator.ask('DELETE', 'faults/cellOverride')).toMatchObject({
    status: 404,
    body: { error: { code: 'notActive' } },
  });
  expect(await simulator.ask('DELETE', 'faults/nothing')).toMatchObject({
    status: 404,
    body: { error: { code: 'unknownFault' } },
  });
});

it('HOST-009 settings are listed with unit, range, help and value, and written as a set', async () => {
  const simulator = createSimulator();
  const list = async () => {
    const { settings } = (await simulator.ask('GET', 'settings')).body as {
      settings: { key: string; value: unknown }[];
    };
    return settings;
  };
  expect((await list()).map((row) => row.key)).toEqual([...registry, ...textRegistry].map((row) => row.key));
  expect((await list()).find((row) => row.key === 'cellOvervoltageTripMillivolts')).toMatchObject({
    unit: 'mV',
    min: 1_200,
    max: 4_350,
    value: 3_650,
    help: expect.any(String) as unknown,
  });
  const written = await simulator.ask('PUT', 'settings', {
    cellOvervoltageClearMillivolts: 3_400,
    cellOvervoltageTripMillivolts: 3_500,
    deviceName: 'Boat',
  });
  expect(written.status).toBe(200);
  const { values, texts } = simulator.session.simulation.settings;
  expect([values.cellOvervoltageTripMillivolts, texts.deviceName]).toEqual([3_500, 'Boat']);
  expect((await list()).find((row) => row.key === 'deviceName')).toMatchObject({ value: 'Boat' });
});

it('HOST-010 commands switch, clear, apply a preset, reset to factory and state the charge', async () => {
  const simulator = createSimulator();
  const { settings, bms } = simulator.session.simulation;
  simulator.clock.pass(2_000);
  const command = (body: object) => simulator.ask('POST', 'command', body);
  expect(await simulator.ask('GET', 'commands')).toMatchObject({
    body: { commands: COMMANDS.map(({ name, help }) => ({ name, help })) },
  });
  for (const name of ['charge', 'discharge', 'balance'] as const) {
    expect(await command({ name, on: false })).toMatchObject({ status: 200, body: { done: name } });
    expect(settings.values[`${name}Switch`]).toBe(0);
    await command({ name, on: true });
    expect(settings.values[`${name}Switch`]).toBe(1);
  }
  await command({ name: 'setRemaining', milliampHours: 100_000 });
  simulator.clock.pass(2_000);
  expect(bms.facts.estimate.remainingMilliampHours).toBeCloseTo(100_000, -2);
  expect(await command({ name: 'preset', chemistry: 'nmc', variant: 'manual' })).toMatchObject({
    status: 400,
    body: { error: { code: 'rule' } },
  });
  expect(
    await command({ name: 'preset', chemistry: 'nmc', variant: 'manual', acknowledgeColdCharge: true }),
  ).toMatchObject({ status: 200 });
  expect(settings.values.chemistry).toBe(2);
  expect(await command({ name: 'clear' })).toMatchObject({ status: 200 });
  expect(await command({ name: 'factoryReset' })).toMatchObject({ status: 200 });
  expect(settings.values.chemistry).toBe(0);
});

it('HOST-011 events name rules and settings, and the rules are explained', async () => {
  const simulator = createSimulator();
  simulator.clock.pass(2_000);
  await simulator.ask('POST', 'faults', { id: 'thermometersSilent' });
  simulator.clock.pass(90_000);
  const { events } = (await simulator.ask('GET', 'events')).body as { events: { kind: string; subject: unknown }[] };
  expect(events[0]).toMatchObject({ number: 1, kind: 'booted' });
  expect(events).toContainEqual(expect.objectContaining({ kind: 'tripped', subject: 'temperaturesSilent' }));
  const listed = (await simulator.ask('GET', 'rules')).body as { rules: { fault: string; help: string }[] };
  expect(listed.rules.map((rule) => rule.fault)).toEqual(rules.map((rule) => rule.fault));
});

it('HOST-012 history has a point each second or each ten, bounded, with gaps where nothing was known', async () => {
  const simulator = createSimulator();
  await simulator.ask('POST', 'speed', { factor: 0 });
  const read = async (query: string) => {
    const { body } = await simulator.ask('GET', `history${query}`);
    return body as { everySeconds: number; seconds: number[]; columns: Record<string, (number | null)[]> };
  };
  await simulator.advance(30);
  const first = await read('');
  expect(first.seconds).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  expect(Object.values(first.columns).every((column) => column.length === 30)).toBe(true);
  expect(first.columns['packMillivolts'][29]).toBeGreaterThan(50_000);
  expect((await read('?every=10')).seconds).toEqual([10, 20, 30]);
  await simulator.ask('POST', 'faults', { id: 'cellMonitorSilent' });
  await simulator.advance(3_600);
  await simulator.advance(3_600);
  const full = await read('?last=100000');
  expect(full.seconds).toHaveLength(3_600);
  expect(full.seconds.at(-1)).toBe(7_230);
  expect(full.columns['packMillivolts'].at(-1)).toBeNull();
  expect((await read('?last=2')).seconds).toEqual([7_229, 7_230]);
});

it('HOST-013 a reset makes a new pack as chosen and keeps what was not', async () => {
  const simulator = createSimulator({ pack: { cells: 8, capacityAmpHours: 100 } });
  simulator.clock.pass(5_000);
  expect(await simulator.ask('POST', 'reset', { cells: 10, chemistry: 'nmc', seed: 3 })).toMatchObject({
    status: 200,
    body: { cells: 10, chemistry: 'nmc', seed: 3 },
  });
  const { world, settings } = simulator.session.simulation;
  expect([world.cells, simulator.seconds()]).toEqual([10, 0]);
  expect(settings.values.capacityMilliampHours).toBeLessThan(110_000);
  expect(simulator.session.history.read(1, 10).seconds).toEqual([]);
  expect(await simulator.ask('POST', 'reset', {})).toMatchObject({ body: { cells: 8, chemistry: 'lfp' } });
});

it('HOST-013 a pack that the settings cannot have is refused with the rule, and the old one goes on', async () => {
  const simulator = createSimulator();
  simulator.clock.pass(5_000);
  const { simulation } = simulator.session;
  expect(await simulator.ask('POST', 'reset', { cells: 25, chemistry: 'nmc' })).toMatchObject({
    status: 400,
    body: { error: { code: 'rule', rule: 'SET-3a' } },
  });
  expect(simulator.session.simulation).toBe(simulation);
});
