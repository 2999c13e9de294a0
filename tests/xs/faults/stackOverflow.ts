// Calls itself until the JavaScript stack is full.

import { xsHost } from '../xsHost';

function descend(depth: number): number {
  return descend(depth + 1) + 1;
}

export default function overflowStack(): void {
  xsHost.print(`${descend(0)}`);
}
