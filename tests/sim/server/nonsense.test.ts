// What the server does with what it should never have been sent: a refusal that says why, and nothing else.

import { expect, it, jest } from '@jest/globals';
import { Random } from '../../../sim/world/random';
import { ROUTES } from '../../../sim/server/routes';
import { createSimulator, type Method, type TestSimulator } from '../../support/simulator';

// Much simulated time, on a machine that may be busy.
jest.setTimeout(30_000);

const JSON_TYPE = { 'content-type': 'application/json' };

interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string };
}

/** Everything a request could have changed. */
function everything({ session, pacer }: TestSimulator): unknown {
  const { settings, world, faults } = session.simulation;
  return [settings.values, settings.texts, settings.generation, faults.list(), world.seed, world.cells, pacer.factor];
}

const WRITES = ROUTES.filter(({ method }) => method === 'POST' || method === 'PUT');

it('HOST-020 half JSON, no JSON, an array, a number, null and nothing are refused by every route that takes a body', async () => {
  const simulator = createSimulator();
  const before = everything(simulator);
  for (const { method, path } of WRITES) {
    for (const payload of ['{"amps":', 'amps=20', '[]', '[{"amps":20}]', '20', 'null', '""', '']) {
      const answer = await simulator.send({ method, url: path, headers: JSON_TYPE, payload });
      expect([path, payload, answer.status]).toEqual([path, payload, 400]);
      expect((answer.body as ErrorBody).error.message).not.toBe('');
    }
    const bare = await simulator.send({ method, url: path });
    expect([path, bare.status]).toEqual([path, 400]);
    const form = await simulator.send({
      method,
      url: path,
      payload: 'amps=20',
      headers: { 'content-type': 'text/plain' },
    });
    expect([path, form.status]).toEqual([path, 415]);
  }
  expect(everything(simulator)).toEqual(before);
});

it('HOST-020 a body beyond the limit is refused with 413', async () => {
  const simulator = createSimulator();
  const payload = JSON.stringify({ deviceName: 'x'.repeat(65 * 1_024) });
  const answer = await simulator.send({ method: 'PUT', url: '/api/settings', headers: JSON_TYPE, payload });
  expect(answer.status).toBe(413);
  expect((answer.body as ErrorBody).error.message).toMatch(/65536/);
});

const REFUSED: readonly (readonly [Method, string, unknown, RegExp])[] = [
  ['POST', 'load', { amps: '20' }, /amps/],
  ['POST', 'load', { amps: 1e9 }, /amps.*2000/],
  ['POST', 'load', { amps: null }, /amps/],
  ['POST', 'load', { watts: -1 }, /watts/],
  ['POST', 'load', { amps: 1, watts: 1 }, /either/],
  ['POST', 'load', {}, /either/],
  ['POST', 'load', { amperes: 3 }, /amperes.*amps/],
  ['POST', 'charger', { volts: 58 }, /amps/],
  ['POST', 'charger', { amps: 10 }, /volts/],
  ['POST', 'charger', { volts: 1_000, amps: 10 }, /volts.*150/],
  ['POST', 'charger', { volts: 58, amps: 10, obeysLimits: 'yes' }, /obeysLimits/],
  ['POST', 'ambient', { celsius: 1_000 }, /celsius.*120/],
  ['POST', 'ambient', {}, /celsius.*missing/],
  ['POST', 'speed', { factor: -1 }, /factor/],
  ['POST', 'speed', { factor: 1e12 }, /factor.*100000/],
  ['POST', 'speed', { factor: 'fast' }, /factor.*max/],
  ['POST', 'speed', {}, /factor/],
  ['POST', 'step', { seconds: 0 }, /seconds/],
  ['POST', 'step', { seconds: 1e9 }, /seconds.*3600/],
  ['POST', 'reset', { cells: 26 }, /cells.*25/],
  ['POST', 'reset', { cells: 3.5 }, /cells.*whole/],
  ['POST', 'reset', { chemistry: 'lead' }, /chemistry.*lfp, nmc, lto/],
  ['POST', 'reset', { seed: -1 }, /seed/],
  ['POST', 'scenario', { name: 'rets' }, /name.*rest/],
  ['POST', 'scenario', { name: 7 }, /name/],
  ['POST', 'scenario', {}, /name/],
  ['POST', 'faults', { id: 'cellOfset', cell: 1 }, /id.*cellOffset/],
  ['POST', 'faults', { id: 'cellOffset', cell: 16, millivolts: 10 }, /cell.*15/],
  ['POST', 'faults', { id: 'cellOffset', cell: 1, millivolts: 10, more: 1 }, /more/],
  ['POST', 'command', { name: 'explode' }, /name.*clear/],
  ['POST', 'command', { name: 'charge' }, /on.*true or false/],
  ['POST', 'command', { name: 'charge', on: 1 }, /on/],
  ['POST', 'command', { name: 'preset', chemistry: 'lead' }, /chemistry/],
  ['POST', 'command', { name: 'setRemaining', milliampHours: 1_999_000 }, /milliampHours.*capacity/],
  ['POST', 'command', { name: 'clear', really: true }, /really/],
  ['GET', 'history?every=2', undefined, /every.*1, 10/],
  ['GET', 'history?last=-5', undefined, /last/],
  ['GET', 'history?last=1e3', undefined, /last/],
  ['GET', 'history?first=1', undefined, /first/],
];

it.each(REFUSED)(
  'HOST-021 %s %s %j is refused, naming the field and what it may be',
  async (method, path, body, says) => {
    const simulator = createSimulator();
    const before = everything(simulator);
    const answer = await simulator.ask(method, path, body);
    expect([answer.status, (answer.body as ErrorBody).error.message]).toEqual([400, expect.stringMatching(says)]);
    expect(everything(simulator)).toEqual(before);
  },
);

it('HOST-021 numbers that JSON cannot carry are no numbers', async () => {
  const simulator = createSimulator();
  for (const payload of ['{"factor":NaN}', '{"factor":Infinity}', '{"factor":1e999}']) {
    const answer = await simulator.send({ method: 'POST', url: '/api/speed', headers: JSON_TYPE, payload });
    expect(answer.status).toBe(400);
  }
  expect(simulator.pacer.factor).toBe(1);
});

it('HOST-021 a refused setting comes back with key, limit and rule, and none of the set is written', async () => {
  const simulator = createSimulator();
  const before = everything(simulator);
  const put = (body: object) => simulator.ask('PUT', 'settings', body);
  const error = (details: object) => ({ body: { error: { message: expect.any(String) as unknown, ...details } } });
  expect(await put({ noSuchSetting: 1 })).toMatchObject({
    status: 400,
    ...error({ code: 'unknownKey', key: 'noSuchSetting' }),
  });
  expect(await put({ deviceName: 'Boat', cellOvervoltageTripMillivolts: 9_999 })).toMatchObject({
    status: 400,
    ...error({ code: 'aboveMaximum', key: 'cellOvervoltageTripMillivolts', limit: 4_350 }),
  });
  expect(await put({ cellOvervoltageTripMillivolts: 3_510 })).toMatchObject({
    status: 400,
    ...error({ code: 'rule', rule: 'SET-1d' }),
  });
  expect(await put({ cellCount: 16.5 })).toMatchObject({
    status: 400,
    ...error({ code: 'notWhole', key: 'cellCount' }),
  });
  expect(await put({ shortCircuitTripMilliamps: 1 })).toMatchObject({ status: 403, ...error({ code: 'noAccess' }) });
  expect(await put({ currentGainPpm: 1_000_001 })).toMatchObject({ status: 403, ...error({ code: 'noAccess' }) });
  expect(await put({})).toMatchObject({ status: 400, ...error({ code: 'empty' }) });
  expect(everything(simulator)).toEqual(before);
});

it('HOST-021 names that mean something to objects mean nothing here', async () => {
  const simulator = createSimulator();
  const before = everything(simulator);
  for (const { method, path } of WRITES) {
    for (const payload of [
      '{"__proto__":{"amps":20}}',
      '{"constructor":{"prototype":{"amps":20}}}',
      '{"name":"__proto__","id":"__proto__"}',
      '{"name":"constructor","id":"toString"}',
      '{"hasOwnProperty":1}',
    ]) {
      const answer = await simulator.send({ method, url: path, headers: JSON_TYPE, payload });
      expect([path, payload, answer.status]).toEqual([path, payload, 400]);
    }
  }
  for (const id of ['__proto__', 'constructor', '%00', '..%2f..', '%']) {
    expect((await simulator.ask('DELETE', `faults/${id}`)).status).toBeGreaterThanOrEqual(400);
  }
  expect(everything(simulator)).toEqual(before);
  expect(Object.hasOwn(Object.prototype, 'amps')).toBe(false);
});

it('HOST-022 an unknown route is 404, a wrong method 405 with what is allowed', async () => {
  const simulator = createSimulator();
  for (const url of [
    '/nothing',
    '/api',
    '/api/',
    '/api/state/more',
    '/api/faults/a/b',
    '/../package.json',
    '/favicon.ico',
  ]) {
    const answer = await simulator.send({ method: 'GET', url });
    expect([url, answer.status]).toEqual([url, 404]);
    expect((answer.body as ErrorBody).error.code).toBe('unknownRoute');
  }
  expect(await simulator.ask('PATCH', 'state')).toMatchObject({ status: 405, headers: { allow: 'GET' } });
  expect(await simulator.ask('POST', 'settings')).toMatchObject({ status: 405, headers: { allow: 'GET, PUT' } });
  expect(await simulator.ask('GET', 'faults/cellOffset')).toMatchObject({ status: 405, headers: { allow: 'DELETE' } });
  expect(await simulator.send({ method: 'POST', url: '/' })).toMatchObject({ status: 405, headers: { allow: 'GET' } });
  for (const { method, path } of ROUTES) {
    const url = path.replace(':id', 'cellOffset');
    const other = method === 'PUT' ? 'PATCH' : 'PUT';
    const answer = await simulator.send({ method: other, url });
    expect([
      path,
      answer.status === 405 || ROUTES.some((route) => route.path === path && route.method === other),
    ]).toEqual([path, true]);
  }
});

it('HOST-024 random bytes to every route, in many guises: only refusals, and the tick goes on', async () => {
  const simulator = createSimulator();
  const random = new Random(20_240_607, 'nonsense');
  const upTo = (count: number) => Math.floor(random.unit() * count);
  const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];
  const types = [
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'nonsense',
  ];
  const before = everything(simulator);
  for (const { path } of ROUTES) {
    for (let round = 0; round < 40; round += 1) {
      const payload = Buffer.from(Array.from({ length: upTo(300) }, () => upTo(256)));
      const url = path.replace(':id', encodeURIComponent(payload.toString('latin1').slice(0, 20)) || 'x');
      const answer = await simulator.send({
        method: methods[upTo(methods.length)],
        url: round % 2 === 0 ? url : `${url}?${encodeURIComponent(payload.toString('latin1'))}`,
        headers: { 'content-type': types[upTo(types.length)] },
        payload,
      });
      expect([path, answer.status < 500]).toEqual([path, true]);
    }
  }
  expect(everything(simulator)).toEqual(before);
  const ticks = simulator.session.simulation.ticks;
  simulator.clock.pass(1_000);
  expect(simulator.session.simulation.ticks).toBe(ticks + 20);
  expect(simulator.session.simulation.bms.failure).toBeUndefined();
});

it('HOST-024 random values in every known field: whatever is taken, the firmware and the tick go on', async () => {
  const simulator = createSimulator();
  const random = new Random(7, 'fields');
  const values = [0, -0, -1, 1, 0.5, 16, 1e3, 1e5, 1e308, -1e308, true, null, '', 'lfp', 'rest', [], {}, '0'];
  const names = [
    'amps',
    'watts',
    'volts',
    'obeysLimits',
    'celsius',
    'factor',
    'seconds',
    'cells',
    'chemistry',
    'seed',
    'name',
    'id',
    'on',
  ];
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random.unit() * from.length)];
  for (let round = 0; round < 600; round += 1) {
    const { method, path } = pick(WRITES.filter((route) => route.path !== '/api/step'));
    const body = Object.fromEntries(
      [pick(names), pick(names), pick(names)].slice(round % 3).map((name) => [name, pick(values)]),
    );
    const answer = await simulator.send({ method, url: path, payload: body });
    expect([path, body, answer.status < 500]).toEqual([path, body, true]);
    if (simulator.pacer.factor > 100) simulator.pacer.setFactor(1);
    simulator.clock.pass(100);
  }
  simulator.pacer.setFactor(1);
  const before = simulator.seconds();
  simulator.clock.pass(1_000);
  expect(simulator.seconds()).toBeCloseTo(before + 1, 5);
  expect(simulator.session.simulation.bms.failure).toBeUndefined();
});
