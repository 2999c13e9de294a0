// Who may ask the server.

import { expect, it } from '@jest/globals';
import { foreignRequest } from '../../../sim/server/guard';
import { readPage } from '../../../sim/server/page';
import { createSimulator } from '../../support/simulator';

const LOCAL = [
  'localhost',
  'localhost:8080',
  '127.0.0.1:8080',
  '127.0.0.1',
  '127.1.2.3:1',
  '[::1]:8080',
  'LOCALHOST:80',
];
const FOREIGN = [
  'evil.example',
  'evil.example:8080',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'evil.example#localhost',
  'localhost@evil.example',
  '192.168.1.5:8080',
  '10.0.0.1',
  '[::2]:8080',
  '0.0.0.0:8080',
  '::1',
  'local host',
];

async function statusOf(headers: Readonly<Record<string, string>>, open = false): Promise<number> {
  const simulator = createSimulator({}, { open });
  const answers = await Promise.all([
    simulator.send({ method: 'GET', url: '/api/state', headers }),
    simulator.send({ method: 'POST', url: '/api/load', headers, payload: { amps: 20 } }),
    simulator.send({ method: 'GET', url: '/', headers }),
  ]);
  expect(new Set(answers.map((answer) => answer.status)).size).toBe(1);
  return answers[0].status;
}

it.each(LOCAL)('HOST-023 a request for %s is answered, from its own page too', async (host) => {
  expect(await statusOf({ host })).toBe(200);
  expect(await statusOf({ host, origin: `http://${host}` })).toBe(200);
});

it.each(FOREIGN)('HOST-023 a request for the host "%s" is refused with 403', async (host) => {
  expect(await statusOf({ host })).toBe(403);
  expect(await statusOf({ host, origin: `http://${host}` })).toBe(403);
});

it('HOST-023 a request for no host at all is refused with 403', () => {
  expect(foreignRequest({ host: undefined, origin: undefined })?.status).toBe(403);
  expect(foreignRequest({ host: '', origin: undefined })?.status).toBe(403);
  expect(foreignRequest({ host: '', origin: 'http://' })?.status).toBe(403);
});

it.each([
  'http://evil.example',
  'https://localhost:8080',
  'http://localhost:8081',
  'http://127.0.0.1:8080',
  'null',
  '',
])('HOST-023 a page of the origin "%s" is refused with 403', async (origin) => {
  expect(await statusOf({ host: 'localhost:8080', origin })).toBe(403);
});

it('HOST-023 opened to the network by the user, other hosts and origins are answered', async () => {
  expect(await statusOf({ host: '192.168.1.5:8080' }, true)).toBe(200);
  expect(await statusOf({ host: 'bms.example', origin: 'http://bms.example' }, true)).toBe(200);
});

it('HOST-023 nobody is given leave to read answers across origins or to keep them', async () => {
  const simulator = createSimulator();
  const { headers } = await simulator.ask('GET', 'state');
  expect(headers['access-control-allow-origin']).toBeUndefined();
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
});

it('HOST-025 the page asks nobody but the simulator, and a strict policy holds it to that', async () => {
  const simulator = createSimulator();
  const parts = readPage();
  for (const { path, type } of parts) {
    const { status, headers, body } = await simulator.send({ method: 'GET', url: path });
    expect([path, status, headers['content-type']]).toEqual([path, 200, type]);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'/);
    expect(String(body)).not.toMatch(/https?:\/\//);
    for (const [, named] of String(body).matchAll(/(?:src=|href=|from )["']\.?\/?([^"']+)["']/g)) {
      expect(named === 'data:,' || parts.some((part) => part.path === `/${named}`)).toBe(true);
    }
  }
});
