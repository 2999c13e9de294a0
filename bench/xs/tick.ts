// The firmware with 25 cells in the device's memory: what its ticks cost, whether they leak, what stack they need.
// Prints [key, value] lines for bench/firmware.ts.

import { simulated } from '../../hal/boards/simulated';
import { BASE_PERIOD_MS } from '../../src/bms';
import { xsHost } from '../../tests/xs/xsHost';
import { atWork } from './atWork';
import { costOfNext, leakOver, live, stackPeakOf, type Cost } from './measure';

const TICKS_PER_SECOND = 1_000 / BASE_PERIOD_MS;
const TICKS_PER_SCAN = 250 / BASE_PERIOD_MS;

const free: Cost = { byteCodes: 0, instructions: 0, garbageBytes: 0 };

function heavier(a: Cost, b: Cost): Cost {
  return {
    byteCodes: Math.max(a.byteCodes, b.byteCodes),
    instructions: Math.max(a.instructions, b.instructions),
    garbageBytes: Math.max(a.garbageBytes, b.garbageBytes),
  };
}

export default function measureTick(): void {
  const { bms, tick, bytes } = atWork(simulated);
  report('ram.firmware', bytes);

  // Every place of the second for itself: the schedule's tasks fall on different ones.
  let plain = free;
  let scan = free;
  let heaviest = free;
  let codes = 0;
  let instructions = 0;
  let garbage = 0;
  for (let place = 0; place < TICKS_PER_SECOND; place += 1) {
    const cost = costOfNext(tick);
    codes += cost.byteCodes;
    instructions += cost.instructions;
    garbage += cost.garbageBytes;
    heaviest = heavier(heaviest, cost);
    if (place % TICKS_PER_SCAN === 0) scan = heavier(scan, cost);
    else plain = heavier(plain, cost);
  }
  reportCost('tick.withoutCells', plain);
  reportCost('tick.withCells', scan);
  reportCost('tick.heaviest', heaviest);
  reportCost('second', { byteCodes: codes, instructions, garbageBytes: garbage });
  if (!bms.facts.sample.cells.valid) throw new Error('the cells are not valid');
  report('ram.leakOver10000Ticks', leakOver(tick, 10_000));
  report('stack.slots', stackPeakOf(tick));
  report('stack.nativeBytes', xsHost.nativeStackPeak());
  report('keys', live().keys);
  report('aliases', live().aliases);
}

function reportCost(name: string, { byteCodes, instructions, garbageBytes }: Cost): void {
  report(`${name}.byteCodes`, byteCodes);
  report(`${name}.instructions`, instructions);
  report(`${name}.garbageBytes`, garbageBytes);
}

function report(key: string, value: number): void {
  xsHost.print(JSON.stringify([key, value]));
}
