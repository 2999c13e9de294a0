// Asks for more bytes at once than the device has.

import { xsHost } from '../xsHost';

export default function exhaustChunks(): void {
  xsHost.print(`${new Uint8Array(1_000_000).length}`);
}
