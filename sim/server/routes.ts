// The HTTP interface under /api, one row each: what it is for and what it does. The server hangs them up and knows none.

import { BASE_PERIOD_MS } from '../../src/bms';
import { FAULTS } from '../faults';
import { RESOLUTIONS, type Resolution } from '../history';
import { nearest } from '../nearest';
import { MAXIMUM_SPEED } from '../pacer';
import type { Running } from '../running';
import { findScenario, scenarios } from '../scenarios/scenarios';
import { SettingRefused } from '../simulation';
import type { Load } from '../world/loads';
import { ApiError, refused } from './apiError';
import { runCommand } from './commands';
import { asObject, badField, choice, flag, number, optional, takeFields, wholeNumber, type Check } from './fields';
import { listCommands, listEvents, listFaults, listRules, listScenarios, listSettings } from './listings';
import { stateOf } from './state';

export interface Asked {
  readonly body: unknown;
  readonly query: unknown;
  /** What stands for `:id` in the path. */
  readonly id: string;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly help: string;
  answer(running: Running, asked: Asked): object | Promise<object>;
}

/** Real installations end far below these; beyond them a typing error is more likely than a wish. */
const MOST_AMPS = 2_000;
const MOST_WATTS = 200_000;
const MOST_CHARGER_VOLTS = 150;
export const MOST_SPEED = 100_000;
const MOST_STEP_SECONDS = 3_600;
const MOST_SEED = 0xffff_ffff;

export const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/api/state', help: 'Everything that is so now.', answer: stateOf },
  {
    method: 'GET',
    path: '/api/scenarios',
    help: 'The scenarios, and the one that runs.',
    answer: ({ session }) => listScenarios(session.scenario),
  },
  { method: 'POST', path: '/api/scenario', help: 'Starts {name, seed}.', answer: startScenario },
  {
    method: 'GET',
    path: '/api/faults',
    help: 'What can be broken, and what is.',
    answer: ({ session }) => listFaults(session.simulation.faults),
  },
  { method: 'POST', path: '/api/faults', help: 'Breaks {id, ...parameters}.', answer: breakSomething },
  { method: 'DELETE', path: '/api/faults/:id', help: 'Mends what was broken under this id.', answer: mend },
  { method: 'GET', path: '/api/rules', help: 'The protection rules.', answer: listRules },
  { method: 'POST', path: '/api/load', help: 'Draws {amps} or {watts}; 0 takes the load away.', answer: setLoad },
  { method: 'POST', path: '/api/charger', help: 'Connects {volts, amps, obeysLimits}; 0 removes.', answer: setCharger },
  { method: 'POST', path: '/api/ambient', help: 'Sets {celsius} around the pack.', answer: setAmbient },
  { method: 'POST', path: '/api/speed', help: 'Sets {factor}: times real time, 0 pauses, or "max".', answer: setSpeed },
  { method: 'POST', path: '/api/step', help: 'While paused, goes on by {seconds}.', answer: step },
  { method: 'POST', path: '/api/reset', help: 'A new pack {cells, chemistry, seed}.', answer: reset },
  {
    method: 'GET',
    path: '/api/events',
    help: 'The latest events, oldest first.',
    answer: ({ session }) => listEvents(session.simulation),
  },
  {
    method: 'GET',
    path: '/api/settings',
    help: 'Every setting with its unit, range and meaning.',
    answer: ({ session }) => listSettings(session.simulation.settings),
  },
  { method: 'PUT', path: '/api/settings', help: 'Writes {key: value, ...}, all or nothing.', answer: writeSettings },
  { method: 'GET', path: '/api/commands', help: 'What POST /api/command knows.', answer: listCommands },
  {
    method: 'POST',
    path: '/api/command',
    help: 'Does {name, ...}.',
    answer: ({ session }, { body }) => ({ done: runCommand(session.simulation, body) }),
  },
  {
    method: 'GET',
    path: '/api/history',
    help: 'The past: ?every=1|10 seconds, ?last=600 points.',
    answer: readHistory,
  },
];

const seed = optional(wholeNumber(0, MOST_SEED));
const scenarioNames = scenarios.map((scenario) => scenario.id);
const faultNames = FAULTS.map((row) => row.id);
const findFault = (id: string) => FAULTS.find((row) => row.id === id);

/** One of more names than fit into a message. */
function listed<T>(where: string, names: readonly string[], find: (name: string) => T | undefined): Check<T> {
  return (field, value) => {
    const found = typeof value === 'string' ? find(value) : undefined;
    if (found !== undefined) return found;
    const meant = typeof value === 'string' ? nearest(value, names) : undefined;
    throw badField(field, `a name of ${where}${meant === undefined ? '' : `, perhaps ${meant}`}`, value);
  };
}

function startScenario({ session, pacer }: Running, { body }: Asked): object {
  refuseWhileAdvancing({ session, pacer });
  const given = takeFields(body, { name: listed('GET /api/scenarios', scenarioNames, findScenario), seed });
  orRefused(() => session.startScenario(given.name, given.seed));
  return { scenario: session.scenario };
}

function breakSomething({ session }: Running, { body }: Asked): object {
  const { id, ...parameters } = asObject(body);
  const row = listed('GET /api/faults', faultNames, findFault)('id', id);
  const reason = session.simulation.faults.apply(row.id, parameters);
  if (reason !== null) throw new ApiError(400, 'badField', `${reason}.`);
  return { active: session.simulation.faults.list() };
}

function mend({ session }: Running, { id }: Asked): object {
  const { faults } = session.simulation;
  if (findFault(id) === undefined) {
    throw new ApiError(404, 'unknownFault', 'There is no such fault; GET /api/faults lists them.');
  }
  if (!faults.remove(id)) throw new ApiError(404, 'notActive', `${id} is not broken now; there is nothing to mend.`);
  return { active: faults.list() };
}

function setLoad({ session }: Running, { body }: Asked): object {
  const { amps, watts } = takeFields(body, {
    amps: optional(number(-MOST_AMPS, MOST_AMPS)),
    watts: optional(number(0, MOST_WATTS)),
  });
  if ((amps === undefined) === (watts === undefined)) {
    throw new ApiError(400, 'badField', 'Give either amps or watts; 0 takes the load away.');
  }
  let load: Load | null = null;
  if (amps !== undefined && amps !== 0) load = { kind: 'current', amps };
  if (watts !== undefined && watts !== 0) load = { kind: 'power', watts };
  session.simulation.world.setLoad(load);
  return { load };
}

function setCharger({ session }: Running, { body }: Asked): object {
  const { volts, amps, obeysLimits } = takeFields(body, {
    volts: optional(number(0, MOST_CHARGER_VOLTS)),
    amps: optional(number(0, MOST_AMPS)),
    obeysLimits: optional(flag()),
  });
  if (volts === 0 || amps === 0) {
    session.simulation.world.setCharger(null);
    return { charger: null };
  }
  if (volts === undefined) throw badField('volts', `a number from 0 to ${MOST_CHARGER_VOLTS}`, undefined);
  if (amps === undefined) throw badField('amps', `a number from 0 to ${MOST_AMPS}`, undefined);
  const charger = { volts, amps, obeysLimits: obeysLimits ?? true };
  session.simulation.world.setCharger(charger);
  return { charger };
}

function setAmbient({ session }: Running, { body }: Asked): object {
  const { celsius } = takeFields(body, { celsius: number(-60, 120) });
  session.simulation.world.setAmbient(celsius);
  return { celsius };
}

const speed: Check<number> = (name, value) => {
  if (value === 'max') return MAXIMUM_SPEED;
  if (typeof value === 'number' && value >= 0 && value <= MOST_SPEED) return value;
  throw badField(name, `a number from 0, which pauses, to ${MOST_SPEED}, or "max"`, value);
};

function setSpeed(running: Running, { body }: Asked): object {
  const { factor } = takeFields(body, { factor: speed });
  refuseWhileAdvancing(running);
  running.pacer.setFactor(factor);
  return { factor: factor === MAXIMUM_SPEED ? 'max' : factor };
}

async function step(running: Running, { body }: Asked): Promise<object> {
  const { seconds } = takeFields(body, { seconds: number(BASE_PERIOD_MS / 1_000, MOST_STEP_SECONDS) });
  if (!running.pacer.paused) {
    throw new ApiError(409, 'running', 'Pause first with POST /api/speed {"factor": 0}.');
  }
  refuseWhileAdvancing(running);
  await running.pacer.advance(Math.round((seconds * 1_000) / BASE_PERIOD_MS));
  return { simulatedSeconds: running.session.simulation.world.nowMs / 1_000 };
}

function reset(running: Running, { body }: Asked): object {
  const { cells, chemistry, ...given } = takeFields(body, {
    cells: optional(wholeNumber(3, 25)),
    chemistry: optional(choice(['lfp', 'nmc', 'lto'])),
    seed,
  });
  refuseWhileAdvancing(running);
  const { session } = running;
  orRefused(() =>
    session.reset({
      ...(cells === undefined ? {} : { cells }),
      ...(chemistry === undefined ? {} : { chemistry }),
      ...(given.seed === undefined ? {} : { seed: given.seed }),
    }),
  );
  const { world } = session.simulation;
  return { cells: world.cells, chemistry: world.truth.chemistry, seed: world.seed };
}

function writeSettings({ session }: Running, { body }: Asked): object {
  const { settings } = session.simulation;
  const refusal = settings.write(asObject(body), 'operate');
  if (refusal !== undefined) throw refused(refusal);
  return { changed: settings.lastChanges };
}

const DEFAULT_POINTS = 600;

function readHistory({ session }: Running, { query }: Asked): object {
  const { every, last } = takeFields(query, {
    every: optional(choice(RESOLUTIONS.map(({ everySeconds }) => `${everySeconds}`))),
    last: optional(digits),
  });
  return session.history.read(Number(every ?? 1) as Resolution, last ?? DEFAULT_POINTS);
}

/** A query carries text. */
const digits: Check<number> = (name, value) =>
  wholeNumber(1, 100_000)(name, typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value);

/** The ticks still owed were promised for what runs now. */
function refuseWhileAdvancing({ pacer }: Running): void {
  if (pacer.advancing) throw new ApiError(409, 'advancing', 'A step is being done; ask again when it has answered.');
}

function orRefused(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (error instanceof SettingRefused) throw refused(error.refusal);
    throw error;
  }
}
