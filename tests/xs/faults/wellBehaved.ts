// Does its work and ends: the host says nothing but what was printed.

import { xsHost } from '../xsHost';

export default function behave(): void {
  xsHost.print('done');
}
