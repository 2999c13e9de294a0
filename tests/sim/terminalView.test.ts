// What a person sees in the terminal.

import { expect, it } from '@jest/globals';
import { showView } from '../../sim/cli/screen';
import { statusLine, viewLines } from '../../sim/terminalView';
import { createRecorder } from '../support/recorder';
import { createSimulator } from '../support/simulator';

const ADDRESS = 'http://127.0.0.1:8080/';

it('HOST-045 the view shows address, pack, every cell, switches and faults', async () => {
  const simulator = createSimulator({ pack: { cells: 25, capacityAmpHours: 280 } });
  await simulator.ask('POST', 'load', { amps: 20 });
  simulator.clock.pass(10_000);
  await simulator.ask('POST', 'faults', { id: 'probeOpen', probe: 0 });
  simulator.clock.pass(20_000);
  const text = viewLines(simulator, [ADDRESS], { columns: 120, rows: 60 }).join('\n');
  expect(text).toContain(ADDRESS);
  expect(text).toContain('25 LFP cells');
  expect(text).toMatch(/-20\.0 A discharging/);
  for (let cell = 1; cell <= 25; cell += 1) expect(text).toMatch(new RegExp(`(^|\\s)${cell} +3\\d{3} mV`, 'm'));
  expect(text.match(/high/g)).toHaveLength(1);
  expect(text.match(/low/g)).toHaveLength(1);
  expect(text).toMatch(/charge open \(on\)/);
  expect(text).toMatch(/faults +probeLost/);
  expect(statusLine(simulator)).toMatch(/^00:00:30 {2}x1\.0 {2}.*-20\.0 A.*probeLost$/);
});

it('HOST-045 the view tells when the device is factory-fresh, paused or under a scenario', async () => {
  const simulator = createSimulator({ factory: true });
  await simulator.ask('POST', 'speed', { factor: 0 });
  expect(viewLines(simulator, [], { columns: 200, rows: 60 }).join('\n')).toMatch(/paused[^]*Factory-fresh/);
  expect(statusLine(simulator)).toMatch(/paused.*charge unknown {2}cells unknown/);
  await simulator.ask('POST', 'scenario', { name: 'rest' });
  expect(viewLines(simulator, [], { columns: 200, rows: 60 }).join('\n')).toMatch(/scenario +rest, running/);
});

it.each([
  [80, 24],
  [40, 10],
  [20, 3],
  [1, 1],
])('HOST-045 the view fits into a terminal of %d by %d', (columns, rows) => {
  const simulator = createSimulator({ pack: { cells: 25 } });
  simulator.clock.pass(5_000);
  const lines = viewLines(simulator, [ADDRESS], { columns, rows });
  expect(lines.length).toBeLessThanOrEqual(Math.max(1, rows - 1));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
});

it('HOST-045 the cursor is hidden while the view is shown and is there again at the end', () => {
  const terminal = createRecorder(true);
  const screen = showView(createSimulator(), [ADDRESS], terminal);
  expect(terminal.written).toContain('\u001b[?25l');
  expect(terminal.written).not.toContain('\u001b[?25h');
  screen.end();
  expect(terminal.written.endsWith('\u001b[?25h')).toBe(true);
});
