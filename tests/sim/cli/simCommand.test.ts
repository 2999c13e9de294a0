// The headless command, from its options to its report and exit code.

import { expect, it, jest } from '@jest/globals';
import { parseArguments, type CommonOptions } from '../../../sim/cli/arguments';
import { listJson, listText } from '../../../sim/cli/listCommand';
import { reportJson, reportText, type Outcome } from '../../../sim/cli/report';
import { simCommand } from '../../../sim/cli/simCommand';
import { FAULTS } from '../../../sim/faults';
import { findScenario, scenarios } from '../../../sim/scenarios/scenarios';
import { createRecorder } from '../../support/recorder';

// Much simulated time, on a machine that may be busy.
jest.setTimeout(30_000);

function optionsOf(line: string): CommonOptions {
  const parsed = parseArguments(['sim', ...line.split(' ').filter((word) => word !== '')]);
  if (parsed.kind !== 'sim') throw new Error(JSON.stringify(parsed));
  return parsed.options;
}

async function run(line: string) {
  const terminal = createRecorder();
  const exitCode = await simCommand(optionsOf(line), terminal);
  return { exitCode, written: terminal.written, complaints: terminal.complaints };
}

interface Report {
  readonly holds: boolean;
  readonly ticks: number;
  readonly hash: string;
  readonly scenarios: readonly Outcome[];
}

it('HOST-033 one JSON document tells everything about a run, ticks and hash at its top', async () => {
  const { exitCode, written } = await run('--duration 60 --json');
  const report = JSON.parse(written) as Report;
  expect(exitCode).toBe(0);
  expect(report).toMatchObject({ holds: true, ticks: 1_200, hash: report.scenarios[0].hash });
  expect(report.hash).toMatch(/^[0-9a-f]{8}$/);
  expect(report.scenarios).toEqual([
    {
      id: 'rest',
      holds: true,
      violations: [],
      skipped: expect.any(Array) as unknown,
      trips: [],
      releases: [],
      ticks: 1_200,
      simulatedSeconds: 60,
      durationSeconds: 60,
      hash: report.hash,
    },
  ]);
});

it('HOST-033 trips come with their times', async () => {
  const { written } = await run('--scenario occ-manual --json');
  const { scenarios: outcomes, ticks } = JSON.parse(written) as Report;
  const { durationSeconds } = findScenario('occ-manual') ?? { durationSeconds: NaN };
  expect(ticks).toBe(durationSeconds * 20);
  expect(outcomes[0].trips).toEqual([{ fault: 'chargeOvercurrent', seconds: expect.any(Number) as unknown }]);
});

it('HOST-033 a person gets a table', async () => {
  const { exitCode, written } = await run('--duration 10s');
  expect(exitCode).toBe(0);
  expect(written).toMatch(/^scenario +result +time +trips +releases +hash\nrest +holds +00:00:10 +0 +0 +[0-9a-f]{8}\n/);
});

const failed: Outcome = {
  id: 'other',
  holds: false,
  violations: ['it did not trip'],
  skipped: ['a late one'],
  trips: [],
  releases: [],
  ticks: 20,
  simulatedSeconds: 90_061,
  durationSeconds: 90_061,
  hash: '00000000',
};

it('HOST-034 what does not hold and what was not judged is said, in both forms', () => {
  const good = { ...failed, id: 'one', holds: true, violations: [], skipped: [] };
  const text = reportText([good, failed]);
  expect(text).toContain('other: it did not trip');
  expect(text).toContain('other: not judged, because the run was shorter: a late one');
  expect(text).toContain('1 d 01:01:01');
  expect(text).toContain('1 of 2 scenarios do not hold.');
  const report = JSON.parse(reportJson([good, failed])) as Report;
  expect(report).toMatchObject({ holds: false, scenarios: [{ holds: true }, { violations: ['it did not trip'] }] });
  expect(report.ticks).toBeUndefined();
});

it('HOST-034 the exit code is 1 when an expectation does not hold', async () => {
  // A factory-fresh device switches nothing on: the current that should trip never flows.
  const { exitCode, written } = await run('--scenario occ-manual --factory --json');
  expect((JSON.parse(written) as Report).holds).toBe(false);
  expect(exitCode).toBe(1);
});

it('HOST-034 a pack that the settings refuse ends with 2, the rule, and no report', async () => {
  const { exitCode, written, complaints } = await run('--cells 25 --chemistry nmc');
  expect([exitCode, written]).toEqual([2, '']);
  expect(complaints).toMatch(/rest.*\(rule SET-3a\)|rest.*rule SET-3a/);
});

it('HOST-035 a shorter duration skips what would have come later and says so', async () => {
  const { exitCode, written } = await run('--scenario occ-manual --duration 5s --json');
  const [outcome] = (JSON.parse(written) as Report).scenarios;
  expect([exitCode, outcome.ticks, outcome.trips]).toEqual([0, 100, []]);
  expect(outcome.skipped.length).toBeGreaterThan(0);
});

it('HOST-036 the hash is the same at any speed and for the same seed, and another for another seed', async () => {
  const hashOf = async (line: string) =>
    (JSON.parse((await run(`${line} --duration 20 --json`)).written) as Report).hash;
  const hash = await hashOf('--seed 5');
  expect(await hashOf('--seed 5 --speed 60')).toBe(hash);
  expect(await hashOf('--seed 5 --speed 20000')).toBe(hash);
  expect(await hashOf('--seed 6')).not.toBe(hash);
});

it('HOST-037 every scenario and every fault is listed on one line', () => {
  const lines = listText().split('\n');
  for (const { id, help } of [...scenarios, ...FAULTS]) {
    expect(lines.filter((line) => line.startsWith(`  ${id} `) && line.endsWith(help))).toHaveLength(1);
  }
  const listed = JSON.parse(listJson()) as { scenarios: unknown[]; faults: unknown[] };
  expect([listed.scenarios.length, listed.faults.length]).toEqual([scenarios.length, FAULTS.length]);
});
