// What runs on this PC now: the session and the pacer that drives it. Server and terminal view work on nothing else.

import type { Pacer } from './pacer';
import type { Session } from './session';

export interface Running {
  readonly session: Session;
  readonly pacer: Pacer;
}
