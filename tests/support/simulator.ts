// The simulator with its server, without a socket and without real time: the test lets time pass and asks.

import type { FastifyInstance, InjectOptions } from 'fastify';
import { createPacer, type PacerClock } from '../../sim/pacer';
import type { Running } from '../../sim/running';
import { createServer, type ServerOptions } from '../../sim/server/server';
import { createSession } from '../../sim/session';
import type { SimulationOptions } from '../../sim/simulation';

/** Time that passes when the test says so. */
export interface HandClock extends PacerClock {
  /** Lets milliseconds pass and calls back what becomes due, in order. */
  pass(milliseconds: number): void;
  /** The clock goes on while nobody is called, as when the machine sleeps. */
  sleep(milliseconds: number): void;
  readonly waiting: number;
}

export function createHandClock(): HandClock {
  let nowMs = 1_000;
  let waiting: { readonly dueMs: number; readonly callBack: () => void }[] = [];

  return {
    nowMs: () => nowMs,
    later: (milliseconds, callBack) => void waiting.push({ dueMs: nowMs + milliseconds, callBack }),
    pass(milliseconds) {
      const endMs = nowMs + milliseconds;
      for (;;) {
        const dueMs = Math.min(...waiting.map((one) => one.dueMs));
        if (!(dueMs <= endMs)) break;
        nowMs = Math.max(nowMs, dueMs);
        const due = waiting.filter((one) => one.dueMs <= nowMs);
        waiting = waiting.filter((one) => one.dueMs > nowMs);
        for (const { callBack } of due) callBack();
      }
      nowMs = Math.max(nowMs, endMs);
    },
    sleep: (milliseconds) => void (nowMs += milliseconds),
    get waiting() {
      return waiting.length;
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface TestSimulator extends Running {
  readonly app: FastifyInstance;
  readonly clock: HandClock;
  ask(method: Method, url: string, body?: unknown): Promise<Answer>;
  send(options: InjectOptions): Promise<Answer>;
  /** POST step, with the time it takes. */
  advance(seconds: number): Promise<Answer>;
  /** Until the pacer wants to be called again: a request has come as far as it. */
  pacerWaits(): Promise<void>;
  seconds(): number;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';

export function createSimulator(options: SimulationOptions = {}, serverOptions: ServerOptions = {}): TestSimulator {
  const clock = createHandClock();
  const session = createSession(options);
  const pacer = createPacer({
    factor: 1,
    clock,
    step: () => {
      session.step();
      return true;
    },
    onFailure: (error) => {
      throw error;
    },
  });
  pacer.start();
  const app = createServer({ session, pacer }, serverOptions);

  async function send(request: InjectOptions): Promise<Answer> {
    const { statusCode, body, headers } = await app.inject(request);
    const type = String(headers['content-type']);
    return { status: statusCode, headers, body: type.includes('json') ? (JSON.parse(body) as unknown) : body };
  }

  const ask = (method: Method, url: string, body?: unknown) =>
    send({ method, url: `/api/${url}`, ...(body === undefined ? {} : { payload: body as object }) });

  async function pacerWaits(): Promise<void> {
    while (clock.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
  }

  return {
    app,
    clock,
    session,
    pacer,
    send,
    ask,
    async advance(seconds) {
      // Whatever was due before the pause comes first, and finds nothing to do.
      clock.pass(0);
      const answer = ask('POST', 'step', { seconds });
      await pacerWaits();
      clock.pass(0);
      return answer;
    },
    pacerWaits,
    seconds: () => session.simulation.world.nowMs / 1_000,
  };
}
