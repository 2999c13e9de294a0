// What may be said on the command line, and what is said back.

import { expect, it } from '@jest/globals';
import { parseArguments } from '../../../sim/cli/arguments';
import { nearest } from '../../../sim/nearest';
import { scenarios } from '../../../sim/scenarios/scenarios';

const words = (line: string) => line.split(' ').filter((word) => word !== '');

function mistake(line: string): string {
  const parsed = parseArguments(words(line));
  if (parsed.kind !== 'mistake') throw new Error(`${line} was taken as ${JSON.stringify(parsed)}`);
  return parsed.message;
}

it('HOST-030 without options the pack runs in real time on the loopback address', () => {
  expect(parseArguments([])).toEqual({
    kind: 'start',
    options: {
      pack: {},
      speed: 1,
      json: false,
      factory: false,
      http: { host: '127.0.0.1', port: 8080 },
      listen: false,
    },
  });
  expect(parseArguments(['sim'])).toEqual({
    kind: 'sim',
    options: { pack: {}, speed: Infinity, json: false, factory: false },
  });
});

const COMMON =
  '--cells 25 --chemistry nmc --capacity 100.5 --ambient -10 --seed 7 --scenario rest --speed 60 --duration 24h --hal direct --json --factory';
const COMMON_OPTIONS = {
  pack: { cells: 25, chemistry: 'nmc', capacityAmpHours: 100.5, ambientCelsius: -10, seed: 7 },
  scenario: 'rest',
  speed: 60,
  durationSeconds: 86_400,
  json: true,
  factory: true,
};

it('HOST-030 both commands take the same options about the pack', () => {
  expect(parseArguments(words(`sim ${COMMON}`))).toEqual({ kind: 'sim', options: COMMON_OPTIONS });
  expect(parseArguments(words(`${COMMON} --http 0 --ports-file ports.json`))).toEqual({
    kind: 'start',
    options: { ...COMMON_OPTIONS, http: { host: '127.0.0.1', port: 0 }, listen: false, portsFile: 'ports.json' },
  });
});

it.each([
  ['1', 1],
  ['3600', 3_600],
  ['30s', 30],
  ['1.5m', 90],
  ['90min', 5_400],
  ['24h', 86_400],
  ['7d', 604_800],
  ['50ms', 0.05],
  ['0.12', 0.1],
])('HOST-030 the duration %s is %d s', (text, seconds) => {
  expect(parseArguments(['sim', '--duration', text])).toMatchObject({ options: { durationSeconds: seconds } });
});

it.each([
  ['8080', '127.0.0.1', 8_080],
  ['0', '127.0.0.1', 0],
  ['localhost:1234', 'localhost', 1_234],
  ['127.0.0.1:65535', '127.0.0.1', 65_535],
  ['[::1]:80', '[::1]', 80],
])('HOST-030 the address %s is understood', (text, host, port) => {
  expect(parseArguments(['--http', text])).toMatchObject({ options: { http: { host, port } } });
});

it('HOST-030 every command helps itself, with examples', () => {
  for (const line of ['--help', 'sim --help', 'sim list --help', '-h']) {
    const parsed = parseArguments(words(line));
    expect(parsed.kind).toBe('help');
    expect(parsed).toMatchObject({
      text: expect.stringMatching(/^Usage: npm (start|run sim) --[^]*Examples:/) as unknown,
    });
  }
  expect(parseArguments(['sim', 'list'])).toEqual({ kind: 'list', json: false });
  expect(parseArguments(['sim', 'list', '--json'])).toEqual({ kind: 'list', json: true });
});

it.each([
  ['--cells 2', /--cells.*3 to 25/],
  ['--cells 26', /--cells.*3 to 25/],
  ['--cells 16.5', /--cells.*whole/],
  ['--cells', /--cells/],
  ['--cells --json', /--cells.*3 to 25/],
  ['--chemistry lead', /--chemistry.*lfp, nmc, lto/],
  ['--capacity 0', /--capacity.*2 to 2000/],
  ['--capacity 0x20', /--capacity/],
  ['--ambient hot', /--ambient.*-60 to 120/],
  ['--seed -1', /--seed/],
  ['--seed 99999999999', /--seed.*4294967295/],
  ['--speed -1', /--speed.*max/],
  ['--speed NaN', /--speed/],
  ['--speed Infinity', /--speed/],
  ['--speed 1e9', /--speed/],
  ['--duration 0', /--duration.*24h/],
  ['--duration 5y', /--duration/],
  ['--duration -3', /--duration/],
  ['--duration 99999d', /--duration.*3650/],
  ['--duration 1ms', /--duration.*50 ms/],
  ['--hal chips', /--hal.*direct.*not part of this version/],
  ['--hal none', /--hal.*direct/],
  ['--cels 16', /--cels[^]*--cells/],
  ['--scenario rset', /--scenario.*Did you mean rest\?.*solar-day/],
  ['--scenario', /--scenario/],
])('HOST-031 %s is a mistake for both commands, and the message says what would be none', (line, says) => {
  expect(mistake(line)).toMatch(says);
  expect(mistake(`sim ${line}`)).toMatch(says);
});

it('HOST-031 an unknown scenario is answered with every known one', () => {
  for (const { id } of scenarios) expect(mistake('sim --scenario nonsense')).toContain(id);
  expect(mistake('--scenario all')).toMatch(/--scenario.*npm run sim/);
  expect(parseArguments(words('sim --scenario all'))).toMatchObject({ options: { scenario: 'all' } });
});

it.each([
  ['--http 65536', /--http.*65535/],
  ['--http nowhere', /--http/],
  ['--http :80', /--http/],
  ['--http http://localhost:80', /--http/],
  ['--ports-file', /--ports-file/],
  ['nonsense', /arguments/],
  ['sim nonsense', /arguments/],
  ['sim --http 0', /--http/],
  ['sim --speed 0', /--speed/],
  ['list', /arguments/],
])('HOST-031 %s is a mistake', (line, says) => {
  expect(mistake(line)).toMatch(says);
});

it('HOST-031 a start may begin paused', () => {
  expect(parseArguments(['--speed', '0'])).toMatchObject({ options: { speed: 0 } });
});

it('HOST-032 an address of the network needs --listen, which alone means every address', () => {
  expect(mistake('--http 0.0.0.0:8080')).toMatch(/--http.*--listen/);
  expect(mistake('--http 192.168.1.5:8080')).toMatch(/--http.*--listen/);
  expect(parseArguments(words('--listen'))).toMatchObject({
    options: { listen: true, http: { host: '0.0.0.0', port: 8_080 } },
  });
  expect(parseArguments(words('--listen --http 192.168.1.5:0'))).toMatchObject({
    options: { http: { host: '192.168.1.5', port: 0 } },
  });
});

it('HOST-031 the nearest name is the one with the fewest changes, and none is near nonsense', () => {
  const names = ['rest', 'solar-day', 'full-charge'];
  expect(nearest('solarday', names)).toBe('solar-day');
  expect(nearest('REST', names)).toBe('rest');
  expect(nearest('fullcharge', names)).toBe('full-charge');
  expect(nearest('qqqqqqqq', names)).toBeUndefined();
  expect(nearest('x'.repeat(10_000), names)).toBeUndefined();
});
