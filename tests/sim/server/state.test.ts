// What GET /api/state says, and that its schema says the same.

import { expect, it } from '@jest/globals';
import { stateSchema } from '../../../sim/server/stateSchema';
import { points } from '../../../src/telemetry/points';
import { registry, textRegistry } from '../../../src/settings/registry';
import { alarms } from '../../../src/telemetry/alarms';
import { schemaErrors } from '../../support/schema';
import { createSimulator, type TestSimulator } from '../../support/simulator';

interface State {
  readonly time: { readonly simulatedSeconds: number; readonly speed: number };
  readonly truth: Readonly<Record<string, unknown>> & {
    readonly cellVolts: number[];
    readonly packAmps: number;
    readonly probeCelsius: (number | null)[];
    readonly wireOhms: number[];
    readonly contactors: Readonly<Record<string, boolean>>;
  };
  readonly telemetry: Readonly<Record<string, number | null | (number | null)[]>>;
  readonly faults: string[];
  readonly alarms: Readonly<Record<string, boolean>>;
  readonly switches: Readonly<Record<string, boolean>>;
  readonly settings: Readonly<Record<string, number | string>>;
  readonly device: Readonly<Record<string, string>>;
  readonly notice: string | null;
}

async function stateOf(simulator: TestSimulator): Promise<State> {
  return (await simulator.ask('GET', 'state')).body as State;
}

it('HOST-001 the state fits the schema made from the tables: before the first sample, running, with faults, factory-fresh', async () => {
  const running = createSimulator();
  const errors = async (simulator: TestSimulator) => schemaErrors(stateSchema(), await stateOf(simulator));
  expect(await errors(running)).toEqual([]);
  running.clock.pass(20_000);
  expect(await errors(running)).toEqual([]);
  await running.ask('POST', 'faults', { id: 'cellMonitorSilent' });
  await running.ask('POST', 'faults', { id: 'probeOpen', probe: 1 });
  running.clock.pass(20_000);
  expect((await stateOf(running)).faults).toContain('cellsSilent');
  expect(await errors(running)).toEqual([]);
  const fresh = createSimulator({ factory: true, pack: { cells: 25, probesFitted: [true, false, false] } });
  fresh.clock.pass(5_000);
  expect(await errors(fresh)).toEqual([]);
});

it('HOST-001 the schema describes every telemetry point, alarm and setting, and refuses what is not described', async () => {
  const { properties } = stateSchema() as { properties: Record<string, { properties: object }> };
  expect(Object.keys(properties['telemetry'].properties)).toEqual(points.map((point) => point.key));
  expect(Object.keys(properties['alarms'].properties)).toEqual([...alarms]);
  expect(Object.keys(properties['settings'].properties)).toEqual([...registry, ...textRegistry].map((row) => row.key));
  const state = await stateOf(createSimulator());
  expect(schemaErrors(stateSchema(), { ...state, more: 1 })).toEqual(['$.more is not described']);
  expect(schemaErrors(stateSchema(), { ...state, faults: ['no such'] })).not.toEqual([]);
  expect(schemaErrors(stateSchema(), { ...state, time: {} })).not.toEqual([]);
});

it('HOST-002 truth and telemetry have one value per cell and null for what is not known', async () => {
  const simulator = createSimulator({ pack: { cells: 8, probesFitted: [true, true, false] } });
  const before = await stateOf(simulator);
  expect(before.telemetry['packMillivolts']).toBeNull();
  expect(before.telemetry['cellMillivolts']).toEqual(Array(8).fill(null));
  simulator.clock.pass(3_000);
  const { truth, telemetry, time } = await stateOf(simulator);
  expect(time).toMatchObject({ simulatedSeconds: 3, speed: 1 });
  expect(truth.cellVolts).toHaveLength(8);
  expect(truth.wireOhms).toHaveLength(8);
  expect(truth.probeCelsius).toEqual([25, 25, null]);
  const measured = telemetry['cellMillivolts'] as number[];
  expect(measured).toHaveLength(8);
  measured.forEach((millivolts, cell) => expect(Math.abs(millivolts - truth.cellVolts[cell] * 1_000)).toBeLessThan(8));
  expect(telemetry['probeDeciCelsius']).toEqual([expect.any(Number), expect.any(Number), null]);
});

it('HOST-002 the wires are those of the cells as they were given, B- left out', async () => {
  const simulator = createSimulator({ pack: { cells: 3, wireOhms: [0.1, 0.2, 0.3, 0.4] } });
  expect((await stateOf(simulator)).truth.wireOhms).toEqual([0.2, 0.3, 0.4]);
});

it('HOST-003 a commissioned simulator is switched on and says who it is', async () => {
  const simulator = createSimulator();
  simulator.clock.pass(2_000);
  const state = await stateOf(simulator);
  expect(state.switches).toEqual({ charge: true, discharge: true, balance: true });
  expect(state.truth.contactors).toMatchObject({ charge: true, discharge: true });
  expect(state.notice).toBeNull();
  expect(state.faults).toEqual([]);
  expect(Object.values(state.alarms)).not.toContain(true);
  expect(state.device).toEqual({
    model: 'JK-B5A25S60P',
    hardwareVersion: '11A',
    softwareVersion: '11.55',
    name: 'Evencell',
  });
});

it('HOST-003 a factory-fresh device asks for the chemistry and switches nothing on until it is told', async () => {
  const simulator = createSimulator({ factory: true });
  simulator.clock.pass(5_000);
  await simulator.ask('POST', 'command', { name: 'charge', on: true });
  simulator.clock.pass(5_000);
  const fresh = await stateOf(simulator);
  expect(fresh.notice).toMatch(/chemistry/);
  expect(fresh.truth.contactors).toEqual({ charge: false, discharge: false, precharge: false });
  await simulator.ask('PUT', 'settings', { cellCount: 16, capacityMilliampHours: 280_000 });
  await simulator.ask('POST', 'command', { name: 'preset', chemistry: 'lfp' });
  await simulator.ask('POST', 'command', { name: 'clear' });
  await simulator.ask('POST', 'command', { name: 'charge', on: true });
  simulator.clock.pass(15_000);
  const told = await stateOf(simulator);
  expect(told.notice).toBeNull();
  expect(told.truth.contactors['charge']).toBe(true);
});
