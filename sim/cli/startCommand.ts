// `npm start`: the firmware in real time with its page and interface, until somebody ends it.

import { renameSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname, resolve as resolvePath } from 'node:path';
import { BASE_PERIOD_MS } from '../../src/bms';
import { createPacer, type Pacer } from '../pacer';
import type { Running } from '../running';
import { findScenario } from '../scenarios/scenarios';
import { showLines, showView, statusJson, type Screen } from './screen';
import { createServer } from '../server/server';
import { createSession, type Session } from '../session';
import { SettingRefused } from '../simulation';
import { statusLine } from '../terminalView';
import type { StartOptions } from './arguments';
import { adapted, simulationOf } from './overrides';
import { reasonOf } from './reason';
import { DONE, DOES_NOT_HOLD, NOT_UNDERSTOOD, type Terminal } from './terminal';

/** Runs until `ended` is settled, the duration is over or the simulator fails; the result is the exit code. */
export async function startCommand(options: StartOptions, terminal: Terminal, ended: Promise<void>): Promise<number> {
  const mistake = missingFolder(options.portsFile);
  if (mistake !== undefined) return refuse(terminal, mistake);
  let session: Session;
  try {
    session = beginSession(options);
  } catch (error) {
    if (error instanceof SettingRefused)
      return refuse(terminal, `error: this pack cannot be had: ${reasonOf(error)}\n`);
    throw error;
  }

  let finish: (exitCode: number) => void = () => undefined;
  const finished = new Promise<number>((resolve) => (finish = resolve));
  void ended.then(() => finish(DONE));
  const pacer = pacerFor(session, options, terminal, finish);
  const running: Running = { session, pacer };
  const server = createServer(running, { open: options.listen });
  try {
    await server.listen({ host: options.http.host.replace(/[[\]]/g, ''), port: options.http.port });
  } catch (error) {
    return refuse(terminal, listenMistake(error as NodeJS.ErrnoException, options));
  }
  const { port } = server.server.address() as AddressInfo;
  const http = `http://${options.listen ? shownHost(options.http.host) : options.http.host}:${port}`;
  if (options.portsFile !== undefined) writePorts(options.portsFile, { http });
  if (options.listen)
    terminal.error(`Warning: port ${port} is open to the network; whoever reaches it may do everything.\n`);

  pacer.start();
  const screen = show(running, http, options, terminal);
  const exitCode = await finished;
  screen.end();
  pacer.stop();
  await server.close();
  if (options.json) terminal.out(`${statusJson(running)}\n`);
  else terminal.out(`Ended after ${session.simulation.ticks} ticks, hash ${session.simulation.timeline.hash}.\n`);
  return exitCode;
}

function beginSession(options: StartOptions): Session {
  const session = createSession(simulationOf(options));
  const scenario = options.scenario === undefined ? undefined : findScenario(options.scenario);
  if (scenario !== undefined) session.startScenario(adapted(scenario, options));
  return session;
}

function pacerFor(
  session: Session,
  options: StartOptions,
  terminal: Terminal,
  finish: (exitCode: number) => void,
): Pacer {
  let left = options.durationSeconds === undefined ? Infinity : (options.durationSeconds * 1_000) / BASE_PERIOD_MS;
  return createPacer({
    factor: options.speed,
    step: () => {
      session.step();
      left -= 1;
      if (left < 0.5) finish(DONE);
      return left >= 0.5;
    },
    onFailure: (error) => {
      terminal.error(
        `The simulator failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      finish(DOES_NOT_HOLD);
    },
  });
}

function show(running: Running, http: string, options: StartOptions, terminal: Terminal): Screen {
  if (options.json) {
    terminal.out(`${JSON.stringify({ http })}\n`);
    return showLines(() => statusJson(running), terminal);
  }
  if (terminal.interactive) return showView(running, [`${http}/`], terminal);
  terminal.out(`Page and interface: ${http}/\n`);
  return showLines(() => statusLine(running), terminal);
}

function refuse(terminal: Terminal, message: string): number {
  terminal.error(message);
  return NOT_UNDERSTOOD;
}

/** An address of everywhere is none that one can open. */
function shownHost(host: string): string {
  return host === '0.0.0.0' || host === '[::]' ? '127.0.0.1' : host;
}

function missingFolder(portsFile: string | undefined): string | undefined {
  if (portsFile === undefined) return undefined;
  const folder = dirname(resolvePath(portsFile));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return undefined;
  return `error: option '--ports-file <file>' argument '${portsFile}': the folder ${folder} does not exist; create it first.\n`;
}

/** Whoever waits for the file never sees half of it. */
function writePorts(file: string, ports: object): void {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(ports, null, 2)}\n`);
  renameSync(draft, file);
}

function listenMistake({ code, message }: NodeJS.ErrnoException, { http: { host, port } }: StartOptions): string {
  const asked = `error: option '--http <address>' argument '${host}:${port}'`;
  switch (code) {
    case 'EADDRINUSE':
      return `${asked}: the port is in use. End the program that has it, or take any free port with --http 0.\n`;
    case 'EACCES':
      return `${asked}: this port needs more rights. Take one from 1024 up, or any free one with --http 0.\n`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${asked}: this machine has no such address. Use 127.0.0.1, or 0.0.0.0 with --listen.\n`;
    default:
      return `${asked}: ${message}\n`;
  }
}
