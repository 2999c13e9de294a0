// What each part of a tick costs, with 25 cells at work and nothing wrong, and the control pass: from a fresh Sample in
// memory to the decision about switches. Prints [key, value] lines for bench/firmware.ts.

import { simulated } from '../../hal/boards/simulated';
import { sharedLevels } from '../../protection/limits';
import { createProtection } from '../../protection/engine';
import { rules } from '../../protection/rules';
import { createActuation } from '../../src/actuation/actuation';
import { createEstimation } from '../../src/estimation/estimation';
import type { Facts } from '../../src/model/facts';
import { packScale } from '../../src/model/packScale';
import { createSampling } from '../../src/sampling/sampling';
import { xsHost } from '../../tests/xs/xsHost';
import { CELLS, commissioned } from './atWork';
import { costOfNext } from './measure';
import { createQuietPorts } from './quietPorts';

export default function measureParts(): void {
  const quiet = createQuietPorts(CELLS);
  const { values } = commissioned(simulated);
  const scale = packScale(values.capacityMilliampHours);
  const sampling = createSampling(quiet.ports);
  const estimation = createEstimation(simulated.ownMilliwatts);
  const protection = createProtection(rules, { tripped: () => undefined, released: () => undefined });
  const actuation = createActuation(quiet.ports, simulated, values);
  sampling.configure(values, scale);
  estimation.configure(values.capacityMilliampHours);
  protection.configure(values);
  const { sample } = sampling;
  const facts: Facts = {
    configuration: { intact: true, commissioned: true, cellCount: CELLS, scale, ...sharedLevels(values) },
    sample,
    estimate: estimation.estimate,
    verdict: protection.verdict,
    switching: actuation.switching,
  };

  const parts: readonly (readonly [string, () => void])[] = [
    ['part.samplingBegins', () => sampling.begin(quiet.nowMs)],
    ['part.currentRead', () => sampling.readCurrent(quiet.nowMs)],
    ['part.ledgerBooks', () => estimation.integrate(sample)],
    ['part.cellsRead', () => sampling.readCells(quiet.nowMs)],
    ['part.temperaturesRead', () => sampling.readTemperatures(quiet.nowMs)],
    ['part.estimatesPublished', () => estimation.publish(sample)],
    ['part.protectionSecond', () => protection.second()],
    ['part.protectionDecides', () => protection.decide(facts, quiet.nowMs)],
    ['part.actuationDrives', () => actuation.drive(facts, quiet.nowMs)],
  ];
  for (let tick = 0; tick < 600; tick += 1) {
    for (const [, run] of parts) run();
    quiet.nowMs = (quiet.nowMs + 50) | 0;
  }
  for (const [name, run] of parts) {
    const { byteCodes, instructions } = costOfNext(run);
    report(`${name}.byteCodes`, byteCodes);
    report(`${name}.instructions`, instructions);
  }
  // Everything fresh, so that every rule of the table is looked at.
  for (const [, run] of parts.slice(0, 5)) run();
  const { byteCodes, instructions } = costOfNext(() => {
    protection.decide(facts, quiet.nowMs);
    actuation.drive(facts, quiet.nowMs);
  });
  report('controlPass.byteCodes', byteCodes);
  report('controlPass.instructions', instructions);
}

function report(key: string, value: number): void {
  xsHost.print(JSON.stringify([key, value]));
}
