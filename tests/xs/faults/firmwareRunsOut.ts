// A firmware at work whose memory something eats up: what the host's exit code then tells is the reason for the next start.

import { simulated } from '../../../hal/boards/simulated';
import { atWork } from '../../../bench/xs/atWork';
import { xsHost } from '../xsHost';

export default function runOut(): void {
  const { quiet, tick } = atWork(simulated);
  xsHost.print(`driven ${quiet.ports.switches.readBack()}`);
  let eaten: unknown;
  for (;;) {
    eaten = { eaten };
    tick();
  }
}
