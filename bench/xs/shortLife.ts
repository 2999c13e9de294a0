// The firmware for as long as its memory lasts: what bench/firmware.ts gives less and less of to find the smallest heap.

import { simulated } from '../../hal/boards/simulated';
import { atWork } from './atWork';

const TICKS = 2_000;

export default function liveShortly(): void {
  const { tick } = atWork(simulated);
  for (let ticks = 0; ticks < TICKS; ticks += 1) tick();
}
