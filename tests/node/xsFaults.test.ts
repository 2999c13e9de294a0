// How a program ends that the engine gives up on: the exit code and a reason one can read, in the device's memory.
// Here and not beside the programs, because it builds and starts the host, for which it needs a C compiler.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINE_ABORT } from '../../hal/ports/restart';
import { BOOTED } from '../../src/events/eventLog';
import { hostEngine, type Engine } from '../xs/engines';
import { deviceCreation, writeList } from '../xs/modules';

/** A cold build takes half a minute. */
const BUILD_MS = 300_000;

const memory = deviceCreation();
let engine: Engine;

async function run(
  program: string,
  options: readonly string[] = [],
  preloaded: readonly string[] = [],
): Promise<readonly [code: number, said: string]> {
  const { path } = await writeList(`faults-${program}`, [`tests/xs/faults/${program}`], preloaded);
  const { code, stdout, stderr } = await engine(path, [...memory, ...options]);
  return [code, `${stdout}${stderr}`];
}

describe('xsh', () => {
  beforeAll(async () => {
    engine = await hostEngine('release');
  }, BUILD_MS);

  it('XS-030 ends with 0 when the program does', async () => {
    expect(await run('wellBehaved')).toEqual([0, 'done\n']);
  });

  it.each([
    ['heapExhausted', 65, 'memory full', 'at exhaustHeap'],
    ['chunksExhausted', 65, 'memory full', 'at exhaustChunks'],
    ['stackOverflow', 66, 'stack overflow', 'at descend'],
    ['unhandledException', 69, 'unhandled exception: RangeError: cell 26 of 25', 'at throwIt'],
    ['unhandledRejection', 72, 'unhandled rejection: Error: nobody waits for this', 'at rejectIt'],
  ])('XS-031 %s ends with %i and says: %s', async (program, code, reason, where) => {
    const [ended, said] = await run(program);
    expect([ended, said]).toEqual([code, expect.stringContaining(reason)]);
    expect(said).toContain(where);
  });

  it('XS-031 an endless loop is stopped by the limit of byte codes', async () => {
    const [code, said] = await run('endlessLoop', ['--limit', '1000000']);
    expect([code, said]).toEqual([71, expect.stringContaining('too much computation')]);
    expect(said).toContain('at loopForever');
  });

  it('XS-031 names that are made of data fill the table of keys', async () => {
    const [code, said] = await run('keysExhausted', ['--keys', '32,0']);
    expect([code, said]).toEqual([70, expect.stringContaining('not enough keys')]);
  });

  it('XS-031 one block of memory for everything is as full as two', async () => {
    const [code] = await run('heapExhausted', ['--static', '65536', '--chunk', '1536,512', '--heap', '512,64']);
    expect(code).toBe(65);
  });

  it('BMS-004 after memory ran out the next start drives nothing, keeps the reason and writes it down', async () => {
    const [code, said] = await run('firmwareRunsOut', [], ['hal/boards/simulated']);
    // Charge and discharge were on when it happened.
    expect([code, said]).toEqual([65, expect.stringContaining('driven 3')]);
    expect(said).toContain('memory full');
    const next = await run('nextStart', ['--argument', String(code)], ['hal/boards/simulated']);
    expect(next).toEqual([0, `driven 0, event ${BOOTED} ${ENGINE_ABORT} ${code - 64}\n`]);
  });

  it('XS-032 what a preloaded module leaves changeable is named', async () => {
    const { path } = await writeList('faults-unfrozen', [], ['tests/xs/faults/unfrozen']);
    const { stdout } = await engine(path, ['--unfrozen']);
    expect(stdout.trim().split('\n')).toEqual([
      'tests/xs/faults/unfrozen: table: not frozen',
      'tests/xs/faults/unfrozen: table.rows: not frozen',
      'tests/xs/faults/unfrozen: table.rows[0]: not frozen',
      'tests/xs/faults/unfrozen: count() counter: a variable that is not constant',
    ]);
  });

  it('XS-033 the firmware leaves nothing changeable', async () => {
    const { path, preloaded } = await writeList('firmware', []);
    expect(preloaded.length).toBeGreaterThan(30);
    expect(await engine(path, ['--unfrozen'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it(
    'XS-034 the debug build names lines of the TypeScript',
    async () => {
      const debug = await hostEngine('debug');
      const { path } = await writeList('faults-unhandledException', ['tests/xs/faults/unhandledException']);
      const { code, stderr } = await debug(path, memory);
      expect([code, stderr]).toEqual([
        69,
        expect.stringContaining('at throwIt (tests/xs/faults/unhandledException.ts:4)'),
      ]);
    },
    BUILD_MS,
  );
});
