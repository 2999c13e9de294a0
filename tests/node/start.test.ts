// `npm start` with a real socket on the loopback address and real time: in this process, and once as a process of its own.

import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArguments, type StartOptions } from '../../sim/cli/arguments';
import { startCommand } from '../../sim/cli/startCommand';
import { Random } from '../../sim/world/random';
import { createRecorder, type Recorder } from '../support/recorder';

jest.setTimeout(60_000);

let folder = '';
let occupied: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evencell-'));
  occupied = createServer();
  await new Promise<void>((resolve) => occupied.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await new Promise((resolve) => occupied.close(resolve));
});

function optionsOf(...words: string[]): StartOptions {
  const parsed = parseArguments(words);
  if (parsed.kind !== 'start') throw new Error(JSON.stringify(parsed));
  return parsed.options;
}

/** Starts, does something with the address, ends; the exit code and what was written. */
async function during(words: string[], act: (http: string) => Promise<void>, terminal: Recorder = createRecorder()) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const address = new Promise<string>((resolve) => {
    terminal.onOut = (text) => {
      const found = /http:\/\/[^/"\s]+/.exec(text);
      if (found !== null) resolve(found[0]);
    };
  });
  const exitCode = startCommand(optionsOf(...words), terminal, ended);
  const http = await Promise.race([address, exitCode.then((code) => Promise.reject(new Error(`ended with ${code}`)))]);
  try {
    await act(http);
  } finally {
    end();
  }
  return { exitCode: await exitCode, terminal };
}

async function secondsAt(http: string): Promise<number> {
  const state = (await (await fetch(`${http}/api/state`)).json()) as { time: { simulatedSeconds: number } };
  return state.time.simulatedSeconds;
}

it('HOST-038 a port in use ends with 2, what to do, and nothing started', async () => {
  const { port } = occupied.address() as AddressInfo;
  const terminal = createRecorder();
  const exitCode = await startCommand(optionsOf('--http', `${port}`), terminal, new Promise(() => undefined));
  expect([exitCode, terminal.written]).toEqual([2, '']);
  expect(terminal.complaints).toMatch(/--http.*in use.*--http 0/);
});

it('HOST-038 a ports file in a folder that is missing ends with 2 and names it', async () => {
  const terminal = createRecorder();
  const file = join(folder, 'missing', 'ports.json');
  const exitCode = await startCommand(
    optionsOf('--http', '0', '--ports-file', file),
    terminal,
    new Promise(() => undefined),
  );
  expect([exitCode, terminal.written]).toEqual([2, '']);
  expect(terminal.complaints).toContain(
    `--ports-file <file>' argument '${file}': the folder ${join(folder, 'missing')}`,
  );
});

it('HOST-038 a pack that the settings refuse ends with 2 and the rule', async () => {
  const terminal = createRecorder();
  const options = optionsOf('--http', '0', '--cells', '25', '--chemistry', 'nmc');
  expect(await startCommand(options, terminal, new Promise(() => undefined))).toBe(2);
  expect(terminal.complaints).toMatch(/rule SET-3a/);
});

it('HOST-039 the ports file names the address that answers, and nothing else is left beside it', async () => {
  const file = join(folder, 'ports.json');
  const { exitCode } = await during(['--http', '0', '--ports-file', file], async (http) => {
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ http });
    expect((await fetch(`${http}/`)).status).toBe(200);
  });
  expect(exitCode).toBe(0);
  expect(readdirSync(folder)).toEqual(['ports.json']);
});

it('HOST-040 real time passes, and at full speed the server still answers at once', async () => {
  await during(['--http', '0', '--speed', 'max'], async (http) => {
    let slowestMs = 0;
    for (let round = 0; round < 20; round += 1) {
      const beforeMs = performance.now();
      await secondsAt(http);
      slowestMs = Math.max(slowestMs, performance.now() - beforeMs);
    }
    expect(slowestMs).toBeLessThan(1_000);
    expect(await secondsAt(http)).toBeGreaterThan(60);
  });
});

it('HOST-046 a start with a duration ends by itself, with the same hash as any other such run', async () => {
  const hashOf = async (speed: string) => {
    const terminal = createRecorder();
    const options = optionsOf('--http', '0', '--duration', '30s', '--speed', speed, '--json');
    expect(await startCommand(options, terminal, new Promise(() => undefined))).toBe(0);
    const [address, last] = terminal.written
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(address['http']).toMatch(/^http:/);
    expect(last).toMatchObject({ ticks: 600, simulatedSeconds: 30 });
    return last['hash'];
  };
  expect(await hashOf('max')).toBe(await hashOf('100'));
});

it('HOST-046 a scenario can be watched, and the simulation goes on after it', async () => {
  await during(['--http', '0', '--scenario', 'occ-manual', '--speed', 'max'], async (http) => {
    while ((await secondsAt(http)) < 200) await new Promise((resolve) => setImmediate(resolve));
    const { running } = (await (await fetch(`${http}/api/scenarios`)).json()) as { running: unknown };
    expect(running).toEqual({ id: 'occ-manual', done: true, holds: true, violations: [] });
  });
});

it('HOST-024 random bytes on the socket itself are answered or cut off, and time goes on', async () => {
  await during(['--http', '0', '--speed', '60'], async (http) => {
    const random = new Random(99, 'socket');
    for (let round = 0; round < 20; round += 1) {
      const bytes = Buffer.from(Array.from({ length: 200 }, () => Math.floor(random.unit() * 256)));
      const head = round % 2 === 0 ? '' : 'POST /api/load HTTP/1.1\r\nHost: localhost\r\ncontent-length: 5\r\n';
      await sendBytes(Number(new URL(http).port), Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n\r\n')]));
    }
    const before = await secondsAt(http);
    while ((await secondsAt(http)) < before + 2) await new Promise((resolve) => setImmediate(resolve));
  });
});

function sendBytes(port: number, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve());
    socket.resume();
  });
}

it('HOST-047 --listen warns, and answers for any host', async () => {
  const { terminal } = await during(['--listen', '--http', '127.0.0.1:0'], async (http) => {
    expect((await fetch(`${http}/api/state`, { headers: { origin: 'http://evil.example' } })).status).toBe(200);
  });
  expect(terminal.complaints).toMatch(/^Warning: .*network/);
});

it('HOST-047 without it, a page of another origin is refused', async () => {
  await during(['--http', '0'], async (http) => {
    expect((await fetch(`${http}/api/state`, { headers: { origin: 'http://evil.example' } })).status).toBe(403);
  });
});

interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly error: string;
}

/** The program as a process of its own; `onOut` may end it. */
function program(words: string[], onOut: (text: string, end: () => void) => void = () => undefined): Promise<Ended> {
  const child = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', 'sim/host.ts', ...words], {
    env: { ...process.env, TS_NODE_PROJECT: 'tsconfig.node.json' },
  });
  let out = '';
  let error = '';
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
    onOut(out, () => child.kill('SIGINT'));
  });
  child.stderr.on('data', (data: Buffer) => (error += data.toString()));
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, out, error })));
}

it('HOST-048 the program prints its address, answers, and ends cleanly when it is interrupted', async () => {
  let asked: Promise<number> | undefined;
  const { exitCode, out, error } = await program(['--http', '0'], (text, end) => {
    const found = /http:\/\/[^/\s]+/.exec(text);
    if (found === null || asked !== undefined) return;
    asked = secondsAt(found[0]);
    void asked.finally(end);
  });
  expect(await asked).toBeGreaterThanOrEqual(0);
  expect([exitCode, error]).toEqual([0, '']);
  expect(out).toMatch(/Ended after \d+ ticks/);
});

it('HOST-048 the exit code of a mistake is 2 and of a headless run that holds 0', async () => {
  const [mistaken, headless] = [await program(['--cels', '3']), await program(['sim', '--duration', '5s'])];
  expect(mistaken).toMatchObject({ exitCode: 2, out: '' });
  expect(mistaken.error).toMatch(/--cels/);
  expect(headless).toMatchObject({ exitCode: 0, error: '' });
  expect(headless.out).toMatch(/rest +holds/);
});
