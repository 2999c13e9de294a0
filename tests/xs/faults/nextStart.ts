// The start after an abort: `--argument` is the exit code of the run before. Prints what is driven before the first whole
// sample, and the first event.

import { simulated } from '../../../hal/boards/simulated';
import { ENGINE_ABORT } from '../../../hal/ports/restart';
import { commissioned } from '../../../bench/xs/atWork';
import { createQuietPorts } from '../../../bench/xs/quietPorts';
import { createBms } from '../../../src/bms';
import { xsHost } from '../xsHost';

/** Exit codes of the host are the engine's reasons above this. */
const ABORTED = 64;

export default function start(): void {
  const quiet = createQuietPorts(25);
  const ports = {
    ...quiet.ports,
    // Nothing answers yet.
    cellMonitor: { channels: 25, sample: () => false },
    restart: { reason: ENGINE_ABORT, detail: Number(xsHost.argument()) - ABORTED },
  };
  const bms = createBms(ports, simulated, commissioned(simulated));
  bms.tick();
  const { kind, subject, value } = bms.events.read()[0];
  xsHost.print(`driven ${ports.switches.readBack()}, event ${kind} ${subject} ${value}`);
}
